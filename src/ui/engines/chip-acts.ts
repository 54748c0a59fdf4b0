/** What chips do: they are moved by keys and by the pointer, and removed. */
import type { KeyboardEvent, PointerEvent } from 'react';
import type { EngineFacts } from '../../engines/facts.ts';
import { announce } from '../base/Announcer.tsx';
import { CHIPS } from '../keys/engine-keys.ts';
import { handleKey } from '../keys/handle.ts';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { carry } from './carry.ts';
import type { ChipsPage } from './chips-page.ts';
import { movedBy, withEngine } from './engine-list.ts';

/** A chip's tooltip. */
export const HOW = withKey('What is it? Drag it, or move it by keys', CHIPS.rows.move);
export const KEYS = ariaKeys(CHIPS.rows.move, CHIPS.rows.remove);

/** Puts an engine where the user wants it, and says so. */
function put(order: readonly string[], { id, title }: EngineFacts, page: ChipsPage): void {
  if (order.join() === page.order.join()) return;
  page.put(order, id);
  announce(`${title}: place ${order.indexOf(id) + 1} of ${order.length}`);
}

export function remove({ id, title }: EngineFacts, page: ChipsPage): void {
  const at = page.order.indexOf(id);
  page.put(withEngine(page.order, id, false), page.order[at + 1] ?? page.order[at - 1]);
  announce(`${title} removed`);
}

export function pressed(event: KeyboardEvent, engine: EngineFacts, page: ChipsPage): void {
  const by = (which: number) => (which === 0 ? -1 : 1);
  const acts = {
    walk: (which: number) => {
      const next = page.order[page.order.indexOf(engine.id) + by(which)];
      if (next !== undefined) page.focus(next);
    },
    move: (which: number) => put(movedBy(page.order, engine.id, by(which)), engine, page),
    remove: () => remove(engine, page),
  };
  if (!handleKey(CHIPS, acts, event, { typing: false, singleKeys: true })) return;
  event.preventDefault();
  event.stopPropagation();
}

export function grasped(event: PointerEvent<HTMLElement>, engine: EngineFacts, page: ChipsPage): void {
  if (event.button !== 0) return;
  const before = page.order;
  carry(event.nativeEvent, event.currentTarget.parentElement!, {
    show: (order) => page.show(order && { id: engine.id, order }),
    drop: (order) => put(order, engine, { ...page, order: before }),
  });
}

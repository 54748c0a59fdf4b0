/** From a key pressed to what it stands for. */
import { isSingle, type Pressed, pressedOf } from './combination.ts';
import type { KeyGroup, KeyRow } from './list.ts';

/**
 * Does what a row stands for. `which`: the number of the row's key that was pressed.
 * @returns false where there was nothing to do: then the key is left to whoever listens next
 */
type Act = (which: number) => unknown;

/** An act for each row of a group. */
export type ActsOf<Group> = Group extends KeyGroup<infer Rows> ? { readonly [Name in keyof Rows]: Act } : never;

interface Circumstances {
  /** The focus is where letters are text. */
  readonly typing: boolean;
  /** Single keys are switched on. */
  readonly singleKeys: boolean;
}

/** Does what the key stands for in a group; whether it stood for anything. A row without an act is nobody's at present. */
export function handleKey<Rows extends Readonly<Record<string, KeyRow>>>(
  { rows }: KeyGroup<Rows>,
  acts: Partial<ActsOf<KeyGroup<Rows>>>,
  event: Pressed,
  { typing, singleKeys }: Circumstances,
): boolean {
  for (const [name, row] of Object.entries(rows)) {
    const which = pressedOf(row.keys, event);
    if (which < 0) continue;
    if (typing && !row.whileTyping) return false;
    if (!singleKeys && isSingle(row.keys[which]!)) return false;
    if (row.once && event.repeat) return true;
    const act = (acts as Readonly<Record<string, Act>>)[name];
    return act !== undefined && act(which) !== false;
  }
  return false;
}

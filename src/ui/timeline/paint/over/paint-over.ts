/** All that lies over one section's lanes, on the canvas. */
import type { State } from '../../../../store/state/state.ts';
import type { Layout, Section } from '../../model/layout.ts';
import type { Picture } from '../../model/picture.ts';
import type { Pen } from '../pen.ts';
import { paintOwnAxis } from './axis.ts';
import { paintFlags } from './flags.ts';
import { paintFuture } from './future.ts';
import { paintIdle } from './idle.ts';
import { paintPath } from './path.ts';

/** What of the store's state is drawn over lanes. */
export type Looked = Pick<State, 'selected' | 'idle' | 'notes' | 'range' | 'cursorMs' | 'showsPath'>;

/** `ownAxes`: each section has an axis of its own; `narrow`: the page is. */
export function paintOver(
  pen: Pen,
  picture: Picture,
  section: Section,
  { selected, idle, notes, range, cursorMs, showsPath }: Looked,
  { ownAxes, narrow }: Pick<Layout, 'ownAxes' | 'narrow'>,
): void {
  if (cursorMs !== null) paintFuture(pen, picture, section, cursorMs);
  if (ownAxes) paintOwnAxis(pen, section, narrow, range, cursorMs);
  if (selected?.engine === section.engine) {
    const row = picture.rowOf(selected.task, selected.attempt);
    if (row >= 0) paintPath(pen, picture, section, row);
  } else if (showsPath && !selected) paintPath(pen, picture, section, -1);
  if (idle) paintIdle(pen, picture, section, idle);
  if (notes.length > 0) paintFlags(pen, picture, section, notes);
}

/** All that lies over one section's lanes, on the canvas. */
import type { State } from '../../../../store/state/state.ts';
import type { Section } from '../../model/layout.ts';
import type { Picture } from '../../model/picture.ts';
import type { Scene } from '../../rows/painter.ts';
import type { Pen } from '../pen.ts';
import { paintOwnAxis } from './axis.ts';
import { paintFlags } from './flags.ts';
import { paintIdle } from './idle.ts';
import { paintPath } from './path.ts';

type Looked = Pick<State, 'selected' | 'idle' | 'notes' | 'range' | 'cursorMs'>;

/** `showsPath`: that of the whole run is drawn where nothing is selected. */
export function overOf(state: Looked, showsPath: boolean) {
  const { selected, idle, notes, range, cursorMs } = state;
  return (pen: Pen, picture: Picture, section: Section, { layout }: Scene): void => {
    if (layout.ownAxes) paintOwnAxis(pen, section, layout.narrow, range, cursorMs);
    if (section.collapsed) return;
    if (selected?.engine === section.engine) {
      const row = picture.rowOf(selected.task, selected.attempt);
      if (row >= 0) paintPath(pen, picture, section, row);
    } else if (showsPath && !selected) paintPath(pen, picture, section, -1);
    if (idle) paintIdle(pen, picture, section, idle);
    if (notes.length > 0) paintFlags(pen, picture, section, notes);
  };
}

/** All that is loaded only on the page's need, at once: for who draws a picture that has to be whole (PNG, SVG). */
import type { State } from '../../../store/state/state.ts';
import { Large } from '../paint/large/paint-large.ts';
import { countAt, paintStrips } from '../paint/large/paint-strip.ts';
import { overOf } from '../paint/over/paint-over.ts';
import * as marked from './paint-marked.ts';
import * as rows from './paint-rows.ts';
import type { Extras } from './painter.ts';

export function allExtras(state: State): Extras {
  countAt(state.cursorMs ?? Number.NaN);
  return { large: new Large(), strip: paintStrips, marked, rows, over: overOf(state, state.showsPath) };
}

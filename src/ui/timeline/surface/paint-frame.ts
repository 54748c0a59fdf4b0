/** One frame on the page: the canvas is put in its place, the axis and the lines over it are moved, the lanes are painted. */
import type { State } from '../../../store/state/state.ts';
import { AXIS_HEIGHT } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Tick } from '../model/ticks.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { paint } from '../rows/painter.ts';
import type { Lights } from '../rows/row.ts';
import { type Moment, placeOverlays } from './overlays.ts';
import type { Page } from './page.ts';
import type { Pointed } from './pointed.ts';

const NO_TICKS: readonly Tick[] = [];
/** Of a frame that draws only what is seen, this much above and below is drawn, too (px). */
const BEYOND = 160;

export interface Frame {
  readonly state: State;
  readonly snapshot: Snapshot;
  readonly scale: TimeScale;
  /** In the order of the layout's sections. */
  readonly pictures: readonly Picture[];
  readonly pointed: Pointed;
  readonly lights: Lights | null;
  readonly moment: Moment | undefined;
  /** Only what is seen is drawn: another frame will draw the rest. */
  readonly isPart: boolean;
  /** Writes what else is on the page. */
  readonly beside: () => void;
  /** Asks for another frame, since more can be drawn by then. */
  readonly again: () => void;
}

/** Nothing but the place of the pointer has changed, and it is on what it was on: what lies over the lanes follows it. */
export function movePointer(page: Page, frame: Frame): void {
  place(page, frame);
  breakOff(page);
}

function place({ dom, box, nowLine, cursor }: Page, { snapshot, scale, pointed, moment, beside }: Frame): void {
  const { at: pointer, hit } = pointed;
  const { layout } = snapshot;
  placeOverlays({ ...dom, nowLine, cursor }, { layout, scale, pointer, box, hasTip: hit !== null, moment });
  beside();
}

/** Lines let the words be read that were written last. */
function breakOff({ nowLine, cursor, pen }: Page): void {
  nowLine.breakOff(pen.words);
  cursor.breakOff(pen.words);
}

export function paintFrame(page: Page, frame: Frame): void {
  const { state, snapshot, scale, pictures, lights, isPart, again } = frame;
  const { layout, viewport, ticks } = snapshot;
  const { pen } = page;
  const seenFrom = layout.narrow ? -page.box.top : page.scrollTop;
  const { top, height, ratio, renewed } = page.canvas.place(layout, seenFrom, viewport);
  if (renewed) pen.forgetState();
  page.ruler.place(layout.ownAxes ? NO_TICKS : ticks, scale, Math.min(viewport, layout.height) - AXIS_HEIGHT);
  place(page, frame);
  pen.only = state.onlyState;
  // The canvas comes last. It needs the page's styles as soon as it is given a font, so all else has to be written by then.
  paint(pen, {
    layout,
    pictures,
    scale,
    look: state,
    onlyFound: state.onlyMatches,
    hover: frame.pointed.hit,
    lights,
    tasks: state.scenario.tasks.length,
    top,
    height,
    from: isPart ? Math.max(top, seenFrom - BEYOND) : top,
    to: isPart ? Math.min(top + height, seenFrom + viewport + BEYOND) : top + height,
    ratio,
    again,
  });
  breakOff(page);
}

/** Whether the layout is higher than what a partial frame draws. */
export const isHigherThanSeen = ({ layout, viewport }: Snapshot): boolean => layout.height > viewport + BEYOND;

/** One lane: outlines of the prediction, then the bars; or columns, where there are more spans than pixels. */
import type { Lane, LaneIndex } from './lane-index.ts';
import { outline } from './marks/outline.ts';
import { paintDense } from './paint-dense.ts';
import { isDiamond, paintSpan, type SpanStyle } from './paint-span.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { Pieces } from './pieces.ts';

/** Less than so many pixels a span: columns. */
const LEAST_SPAN = 3;
/** Below this there is always room to draw them one by one. */
const FEW = 8;

const pieces = new Pieces();
const style: { -readonly [K in keyof SpanStyle]: SpanStyle[K] } = {
  thin: false,
  placeWaits: false,
  labelFrom: 0,
  freeFrom: 0,
  freeTo: 0,
};

/** Whether a span of this engine's drawn trace stands back, since another is selected. */
export type Fades = (row: number, predicted: boolean) => boolean;

export function paintLane(pen: Pen, picture: Picture, number: number, top: number, height: number, fades: Fades): void {
  const { outlines } = picture;
  const lane = outlines?.lanes[number];
  const moved = outlines !== picture.predicted;
  if (outlines && lane) paintOutlines(pen, outlines, lane, top, height, fades, moved);
  const main = picture.main;
  const bars = main?.lanes[number];
  if (main && bars && bars.count > 0) paintBars(pen, picture, main, bars, top, height, fades);
  // A lane that only the new prediction has: nothing covers its marks and names.
  else if (picture.stale && outlines && lane) paintBars(pen, picture, outlines, lane, top, height, fades);
}

/** How many spans of a lane a window holds, and whether they are too many to draw one by one. */
function windowOf(pen: Pen, index: LaneIndex, lane: Lane): { first: number; last: number; dense: boolean } {
  const first = index.firstAt(lane, pen.ms(pen.left - 8));
  const last = index.startingAt(lane, pen.ms(pen.right + 8));
  const count = last - first;
  if (count <= FEW) return { first, last, dense: false };
  const { start, end } = index.trace.spans.at;
  const lastEnd = end[lane.rows[last - 1]!]!;
  const x0 = Math.max(pen.left, pen.x(start[lane.rows[first]!]!));
  const x1 = Math.min(pen.right, pen.x(Number.isNaN(lastEnd) ? start[lane.rows[last - 1]!]! : lastEnd));
  return { first, last, dense: (x1 - x0) / count < LEAST_SPAN };
}

function paintOutlines(
  pen: Pen,
  index: LaneIndex,
  lane: Lane,
  top: number,
  height: number,
  fades: Fades,
  moved: boolean,
): void {
  const { first, last, dense } = windowOf(pen, index, lane);
  if (dense) return;
  const { task } = index.trace.spans.at;
  let free = Number.NEGATIVE_INFINITY;
  for (let place = first; place < last; place++) {
    const row = lane.rows[place]!;
    pieces.load(index.trace, row);
    if (isDiamond(pen, index.trace, pieces, task[row]!)) continue;
    // Where the run put it into another lane, outlines might overlap: a later one starts where the one before ends.
    const from = moved ? Math.max(pieces.heldFrom, free) : pieces.heldFrom;
    if (pieces.end <= from && moved) continue;
    free = pieces.end;
    pen.fade(fades(row, true));
    const x0 = pen.px(from);
    outline(pen, x0, Math.max(pen.px(pieces.end), x0 + 1), top + 3, height - 6);
  }
  pen.fade(false);
}

function paintBars(
  pen: Pen,
  picture: Picture,
  index: LaneIndex,
  lane: Lane,
  top: number,
  height: number,
  fades: Fades,
): void {
  const { trace } = index;
  const { first, last, dense } = windowOf(pen, index, lane);
  style.thin = index === picture.predicted;
  style.placeWaits = picture.engine.place.lane === 'task';
  style.labelFrom = Number.NEGATIVE_INFINITY;
  style.freeFrom = Number.NEGATIVE_INFINITY;
  if (dense) {
    pen.fade(fades(-1, style.thin));
    paintDense(pen, index, lane, top, height, style.thin);
  }
  // Diamonds stand over their neighbours: they are drawn in a second round.
  let diamonds = 0;
  for (let place = dense ? Math.max(first, lane.sealed) : first; place < last; place++) {
    const row = lane.rows[place]!;
    pieces.load(trace, row);
    pen.fade(fades(row, style.thin));
    if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) {
      diamonds++;
      style.labelFrom = pen.px(pieces.start) + 9;
      continue;
    }
    paintSpan(pen, trace, row, pieces, top, height, style);
    style.labelFrom = Number.NEGATIVE_INFINITY;
    if (Number.isNaN(trace.spans.at.end[row]!) && picture.live) {
      const x = pen.px(pieces.end);
      pen.fill(pen.palette.ink, x - 1, top + 3, 2, height - 6);
    }
  }
  if (diamonds > 0) paintDiamonds(pen, index, lane, first, last, top, height, fades);
  pen.fade(false);
}

function paintDiamonds(
  pen: Pen,
  index: LaneIndex,
  lane: Lane,
  first: number,
  last: number,
  top: number,
  height: number,
  fades: Fades,
): void {
  const { trace } = index;
  for (let place = first; place < last; place++) {
    const row = lane.rows[place]!;
    pieces.load(trace, row);
    if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) {
      pen.fade(fades(row, style.thin));
      style.labelFrom = Number.NEGATIVE_INFINITY;
      style.freeTo = place + 1 < lane.count ? pen.px(trace.spans.at.start[lane.rows[place + 1]!]!) : pen.right;
      paintSpan(pen, trace, row, pieces, top, height, style);
      style.freeFrom = pen.px(pieces.end) + 6;
    } else style.freeFrom = pen.px(pieces.end);
  }
}

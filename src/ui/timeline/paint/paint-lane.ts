/** One lane: outlines of the prediction, then the bars; where there are too many to name, pixels have been drawn before. */

import type { Lane, LaneIndex } from '../model/lane-index.ts';
import type { Picture } from '../model/picture.ts';
import { Pieces } from '../model/pieces.ts';
import type { Emphasis, Fades } from './emphasis.ts';
import { isMany, WIDE, walkedFrom } from './many.ts';
import { outline } from './marks/outline.ts';
import { isDiamond, paintSpan, type SpanStyle } from './paint-span.ts';
import type { Pen } from './pen.ts';

const pieces = new Pieces();
const style: { -readonly [K in keyof SpanStyle]: SpanStyle[K] } = {
  thin: false,
  placeWaits: false,
  labelFrom: 0,
  freeFrom: 0,
  freeTo: 0,
};

/** What a lane's bars are drawn from: the run, or the prediction where the run has nothing there. */
export function barsOf(picture: Picture, number: number): LaneIndex | undefined {
  const { main, outlines } = picture;
  if (main && (main.lanes[number]?.count ?? 0) > 0) return main;
  return picture.stale && outlines?.lanes[number] ? outlines : undefined;
}

export function paintLane(
  pen: Pen,
  picture: Picture,
  number: number,
  top: number,
  height: number,
  emphasis: Emphasis,
): void {
  const { outlines } = picture;
  const lane = outlines?.lanes[number];
  if (outlines && lane && pen.shows('predicted') && !emphasis.onlyFound) {
    paintOutlines(pen, outlines, lane, top, height, emphasis.fades, outlines !== picture.predicted);
  }
  const bars = barsOf(picture, number);
  if (bars) paintBars(pen, picture, bars, number, top, height, emphasis);
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
  const first = index.firstAt(lane, pen.ms(pen.left - 8));
  const last = index.startingAt(lane, pen.ms(pen.right + 8));
  if (isMany(pen, index, lane, first, last)) return;
  const { task } = index.trace.spans.at;
  let free = Number.NEGATIVE_INFINITY;
  for (let place = first; place < last; place++) {
    const row = index.rowAt(lane, place);
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
  number: number,
  top: number,
  height: number,
  emphasis: Emphasis,
): void {
  const { trace } = index;
  const lane = index.lanes[number]!;
  const first = index.firstAt(lane, pen.ms(pen.left - 8));
  const last = index.startingAt(lane, pen.ms(pen.right + 8));
  style.thin = index === picture.predicted;
  style.placeWaits = picture.engine.lanes.perTask;
  style.labelFrom = Number.NEGATIVE_INFINITY;
  style.freeFrom = Number.NEGATIVE_INFINITY;
  // Diamonds stand over their neighbours: they are drawn in a second round.
  let diamonds = 0;
  if (isMany(pen, index, lane, first, last)) {
    paintWide(pen, picture, index, number, first, last, top, height, emphasis);
  } else {
    for (let place = first; place < last; place++) {
      const row = index.rowAt(lane, place);
      if (emphasis.hides(row, style.thin)) continue;
      pieces.load(trace, row);
      pen.fade(emphasis.fades(row, style.thin));
      if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) {
        diamonds++;
        style.labelFrom = pen.px(pieces.start) + 9;
        continue;
      }
      paintLoaded(pen, picture, index, row, top, height);
      style.labelFrom = Number.NEGATIVE_INFINITY;
    }
  }
  if (diamonds > 0) paintDiamonds(pen, index, lane, first, last, top, height, emphasis);
  pen.fade(false);
}

/** The spans with room for words among many, and those that stand out. The others are there already, as pixels. */
function paintWide(
  pen: Pen,
  picture: Picture,
  index: LaneIndex,
  number: number,
  first: number,
  last: number,
  top: number,
  height: number,
  emphasis: Emphasis,
): void {
  const { trace } = index;
  const lane = index.lanes[number]!;
  const { start, end, lane: lanes } = trace.spans.at;
  for (let place = walkedFrom(pen, lane, first, last); place < last; place++) {
    const row = index.rowAt(lane, place);
    if ((end[row]! - start[row]!) * pen.perMs < WIDE || emphasis.hides(row, style.thin)) continue;
    pieces.load(trace, row);
    pen.fade(emphasis.fades(row, style.thin));
    paintLoaded(pen, picture, index, row, top, height);
  }
  pen.fade(false);
  for (const row of [emphasis.row, emphasis.giver]) {
    if (row < 0 || lanes[row] !== number || index !== picture.main) continue;
    pieces.load(trace, row);
    paintLoaded(pen, picture, index, row, top, height);
  }
}

function paintLoaded(pen: Pen, picture: Picture, index: LaneIndex, row: number, top: number, height: number): void {
  const { trace } = index;
  paintSpan(pen, trace, row, pieces, top, height, style);
  if (Number.isNaN(trace.spans.at.end[row]!) && picture.live) {
    const x = pen.px(pieces.end);
    pen.fill(pen.palette.ink, x - 1, top + 3, 2, height - 6);
  }
}

function paintDiamonds(
  pen: Pen,
  index: LaneIndex,
  lane: Lane,
  first: number,
  last: number,
  top: number,
  height: number,
  emphasis: Emphasis,
): void {
  const { trace } = index;
  for (let place = first; place < last; place++) {
    const row = index.rowAt(lane, place);
    pieces.load(trace, row);
    if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) {
      if (emphasis.hides(row, style.thin)) continue;
      pen.fade(emphasis.fades(row, style.thin));
      style.labelFrom = Number.NEGATIVE_INFINITY;
      const next = place + 1 < lane.count ? trace.spans.at.start[index.rowAt(lane, place + 1)]! : Number.NaN;
      style.freeTo = Number.isNaN(next) ? pen.right : pen.px(next);
      paintSpan(pen, trace, row, pieces, top, height, style);
      style.freeFrom = pen.px(pieces.end) + 6;
    } else style.freeFrom = pen.px(pieces.end);
  }
}

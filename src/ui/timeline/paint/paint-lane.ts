/** One lane: outlines of the prediction, then the bars. Where there are too many bars, their pixels have been drawn before. */
import { attemptName } from '../../words/attempt-name.ts';
import { Pieces } from '../model/pieces.ts';
import { barsOf, type LaneView, SpansInSight } from './lane-view.ts';
import { isMany, WIDE, walkedFrom } from './many.ts';
import { outline } from './marks/outline.ts';
import { isDiamond, outlineName, paintSpan, type SpanStyle } from './paint-span.ts';
import type { Pen } from './pen.ts';

/** A diamond keeps labels so far away (px). */
const DIAMOND_AIR = 9;

const pieces = new Pieces();
const outlined = new SpansInSight();
const bars = new SpansInSight();
const style: { -readonly [K in keyof SpanStyle]: SpanStyle[K] } = {
  top: 0,
  height: 0,
  thin: false,
  ownWaits: false,
  labelFrom: 0,
  freeFrom: 0,
  freeTo: 0,
};

export function paintLane(pen: Pen, view: LaneView): void {
  const { picture, lane, emphasis } = view;
  const { outlines } = picture;
  if (outlines && pen.shows('predicted') && !emphasis.onlyFound && outlined.find(pen, outlines, lane)) {
    paintOutlines(pen, view);
  }
  const index = barsOf(picture, lane);
  if (index && bars.find(pen, index, lane)) paintBars(pen, view);
}

function paintOutlines(pen: Pen, { picture, emphasis, top, height }: LaneView): void {
  if (isMany(pen, outlined)) return;
  const { index, lane, first, last } = outlined;
  const { trace } = index;
  // Where the run put spans into another lane, outlines might overlap: a later one starts where the one before ends.
  const moved = index !== picture.predicted;
  let free = Number.NEGATIVE_INFINITY;
  for (let place = first; place < last; place++) {
    const row = index.rowAt(lane, place);
    pieces.load(trace, row);
    if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) continue;
    const from = moved ? Math.max(pieces.heldFrom, free) : pieces.heldFrom;
    if (pieces.end <= from && moved) continue;
    free = pieces.end;
    pen.fade(emphasis.fades(row, true));
    const x0 = pen.px(from);
    const x1 = Math.max(pen.px(pieces.end), x0 + 1);
    outline(pen, x0, x1, top + 3, height - 6);
    const { task, attempt } = trace.spans.at;
    // What has not begun yet has no bar that says its name.
    if (picture.live && picture.rowOf(task[row]!, attempt[row]!) < 0)
      outlineName(pen, attemptName(trace, task[row]!, attempt[row]!), x0, x1, top + Math.floor(height / 2));
  }
  pen.fade(false);
}

function paintBars(pen: Pen, view: LaneView): void {
  const { picture, emphasis } = view;
  const { index, lane, first, last } = bars;
  const { trace } = index;
  style.top = view.top;
  style.height = view.height;
  style.thin = picture.hollow;
  style.ownWaits = picture.engine.lanes.perTask;
  style.labelFrom = Number.NEGATIVE_INFINITY;
  style.freeFrom = Number.NEGATIVE_INFINITY;
  // Diamonds stand over their neighbours: they are drawn in a second round.
  let diamonds = 0;
  if (isMany(pen, bars)) paintWide(pen, view);
  else {
    for (let place = first; place < last; place++) {
      const row = index.rowAt(lane, place);
      if (emphasis.hides(row, index === picture.predicted)) continue;
      pieces.load(trace, row);
      pen.fade(emphasis.fades(row, index === picture.predicted));
      if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) {
        diamonds++;
        style.labelFrom = pen.px(pieces.start) + DIAMOND_AIR;
        continue;
      }
      paintLoaded(pen, view, row);
      style.labelFrom = Number.NEGATIVE_INFINITY;
    }
  }
  if (diamonds > 0) paintDiamonds(pen, view);
  pen.fade(false);
}

/** Among many spans: those with room for words, and those that stand out. The others are on the canvas already, as pixels. */
function paintWide(pen: Pen, view: LaneView): void {
  const { picture, emphasis } = view;
  const { index, lane, last } = bars;
  const { start, end, lane: lanes } = index.trace.spans.at;
  for (let place = walkedFrom(pen, bars); place < last; place++) {
    const row = index.rowAt(lane, place);
    if ((end[row]! - start[row]!) * pen.perMs < WIDE || emphasis.hides(row, index === picture.predicted)) continue;
    pieces.load(index.trace, row);
    pen.fade(emphasis.fades(row, index === picture.predicted));
    paintLoaded(pen, view, row);
  }
  pen.fade(false);
  if (index !== picture.main) return;
  for (const row of [emphasis.row, emphasis.giver]) {
    if (row < 0 || lanes[row] !== view.lane) continue;
    pieces.load(index.trace, row);
    paintLoaded(pen, view, row);
  }
}

/** The span that is loaded into the pieces; one under way has a line at its present end. */
function paintLoaded(pen: Pen, { picture, top, height }: LaneView, row: number): void {
  const { trace } = bars.index;
  paintSpan(pen, trace, row, pieces, style);
  if (Number.isNaN(trace.spans.at.end[row]!) && picture.live) {
    const x = pen.px(pieces.end);
    pen.fill(pen.palette.ink, x - 1, top + 3, 2, height - 6);
  }
}

function paintDiamonds(pen: Pen, { picture, emphasis }: LaneView): void {
  const { index, lane, first, last } = bars;
  const { trace } = index;
  const { task, start } = trace.spans.at;
  for (let place = first; place < last; place++) {
    const row = index.rowAt(lane, place);
    pieces.load(trace, row);
    if (!isDiamond(pen, trace, pieces, task[row]!)) {
      style.freeFrom = pen.px(pieces.end);
      continue;
    }
    if (emphasis.hides(row, index === picture.predicted)) continue;
    pen.fade(emphasis.fades(row, index === picture.predicted));
    style.labelFrom = Number.NEGATIVE_INFINITY;
    const next = place + 1 < lane.count ? start[index.rowAt(lane, place + 1)]! : Number.NaN;
    style.freeTo = Number.isNaN(next) ? pen.right : pen.px(next);
    paintSpan(pen, trace, row, pieces, style);
    style.freeFrom = pen.px(pieces.end) + 6;
  }
}

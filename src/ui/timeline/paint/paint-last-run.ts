/** The last run in its lanes, where it is of another scenario than the one drawn: dashed frames, named where there is room. */
import { endOf } from '../../../trace/ends.ts';
import { attemptName } from '../../words/attempt-name.ts';
import { type LaneView, SpansInSight } from './lane-view.ts';
import { isMany } from './many.ts';
import { dashed } from './marks/dashed.ts';
import type { Pen } from './pen.ts';

/** The frame stands so far inside the lane, within the outline of the prediction (px). */
const INSET = 4;
const PAD = 6;
/** Where a task stands as near to its place now (px), no frame is drawn: nothing has changed there. */
const SAME = 4;
/** Half the height of a letter with its air (px): no dashes run through words. */
const LETTER = 6;
const WHERE = ' in the last run';

const inSight = new SpansInSight();

export function paintLastRun(pen: Pen, view: LaneView): void {
  const { last } = view.picture;
  if (!last || !pen.shows('last') || view.emphasis.onlyFound || !inSight.find(pen, last, view.lane)) return;
  if (inSight.last <= inSight.first) return;
  const many = isMany(pen, inSight);
  for (let place = inSight.first; place < inSight.last; place++) {
    const row = last.rowAt(inSight.lane, place);
    // Where there are too many to be told apart, one frame stands for all.
    const until = many ? last.rowAt(inSight.lane, inSight.last - 1) : row;
    const fromMs = last.trace.spans.at.start[row]!;
    const toMs = endOf(last.trace, until);
    const [x0, x1] = [pen.px(fromMs), pen.px(toMs)];
    if (!many && isSame(pen, view, row, x0, x1)) continue;
    dashed(pen, x0, Math.max(x1, x0 + 3), view.top + INSET, view.height - 2 * INSET);
    if (many) return;
    paintName(pen, view, row, fromMs, toMs);
  }
}

/** Whether the attempt is drawn at this very place of the lane. */
function isSame(pen: Pen, { picture, lane }: LaneView, row: number, x0: number, x1: number): boolean {
  const { task, attempt } = picture.last!.trace.spans.at;
  const now = picture.rowOf(task[row]!, attempt[row]!);
  const trace = picture.main?.trace;
  if (!trace || now < 0 || trace.spans.at.lane[now] !== lane) return false;
  return Math.abs(pen.px(trace.spans.at.start[now]!) - x0) <= SAME && Math.abs(pen.px(endOf(trace, now)) - x1) <= SAME;
}

/** The name stands where neither a bar nor an outline is. */
function paintName(
  pen: Pen,
  { picture, lane, top, height }: LaneView,
  row: number,
  fromMs: number,
  toMs: number,
): void {
  const { trace } = picture.last!;
  const { task, attempt } = trace.spans.at;
  const index = picture.outlines ?? picture.main;
  const own = index?.lanes[lane];
  const before = own ? index!.startingAt(own, toMs) - 1 : -1;
  const free = before < 0 ? fromMs : Math.max(fromMs, endOf(index!.trace, index!.rowAt(own!, before)));
  const left = Math.max(pen.px(free), pen.left) + PAD;
  const room = Math.min(pen.px(toMs), pen.right) - left - PAD;
  const name = attemptName(trace, task[row]!, attempt[row]!);
  const middle = top + Math.floor(height / 2);
  const nameWidth = pen.width(name, true);
  if (nameWidth > room) return;
  const where = nameWidth + pen.width(WHERE) <= room ? WHERE : '';
  pen.ctx.clearRect(left - 2, middle - LETTER, nameWidth + pen.width(where) + 4, 2 * LETTER + 1);
  pen.text(name, left, middle, pen.palette.ink3, true);
  if (where) pen.text(where, left + nameWidth, middle, pen.palette.ink3);
}

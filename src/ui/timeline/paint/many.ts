/** Which lanes have more spans in sight than can be drawn one by one. */
import type { SpansInSight } from './lane-view.ts';
import type { Pen } from './pen.ts';

/** More spans than this in sight are never drawn one by one. */
const FEW = 60;
/** A span this wide (px) has room for a name, and is drawn as a bar even among many. */
export const WIDE = 18;

/** A span narrower than this (px) is drawn as a share of its columns. */
export const NARROW = 3;

/** Up to this many spans are drawn one by one however crowded they are. More than that only where each has `LEAST` px. */
const VERY_FEW = 8;
const LEAST = 3;

/** Whether there are too many of them, or they are too near to each other, to be drawn one by one. */
export function isMany(pen: Pen, { index, lane, first, last }: SpansInSight): boolean {
  const count = last - first;
  if (count > FEW || count <= VERY_FEW) return count > FEW;
  const { start, end } = index.trace.spans.at;
  const lastRow = index.rowAt(lane, last - 1);
  const x0 = Math.max(pen.left, pen.x(start[index.rowAt(lane, first)]!));
  const x1 = Math.min(pen.right, pen.x(Number.isNaN(end[lastRow]!) ? start[lastRow]! : end[lastRow]!));
  return (x1 - x0) / count < LEAST;
}

/** Whether they are so many that they are read from a summary of the lane rather than one by one. */
export const wantsSummary = (pen: Pen, { lane, first, last }: SpansInSight): boolean =>
  lane.sealed > 0 && last - first > (pen.right - pen.left) * NARROW;

/** The first place that is looked at itself; those before it are in the lane's summary. */
export function walkedFrom(pen: Pen, spans: SpansInSight): number {
  const { lane, first, last } = spans;
  const { summary } = lane;
  if (!summary || !wantsSummary(pen, spans) || !summary.serves(1 / pen.perMs)) return first;
  return Math.max(first, Math.min(last, summary.places));
}

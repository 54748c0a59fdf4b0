/** A lane with more spans than pixels: a column a pixel says how much of it was computing and sleeping. No bad end is lost. */
import { OUTCOMES } from '../../trace/trace.ts';
import { fillColumns, fillSleep } from './columns.ts';
import type { Lane, LaneIndex } from './lane-index.ts';
import type { Pen } from './pen.ts';

/** Marks of bad ends stand at least so far apart. */
const APART = 2;

export function paintDense(pen: Pen, index: LaneIndex, lane: Lane, top: number, height: number, thin: boolean): void {
  const { start, end } = index.trace.spans.at;
  if (lane.sealed === 0) return;
  const lastRow = lane.rows[lane.sealed - 1]!;
  const x0 = Math.max(pen.left, Math.floor(pen.x(start[lane.rows[0]!]!)));
  const x1 = Math.min(pen.right, Math.ceil(pen.x(end[lastRow]!)));
  if (x1 <= x0) return;
  const { columns: cpu, columns2: doing } = pen;
  let ms = pen.ms(x0);
  let place = index.startingAt(lane, ms);
  let cpuBefore = index.doneBefore(lane, lane.cpu, place, ms);
  let sleepBefore = index.doneBefore(lane, lane.sleep, place, ms);
  const msPerPixel = 1 / pen.perMs;
  for (let x = x0; x < x1; x++) {
    ms = pen.ms(x + 1);
    place = index.startingAt(lane, ms, place);
    const cpuNow = index.doneBefore(lane, lane.cpu, place, ms);
    const sleepNow = index.doneBefore(lane, lane.sleep, place, ms);
    cpu[x - x0] = (cpuNow - cpuBefore) / msPerPixel;
    doing[x - x0] = cpu[x - x0]! + (sleepNow - sleepBefore) / msPerPixel;
    cpuBefore = cpuNow;
    sleepBefore = sleepNow;
  }
  const barTop = top + 5;
  const barHeight = height - 10;
  fillSleep(pen, doing, x0, x1, barTop + barHeight, barHeight, thin);
  fillColumns(pen, cpu, x0, x1, barTop + barHeight, barHeight, thin);
  if (!thin) paintMarked(pen, index, lane, barTop, barHeight);
}

function paintMarked(pen: Pen, index: LaneIndex, lane: Lane, barTop: number, barHeight: number): void {
  const { end, outcome } = index.trace.spans.at;
  const { marked } = lane;
  let low = 0;
  let high = marked.length;
  const fromMs = pen.ms(pen.left);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (end[lane.rows[marked[middle]!]!]! < fromMs) low = middle + 1;
    else high = middle;
  }
  let last = Number.NEGATIVE_INFINITY;
  for (let i = low; i < marked.length; i++) {
    const row = lane.rows[marked[i]!]!;
    const x = pen.px(end[row]!);
    if (x > pen.right) return;
    if (x < last + APART) continue;
    last = x;
    const how = OUTCOMES[outcome[row]!]!;
    const { palette } = pen;
    pen.fill(
      how === 'failed' ? palette.fail : how === 'killed' ? palette.ink : palette.cancel,
      x - 1,
      barTop - 2,
      2,
      barHeight + 4,
    );
  }
}

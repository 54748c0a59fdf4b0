/** The critical path through the lanes: ink under the bars that are on it, an arrow wherever one hands over to the next. */
import { type CriticalPath, criticalPath, pathTo } from '../../../../trace/queries/critical-path.ts';
import type { Trace } from '../../../../trace/trace.ts';
import { laneTop } from '../../model/lane-top.ts';
import type { Section } from '../../model/layout.ts';
import type { Picture } from '../../model/picture.ts';
import { handOver } from '../marks/hand-over.ts';
import type { Pen } from '../pen.ts';

const THICK = 3;
/** Arrows nearer to each other than this (px) are one. */
const APART = 4;

interface Kept {
  readonly row: number;
  readonly spans: number;
  readonly over: boolean;
  readonly path: CriticalPath;
}
const kept = new WeakMap<Trace, Kept>();

/** The path to an attempt, or that of the whole run (-1). It is worked out once a change of the trace. */
function pathOf(trace: Trace, row: number): CriticalPath {
  const before = kept.get(trace);
  const over = !Number.isNaN(trace.totalMs);
  if (before?.row === row && before.spans === trace.spans.length && before.over === over) return before.path;
  const path = row < 0 ? criticalPath(trace) : pathTo(trace, row);
  kept.set(trace, { row, spans: trace.spans.length, over, path });
  return path;
}

export function paintPath(pen: Pen, picture: Picture, section: Section, row: number): void {
  const trace = picture.main?.trace;
  if (!trace || trace.spans.length === 0) return;
  const { lane, start, end } = trace.spans.at;
  const { slots } = picture;
  // The step before: its row, and the slot of its lane.
  let before = -1;
  let beforeSlot = -1;
  let last = Number.NEGATIVE_INFINITY;
  pathOf(trace, row).each((own, _kind, fromMs, toMs) => {
    if (own < 0) return;
    const slot = slots.slotOf(lane[own]!);
    if (slot >= 0) {
      const bottom = laneTop(section, picture, lane[own]!) + section.laneHeight - THICK;
      // A wait before the attempt began has no bar that the line could be drawn under.
      const from = Math.max(pen.px(Math.max(fromMs, Math.min(start[own]!, toMs))), pen.left);
      const to = Math.min(
        Math.max(pen.px(Number.isNaN(end[own]!) ? toMs : Math.min(toMs, end[own]!)), from + 1),
        pen.right,
      );
      if (to > from && pen.px(toMs) >= pen.left) pen.fill(pen.palette.ink, from, bottom - 1, to - from, THICK);
      const x = pen.px(fromMs);
      const hands = before >= 0 && before !== own && beforeSlot >= 0 && beforeSlot !== slot;
      if (hands && x >= pen.left && x <= pen.right && x - last >= APART) {
        last = x;
        arrow(pen, section, x, beforeSlot, slot);
      }
    }
    before = own;
    beforeSlot = slot;
  });
}

function arrow(pen: Pen, section: Section, x: number, from: number, to: number): void {
  const top = (slot: number) => section.lanesTop + slot * section.laneHeight;
  const down = to > from;
  const y0 = down ? top(from) + section.laneHeight - 3 : top(from) + 3;
  const y1 = down ? top(to) + 2 : top(to) + section.laneHeight - 2;
  handOver(pen, x, y0, y1);
}

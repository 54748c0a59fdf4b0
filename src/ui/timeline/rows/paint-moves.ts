/** Over the lanes of engines of many machines: results that go from one machine to another, shuffles, and machines that go away. */
import { endOf } from '../../../trace/ends.ts';
import { type Move, movesOf } from '../../../trace/queries/moves.ts';
import type { Stations } from '../../../trace/queries/stations.ts';
import { OUTCOMES, type Trace } from '../../../trace/trace.ts';
import type { Layout, Section } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import type { Pen } from '../paint/pen.ts';
import type { RowPlace } from './row.ts';

/** With more than this they would be a web, in which nothing can be followed. */
const MOST_MOVES = 60;
const MOST_STAGES = 64;
const HEAD = 4;
/** Background at the sides of words (px). */
const AROUND = 3;

export function paintMoves(pen: Pen, place: RowPlace, stations: Stations, { narrow }: Pick<Layout, 'narrow'>): void {
  const { picture, section } = place;
  if (section.collapsed || !picture.main) return;
  paintGone(pen, picture, section, stations, narrow);
  const { trace } = picture.main;
  if (picture.engine.manyMachines === 'Executor') paintShuffles(pen, section, trace);
  else if (picture.engine.manyMachines === 'Node') {
    const moves = movesOf(trace);
    if (moves.length > MOST_MOVES) return;
    for (const move of moves) paintMove(pen, picture, section, move);
    machinesOver(pen, picture, section);
  }
}

/** What the lines of machines say lies over the arrows, with the background around it. */
function machinesOver(pen: Pen, { slots }: Picture, section: Section): void {
  for (let slot = 0; slot < section.lanes; slot++) {
    const lane = slots.laneAt(slot)!;
    if (lane >= 0 || slots.groups[-1 - lane]!.collapsed) continue;
    const middle = section.lanesTop + slot * section.laneHeight + Math.floor(section.laneHeight / 2);
    const words: [string, number, number][] = [];
    pen.words.eachAt(middle, (...one) => words.push(one));
    for (const [text, left, right] of words) {
      pen.ctx.clearRect(left - AROUND, middle - 7, right - left + 2 * AROUND, 14);
      pen.text(text, left, middle, pen.palette.ink3);
    }
  }
}

/** From the end of a bar to the begin of another one. */
function paintMove(pen: Pen, picture: Picture, section: Section, { from, to }: Move): void {
  const { trace } = picture.main!;
  const { lane, start } = trace.spans.at;
  const middle = (row: number) => {
    const slot = picture.slots.slotOf(lane[row]!);
    return slot < 0 ? Number.NaN : section.lanesTop + (slot + 0.5) * section.laneHeight;
  };
  const [y0, y1] = [middle(from), middle(to)];
  if (Number.isNaN(y0 + y1)) return;
  const x0 = pen.px(endOf(trace, from));
  const x1 = Math.max(pen.px(start[to]!) - 1, x0 + 1);
  if (x1 < pen.left || x0 > pen.right) return;
  const { ctx, palette } = pen;
  const bend = Math.max(12, (x1 - x0) / 2);
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1 - HEAD, y1);
  ctx.stroke();
  ctx.fillStyle = palette.ink2;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x1 - HEAD - 1, y1 - HEAD + 1);
  ctx.lineTo(x1 - HEAD - 1, y1 + HEAD - 1);
  ctx.closePath();
  ctx.fill();
}

/** A machine that went away: a dashed line over its lanes, and nothing behind it. */
function paintGone(pen: Pen, picture: Picture, section: Section, { all }: Stations, narrow: boolean): void {
  const { ctx, palette } = pen;
  for (const { lanes, goneMs } of all) {
    if (Number.isNaN(goneMs)) continue;
    const x = pen.px(goneMs);
    if (x > pen.right) continue;
    let first = true;
    for (const lane of lanes) {
      const slot = picture.slots.slotOf(lane);
      if (slot < 0) continue;
      const top = section.lanesTop + slot * section.laneHeight;
      ctx.save();
      ctx.globalAlpha = 0.06;
      pen.fill(palette.ink, x, top + 2, pen.right - x, section.laneHeight - 4);
      ctx.restore();
      for (let y = top; y < top + section.laneHeight; y += 4) pen.fill(palette.ink, x, y, 1, 2);
      if (first && !narrow && x > pen.left)
        pen.text('went away, and all that was here with it', x + 8, top + section.laneHeight / 2, palette.ink2);
      first = false;
    }
  }
}

/** A double line where a stage has been written, and those behind it may begin. */
function paintShuffles(pen: Pen, section: Section, trace: Trace): void {
  const height = section.lanes * section.laneHeight;
  for (const ms of barriersOf(trace)) {
    const x = pen.px(ms);
    for (const off of [1, 4]) pen.fill(pen.palette.ink2, x + off, section.lanesTop, 1, height);
  }
}

const barriers = new WeakMap<Trace, { readonly spans: number; readonly all: readonly number[] }>();

/** When the last task of all that a group waits for had ended (ms), once for each such group. */
function barriersOf(trace: Trace): readonly number[] {
  const before = barriers.get(trace);
  if (before?.spans === trace.spans.length) return before.all;
  const { tasks } = trace.scenario;
  const all = new Set<number>();
  if (tasks.some(({ after }) => after?.length)) {
    const ends = new Map<string, number>();
    const { task, outcome } = trace.spans.at;
    for (let row = 0; row < trace.spans.length; row++) {
      const { id } = tasks[task[row]!]!;
      if (OUTCOMES[outcome[row]!] === 'ok')
        ends.set(id, Math.min(ends.get(id) ?? Number.POSITIVE_INFINITY, endOf(trace, row)));
    }
    // Lists that tasks share; where each has one of its own there are no stages.
    const lists = new Set(tasks.flatMap(({ after }) => (after?.length ? [after] : [])));
    for (const list of lists.size <= MOST_STAGES ? lists : []) {
      const last = Math.max(...list.map((id) => ends.get(id) ?? Number.NaN));
      if (!Number.isNaN(last)) all.add(last);
    }
  }
  const found = { spans: trace.spans.length, all: [...all] };
  barriers.set(trace, found);
  return found.all;
}

/** What lanes share and wait for: the level of a queue, who holds a lock or a permit, the values of a variable. */
import type { Level, Thing } from '../../../../kernel/python/messages.ts';
import type { ProgramRecord, ProgramShown } from '../../../../store/traces/program-record.ts';
import { thingName } from '../../../words/program-doing.ts';
import type { Pen } from '../pen.ts';
import { THING_HEIGHTS, type ThingRow, thingRowsOf } from './things.ts';

const HEAD = 30;
const SHARED = 'what lanes share and wait for';

export function paintThings(pen: Pen, { record, before, endMs: seenMs }: ProgramShown, top: number): void {
  // What is held in a deadlock is held for ever.
  const isStuck = record.findings.some(({ find }) => find === 'deadlock');
  const endMs = isStuck ? seenMs * 1.1 : endOf(record);
  let y = top + HEAD;
  for (const row of thingRowsOf(record)) {
    const old =
      before && thingRowsOf(before).find(({ thing }) => thing.name === row.thing.name && thing.is === row.thing.is);
    if (row.as === 'level') {
      if (old?.as === 'level') steps(pen, old, y, endOf(before!), true, mostOf(row, old));
      steps(pen, row, y, endMs, false, mostOf(row, old));
    } else boxes(pen, row, y, endMs, record);
    y += THING_HEIGHTS[row.as];
  }
}

const endOf = ({ trace }: ProgramRecord): number => (Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs);

const mostOf = (row: ThingRow, old: ThingRow | undefined): number =>
  Math.max(1, row.thing.size ?? 0, ...[...row.levels, ...(old?.levels ?? [])].map(({ level }) => level));

/** A staircase: how many items a queue has. */
function steps(pen: Pen, { levels }: ThingRow, top: number, endMs: number, isBefore: boolean, most: number): void {
  const { ctx, palette } = pen;
  const height = THING_HEIGHTS.level - 16;
  const bottom = top + 4 + height;
  const y = (level: number) => Math.round(bottom - (level / most) * height) + 0.5;
  const points: [number, number][] = [];
  let level = 0;
  points.push([pen.px(0), y(0)]);
  for (const [i, { atMs, level: next }] of levels.entries()) {
    const x = pen.px(atMs);
    // Of what happens within a pixel the last is drawn: an item put in at which somebody waited is no peak.
    const later = levels[i + 1];
    if (later && pen.px(later.atMs) === x) continue;
    points.push([x, y(level)], [x, y(next)]);
    level = next;
  }
  points.push([pen.px(endMs), y(level)]);
  ctx.beginPath();
  for (const [i, [x, at]] of points.entries()) {
    if (i === 0) ctx.moveTo(x + 0.5, at);
    else ctx.lineTo(x + 0.5, at);
  }
  if (!isBefore) {
    ctx.save();
    ctx.lineTo(points.at(-1)![0] + 0.5, bottom);
    ctx.lineTo(points[0]![0] + 0.5, bottom);
    ctx.globalAlpha = 0.08;
    ctx.fillStyle = palette.ink;
    ctx.fill();
    ctx.restore();
    ctx.beginPath();
    for (const [i, [x, at]] of points.entries()) {
      if (i === 0) ctx.moveTo(x + 0.5, at);
      else ctx.lineTo(x + 0.5, at);
    }
  }
  ctx.strokeStyle = isBefore ? palette.frame : palette.ink2;
  ctx.lineWidth = isBefore ? 1 : 1.5;
  if (isBefore) ctx.setLineDash([2, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A box for each stretch in which the thing is held by the same lanes, or has the same value. */
function boxes(
  pen: Pen,
  { levels, as, thing, wrong }: ThingRow,
  top: number,
  endMs: number,
  record: ProgramRecord,
): void {
  const { ctx, palette } = pen;
  const height = THING_HEIGHTS.held - 10;
  for (const [i, level] of levels.entries()) {
    const words = as === 'values' ? (level.value ?? '') : heldBy(level, thing, record);
    if (words === '') continue;
    const x0 = Math.max(pen.px(level.atMs), pen.left - 2);
    const x1 = Math.min(pen.px(levels[i + 1]?.atMs ?? endMs), pen.right + 2);
    if (x1 <= pen.left || x0 >= pen.right || x1 - x0 < 1) continue;
    const lost = wrong.has(i);
    ctx.save();
    ctx.globalAlpha = lost ? 0.12 : 0.06;
    pen.fill(lost ? palette.fail : palette.ink, x0, top, x1 - x0, height);
    ctx.restore();
    ctx.strokeStyle = lost ? palette.fail : palette.frame;
    ctx.lineWidth = 1;
    if (x1 - x0 > 3) ctx.strokeRect(x0 + 0.5, top + 0.5, x1 - x0 - 1, height - 1);
    const middle = top + Math.floor(height / 2);
    const width = pen.width(words, as === 'values');
    if (width + 12 > x1 - x0) continue;
    pen.text(words, x0 + 6, middle, lost ? palette.fail : palette.ink2, as === 'values');
    const by = level.by === undefined ? '' : `by ${record.lanes[level.by]?.name ?? ''}`;
    if (by !== '' && width + pen.width(by) + 18 <= x1 - x0)
      pen.text(by, x0 + 12 + width, middle, lost ? palette.fail : palette.ink2);
  }
}

function heldBy({ holders = [], level }: Level, thing: Thing, record: ProgramRecord): string {
  const names = holders.flatMap((lane) => record.lanes[lane]?.name ?? []);
  if (names.length === 0) return thing.is === 'lock' && level > 0 ? 'held' : '';
  if (names.length === 1) return `held by ${names[0]}`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} hold ${names.length === 2 ? 'both' : `all ${names.length}`}`;
}

/** The names of the things in the gutter. */
export function paintThingLabels(pen: Pen, record: ProgramRecord, top: number, x: number, room: number): void {
  const { palette } = pen;
  pen.text('Things', x, top + 16, palette.ink, true);
  pen.text(SHARED, x + pen.width('Things', true) + 10, top + 16, palette.ink2);
  let y = top + HEAD;
  for (const { thing, as } of thingRowsOf(record)) {
    const size = thing.is === 'semaphore' && thing.size !== undefined ? `, ${thing.size} permits` : '';
    const name = thing.is === 'queue' ? `queue ${thing.name}` : thingName(thing);
    pen.text(pen.fitted(`${name}${size}`, room), x, y + (as === 'level' ? 26 : 12), palette.ink2);
    y += THING_HEIGHTS[as];
  }
}

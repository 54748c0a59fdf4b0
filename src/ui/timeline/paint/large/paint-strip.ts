/** A section or a group of tasks folded into one strip: how many compute and sleep at once, what failed, and counts in words. */
import { formatCount } from '../../../../scenario/count.ts';
import type { Trace } from '../../../../trace/trace.ts';
import type { TaskGroup } from '../../model/lane-order.ts';
import type { Section } from '../../model/layout.ts';
import type { Picture } from '../../model/picture.ts';
import { endOfWait } from '../../model/queue.ts';
import { type Counts, countsAt, countWords, foretoldWords } from '../../model/shares/counts.ts';
import { loadAside, loadOf, type StripLoad } from '../../model/shares/strip-load.ts';
import { fillColumns } from '../columns.ts';
import type { Pen } from '../pen.ts';
import { hostWords } from './host-words.ts';
import { fillSleep } from './sleep-columns.ts';

const WORDS = 14;
const WORST = 5;

/** The moment that counts are of (ms); NaN is now, or the end. */
let atMs = Number.NaN;
/** Asks for another frame; undefined: all has to be drawn in this one. */
let askMore: (() => void) | undefined;
/** To be called before strips are drawn. */
export function countAt(ms: number, more?: () => void): void {
  atMs = ms;
  askMore = more;
}

/** Undefined where it is still being worked out; then there will be another frame. */
function loadNow(picture: Picture, group: TaskGroup | undefined): StripLoad | undefined {
  return askMore ? loadAside(picture, group, askMore) : loadOf(picture, group);
}

export function paintStrips(pen: Pen, picture: Picture, section: Section, narrow: boolean): void {
  const trace = picture.main?.trace;
  if (!trace) return;
  if (section.collapsed) {
    const words = wordsFor(picture, trace, -1, narrow);
    const { lanesTop, laneHeight } = section;
    const load = loadNow(picture, undefined);
    const [x0, x1] = stripEdges(pen, trace);
    if (load) paintColumns(pen, picture, load, lanesTop + WORDS + 2, laneHeight - WORDS - 4);
    pen.text(words, Math.max(x0, pen.left), lanesTop + WORDS / 2 + 1, pen.palette.ink2);
    if (!load) return;
    const most = `${formatCount(load.peak)} at once at most`;
    const left = Math.min(x1, pen.right) - pen.width(most);
    if (left > x0 + pen.width(words) + 24) pen.text(most, left, lanesTop + WORDS / 2 + 1, pen.palette.ink3);
    return;
  }
  for (let slot = 0; slot < section.lanes; slot++) {
    if (picture.slots.laneAt(slot)! < 0) paintGroup(pen, picture, section, slot, narrow);
  }
}

/** At a moment, and of a run, how tasks stand; of a prediction by itself only how many there are. */
function wordsFor(picture: Picture, trace: Trace, group: number, narrow: boolean): string {
  const counts = countsKept(picture, trace, group);
  return picture.measured || !Number.isNaN(atMs) ? countWords(counts, narrow) : foretoldWords(counts);
}

function paintGroup(pen: Pen, picture: Picture, section: Section, slot: number, narrow: boolean): void {
  const number = -1 - picture.slots.laneAt(slot)!;
  const group = picture.slots.groups[number]!;
  const { trace } = picture.main!;
  const top = section.lanesTop + slot * section.laneHeight;
  const middle = top + Math.floor(section.laneHeight / 2);
  const words =
    group.host === undefined
      ? wordsFor(picture, trace, number, narrow)
      : hostWords(picture, group.host, atMs, narrow, askMore);
  if (!group.collapsed) {
    pen.text(words, pen.left + 4, middle, pen.palette.ink3);
    return;
  }
  const load = loadNow(picture, group);
  if (load) paintColumns(pen, picture, load, top + 3, section.laneHeight - 6);
  const [, x1] = stripEdges(pen, trace);
  const width = pen.width(words);
  const x = Math.min(x1 + 8, pen.right - width - 4);
  pen.fill(pen.palette.bg, x - 4, middle - 7, width + 8, 14);
  pen.text(words, x, middle, pen.palette.ink2);
}

const stripEdges = (pen: Pen, trace: Trace): [number, number] => [
  Math.max(pen.left, Math.floor(pen.x(0))),
  Math.min(pen.right, Math.ceil(pen.x(endOfWait(trace, Number.NaN)))),
];

function paintColumns(pen: Pen, picture: Picture, load: StripLoad, top: number, height: number): void {
  const { peak } = load;
  const [x0, x1] = stripEdges(pen, picture.main!.trace);
  if (x1 <= x0 || peak === 0) return;
  const scale = pen.perMs / peak;
  let cpuBefore = load.before('cpu', pen.ms(x0));
  let sleepBefore = load.before('sleep', pen.ms(x0));
  for (let x = x0; x < x1; x++) {
    const ms = pen.ms(x + 1);
    const cpuNow = load.before('cpu', ms);
    const sleepNow = load.before('sleep', ms);
    pen.columns[x - x0] = (cpuNow - cpuBefore) * scale;
    pen.columns2[x - x0] = pen.columns[x - x0]! + (sleepNow - sleepBefore) * scale;
    cpuBefore = cpuNow;
    sleepBefore = sleepNow;
  }
  const bottom = top + height;
  const thin = picture.hollow;
  const box = { x0, x1, bottom, height, thin };
  if (pen.shows('sleeping')) fillSleep(pen, pen.columns2, box);
  if (pen.shows('computing')) fillColumns(pen, pen.columns, box);
  pen.fill(pen.palette.frame, x0, bottom, x1 - x0, 1);
  if (thin || !pen.shows('failed')) return;
  // Each failure has a mark on the line, so that none is lost in the strip.
  for (let x = x0; x <= x1; x++) {
    if (load.isBad(pen.ms(x), pen.ms(x + 1))) pen.fill(pen.palette.fail, x - 1, bottom - WORST, 2, WORST + 2);
  }
}

interface Kept {
  readonly spans: number;
  readonly live: boolean;
  readonly atMs: number;
  readonly counts: Counts;
  readonly clock: number;
}
const kept = new WeakMap<Trace, Map<number, Kept>>();
/** While a run goes on, counts are made once in this time (ms). */
const EVERY_MS = 100;

/** The counts of a group of tasks, or of all tasks (-1). They are made once a change. */
function countsKept(picture: Picture, trace: Trace, group: number): Counts {
  let own = kept.get(trace);
  if (!own) kept.set(trace, (own = new Map()));
  const before = own.get(group);
  const clock = picture.live ? Math.floor(performance.now() / EVERY_MS) : 0;
  const same =
    before?.spans === trace.spans.length &&
    before.live === picture.live &&
    before.clock === clock &&
    Object.is(before.atMs, atMs);
  if (same) return before.counts;
  const members = group < 0 ? undefined : new Set(picture.slots.groups[group]!.lanes);
  const counts = countsAt(trace, atMs, members && ((task) => members.has(task)));
  own.set(group, { spans: trace.spans.length, live: picture.live, atMs, counts, clock });
  return counts;
}

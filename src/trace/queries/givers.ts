/** Which attempt let which begin: from recorded causes, or guessed from times where a trace has none. */
import { ENDED_BY_OTHERS, kindOfCause } from '../cause.ts';
import { endOf } from '../ends.ts';
import { rowOf } from '../rows-by-task.ts';
import { outcomeNumber, type Trace } from '../trace.ts';
import { byEnd, lastUntil } from './by-end.ts';

/** Stamps of two clocks that are closer together than this (ms) are of the same moment. */
export const SAME_MOMENT_MS = 20;
/** A giver is looked for among so many last ends at the most. */
const MOST_LOOKED_AT = 256;
/** Rounding (ms). */
const NOTHING = 1e-6;
const OK = outcomeNumber('ok');

/**
 * The row of the attempt that let this one begin: it gave up the place, was the last dependency, or was the attempt before at
 * the same task; -1 where this attempt did not wait for another. Guessed from times where the trace has no recorded causes.
 */
export function causeOf(trace: Trace, row: number): number {
  const { by, task, attempt } = trace.spans.at;
  const giver = trace.knowsCauses ? by[row]! : giverIn(trace, row);
  if (attempt[row]! < 2) return giver;
  // It could not begin before the attempt before had ended, either.
  const before = rowOf(trace, task[row]!, attempt[row]! - 1);
  return before >= 0 && (giver < 0 || endOf(trace, giver) < endOf(trace, before)) ? before : giver;
}

/** The row of the first attempt to begin that this one let begin; -1 if there is none. */
export function releasedBy(trace: Trace, row: number): number {
  return released(trace).first[row]!;
}

/** All attempts that this one let begin, in order of rows. */
export function allReleasedBy(trace: Trace, row: number): number[] {
  const { first, next } = released(trace);
  const rows: number[] = [];
  for (let other = first[row]!; other >= 0; other = next[other]!) rows.push(other);
  return rows;
}

interface Index {
  /** How many rows it covers. */
  readonly length: number;
  /** The first attempt that each let begin, and the next that the same one let begin; -1 is none. */
  readonly first: Int32Array;
  readonly next: Int32Array;
}
const indices = new WeakMap<Trace, Index>();

function released(trace: Trace): Index {
  const { length } = trace.spans;
  const known = indices.get(trace);
  if (known?.length === length && !Number.isNaN(trace.totalMs)) return known;
  const first = new Int32Array(length).fill(-1);
  const next = new Int32Array(length).fill(-1);
  for (let row = length - 1; row >= 0; row--) {
    const giver = causeOf(trace, row);
    if (giver < 0) continue;
    next[row] = first[giver]!;
    first[giver] = row;
  }
  const index = { length, first, next };
  indices.set(trace, index);
  return index;
}

// ——— Guesses, where causes were not recorded ———

/** The last pre-start wait for a place or another task, if there is one: its cause and when it began and ended. */
interface PlaceWait {
  cause: number;
  from: number;
  to: number;
}
const found: PlaceWait = { cause: -1, from: 0, to: 0 };
let startsAt = 0;
let anyWait = false;
const seePlaceWait = (cause: number, start: number, end: number): void => {
  anyWait = true;
  if (found.cause >= 0 || ENDED_BY_OTHERS[cause] !== 1 || end > startsAt + NOTHING) return;
  found.cause = cause;
  found.from = start;
  found.to = end;
};

/** Guesses which attempt ended when this one could begin: one on the same lane first. Dependencies are known from the scenario. */
function giverIn(trace: Trace, row: number): number {
  const { start, submit, lane, end } = trace.spans.at;
  found.cause = -1;
  anyWait = false;
  startsAt = start[row]!;
  trace.eachWait(row, seePlaceWait);
  if (kindOfCause(found.cause) === 'task') return lastDependency(trace, row, found.to);
  const ends = byEnd(trace);
  const until = found.cause >= 0 ? found.to : startsAt;
  // It waited for no place.
  if (found.cause < 0 && (anyWait || submit[row]! >= startsAt)) return lastDependency(trace, row, startsAt);
  // Without a known submit, any attempt that ended before may have held this one up, however long ago.
  const since = found.cause >= 0 ? found.from : Number.isNaN(submit[row]!) ? Number.NEGATIVE_INFINITY : submit[row]!;
  const depended = found.cause < 0 ? lastDependency(trace, row, until) : -1;
  if (depended >= 0) return depended;
  let last = -1;
  const first = lastUntil(end, ends, until + NOTHING);
  for (let i = first; i >= 0 && i > first - MOST_LOOKED_AT; i--) {
    const other = ends[i]!;
    const at = end[other]!;
    if (at <= since || (last >= 0 && at < until - SAME_MOMENT_MS)) break;
    if (other === row) continue;
    if (lane[other] === lane[row]) return other;
    if (last < 0) last = other;
  }
  return last;
}

/** Which of the tasks that it comes after ended last, until then; -1 if it comes after none. */
function lastDependency(trace: Trace, row: number, untilMs: number): number {
  const { tasks } = trace.scenario;
  const { task, end } = trace.spans.at;
  const after = tasks[task[row]!]?.after;
  if (!after?.length) return -1;
  const { place, endedIn } = endsOfTasks(trace);
  let last = -1;
  for (const id of after) {
    const other = endedIn[place.get(id) ?? -1] ?? -1;
    if (other < 0 || end[other]! > untilMs + SAME_MOMENT_MS) continue;
    if (last < 0 || end[other]! > end[last]!) last = other;
  }
  return last;
}

interface EndsOfTasks {
  readonly length: number;
  readonly place: ReadonlyMap<string, number>;
  /** By task: the row of the attempt that ended well, -1 if none. */
  readonly endedIn: Int32Array;
}
const ended = new WeakMap<Trace, EndsOfTasks>();

function endsOfTasks(trace: Trace): EndsOfTasks {
  const { spans, scenario } = trace;
  const known = ended.get(trace);
  if (known?.length === spans.length && !Number.isNaN(trace.totalMs)) return known;
  const endedIn = new Int32Array(scenario.tasks.length).fill(-1);
  for (let row = 0; row < spans.length; row++) if (spans.at.outcome[row] === OK) endedIn[spans.at.task[row]!] = row;
  const index = { length: spans.length, place: new Map(scenario.tasks.map(({ id }, i) => [id, i])), endedIn };
  ended.set(trace, index);
  return index;
}

/**
 * Who let whom begin, and the critical path: back from the end of a run through what the last attempt did and waited
 * for, and where it waited for a place or another task, on with the attempt that gave way. From recorded causes; a trace
 * that has none is guessed at from times, and the answer says so.
 */
import { upTo } from '../ascending.ts';
import { causeNumber, ENDED_BY_OTHERS } from '../cause.ts';
import {
  CALLER,
  endOf,
  FIRST_WAIT,
  IDLE,
  Life,
  makespanOf,
  type Part,
  partName,
  partsIn,
  REST,
  RESULT,
} from '../life.ts';
import { rowOf } from '../rows-by-task.ts';
import { outcomeNumber, type Trace, TURN_RESOURCES } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';
import { byEnd, lastUntil } from './by-end.ts';

/** A stretch of the path: what the attempt in `row` did or waited for. `row` is -1 where no attempt is meant. */
export interface Step {
  readonly row: number;
  readonly kind: Part;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Steps without holes from 0 to an end: columns, since a path of a million steps is possible, and objects on demand. */
export class CriticalPath {
  readonly #row: Int32Array;
  readonly #kind: Uint8Array;
  readonly #from: Float64Array;
  #steps: readonly Step[] | undefined;
  #shares: ReadonlyMap<Part, number> | undefined;

  /** The columns run backwards in time. */
  constructor(
    rows: readonly number[],
    kinds: readonly number[],
    froms: readonly number[],
    /** The end of the path (ms): the makespan, or the attempt's end. */
    readonly toMs: number,
    /** The trace has no recorded causes, so that who gave way is guessed from times. */
    readonly guessed: boolean,
    readonly trace: Pick<Trace, 'causes'>,
  ) {
    this.#row = Int32Array.from(rows).reverse();
    this.#kind = Uint8Array.from(kinds).reverse();
    this.#from = Float64Array.from(froms).reverse();
  }

  get length(): number {
    return this.#row.length;
  }

  /** The steps in order of time; each begins where the one before ends. */
  get steps(): readonly Step[] {
    this.#steps ??= Array.from(this.#row, (row, i) => ({
      row,
      kind: this.nameOf(this.#kind[i]!),
      fromMs: this.#from[i]!,
      toMs: this.#from[i + 1] ?? this.toMs,
    }));
    return this.#steps;
  }

  /** What a step of this kind is. */
  nameOf(kind: number): Part {
    return partName(this.trace, kind);
  }

  /** Visits the steps in order of time, without making objects. `kind` is a number for `nameOf`. */
  each(visit: (row: number, kind: number, fromMs: number, toMs: number) => void): void {
    for (let i = 0; i < this.#row.length; i++)
      visit(this.#row[i]!, this.#kind[i]!, this.#from[i]!, this.#from[i + 1] ?? this.toMs);
  }

  /** Milliseconds by kind, largest first: the sum is the end of the path. */
  get shares(): ReadonlyMap<Part, number> {
    if (this.#shares) return this.#shares;
    const sums = new Float64Array(partsIn(this.trace));
    this.each((_, kind, from, to) => {
      sums[kind]! += to - from;
    });
    this.#shares = new Map(
      Array.from(sums, (ms, kind) => [this.nameOf(kind), ms] as const)
        .filter(([, ms]) => ms > 0)
        .sort((a, b) => b[1] - a[1]),
    );
    return this.#shares;
  }

  /** The attempts on the path, in order, each once. */
  get rows(): readonly number[] {
    return [...new Set(this.#row)].filter((row) => row >= 0);
  }
}

const DEPENDENCY = causeNumber('dependency');
/** Of two runs' stamps: closer together than this (ms) is the same moment where a giver is guessed. */
const SAME_MOMENT_MS = 20;
/** Rounding (ms). */
const NOTHING = 1e-6;
/** A giver is looked for among so many last ends at the most. */
const MOST_LOOKED_AT = 256;
const OK = outcomeNumber('ok');

const paths = new WeakMap<Trace, CriticalPath>();

/**
 * The critical path of the whole run: from 0 to the makespan, of a run under way to now. Takes time in proportion to the
 * path and, once a trace, to its attempts.
 */
export function criticalPath(trace: Trace): CriticalPath {
  const known = paths.get(trace);
  if (known) return known;
  const walk = new Walk(trace, makespanOf(trace));
  const last = lastToEnd(trace);
  if (last >= 0) {
    const end = endOf(trace, last);
    walk.step(-1, IDLE, Math.max(end, lastDelivery(trace)));
    walk.step(last, RESULT, end);
  }
  const path = walk.backFrom(last);
  if (!Number.isNaN(trace.totalMs)) paths.set(trace, path);
  return path;
}

/** The critical path of one attempt: from 0 to its end. */
export function pathTo(trace: Trace, row: number): CriticalPath {
  return new Walk(trace, endOf(trace, row)).backFrom(row);
}

/**
 * The row of the attempt that let this one begin: who gave up its place, the last that it depended on, or the attempt
 * before at the same task; -1 where it waited for nobody. Guessed from times where the trace has no recorded causes.
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

/** The row of the attempt that ended last; of several the one whose result came last; -1 where there is none. */
function lastToEnd(trace: Trace): number {
  const { spans } = trace;
  const { yielded } = spans.at;
  let [last, latest, delivered] = [-1, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < spans.length; row++) {
    const at = endOf(trace, row);
    if (at < latest || (at === latest && !(yielded[row]! > delivered))) continue;
    [last, latest, delivered] = [row, at, yielded[row]! || 0];
  }
  return last;
}

/** A task, or the caller (-1), and how long (ms) it held something. */
export interface Held {
  readonly task: number;
  readonly ms: number;
}

/**
 * Who held the GIL, the loop or a core while others waited for it, in all of these stretches of time (ms, ascending, apart
 * from each other), the longest first; from the recorded turns, so empty where there are none. `row`: the attempt that waited.
 */
export function heldMeanwhile(
  trace: Trace,
  cause: CauseName,
  stretches: readonly (readonly [fromMs: number, toMs: number])[],
  row: number,
): Held[] {
  const { turns } = trace;
  const of = TURN_RESOURCES.indexOf(cause as (typeof TURN_RESOURCES)[number]);
  if (of < 0) return [];
  const own = trace.spans.at.task[row]!;
  const ends = Float64Array.from(stretches, ([, to]) => to);
  const sums = new Map<number, number>();
  for (let turn = 0; turn < turns.length; turn++) {
    const task = turns.at.task[turn]!;
    if (turns.at.of[turn] !== of || task === own) continue;
    const [start, end] = [turns.at.start[turn]!, turns.at.end[turn]!];
    let ms = 0;
    for (let i = upTo(ends, start); i < stretches.length && stretches[i]![0] < end; i++)
      ms += Math.min(stretches[i]![1], end) - Math.max(stretches[i]![0], start);
    if (ms > 0) sums.set(task, (sums.get(task) ?? 0) + ms);
  }
  return Array.from(sums, ([task, ms]) => ({ task, ms })).sort((a, b) => b.ms - a.ms);
}

/** Back through a run, step by step. */
class Walk {
  readonly #rows: number[] = [];
  readonly #kinds: number[] = [];
  readonly #froms: number[] = [];
  readonly #life = new Life();
  readonly #seen: Uint8Array;
  #at: number;

  constructor(
    readonly trace: Trace,
    readonly toMs: number,
  ) {
    this.#seen = new Uint8Array(trace.spans.length);
    this.#at = toMs;
  }

  /** From `fromMs` up to what is told already, it was this. */
  step(row: number, kind: number, fromMs: number): void {
    const from = Math.max(0, fromMs);
    if (!(from < this.#at)) return;
    const last = this.#rows.length - 1;
    if (last >= 0 && this.#rows[last] === row && this.#kinds[last] === kind) this.#froms[last] = from;
    else {
      this.#rows.push(row);
      this.#kinds.push(kind);
      this.#froms.push(from);
    }
    this.#at = from;
  }

  backFrom(row: number): CriticalPath {
    let [next, first] = [row, -1];
    while (next >= 0 && this.#seen[next] === 0) {
      this.#seen[next] = 1;
      first = next;
      next = this.#through(next);
    }
    this.step(first, first < 0 ? IDLE : CALLER, 0);
    return new CriticalPath(this.#rows, this.#kinds, this.#froms, this.toMs, !this.trace.knowsCauses, this.trace);
  }

  /** Tells one attempt, back to its submit or to who gave way: the row with which to go on, -1 at the beginning. */
  #through(row: number): number {
    const { trace } = this;
    const own = this.#life;
    own.load(trace, row);
    const giver = causeOf(trace, row);
    const gaveAt = giver >= 0 && this.#seen[giver] === 0 ? endOf(trace, giver) : Number.NaN;
    for (let i = own.count - 1; i >= 0; i--) {
      const [from, to, what] = [own.from[i]!, own.to[i]!, own.what[i]!];
      const given =
        (what >= FIRST_WAIT && ENDED_BY_OTHERS[what - FIRST_WAIT] === 1) || (what === REST && !trace.knowsCauses);
      // Where it waited for its place or for others, it is the time of who gave way, up to its end.
      if (given && to <= own.start + NOTHING && gaveAt > from) {
        this.step(row, what, gaveAt);
        return giver;
      }
      this.step(row, what, from);
    }
    // It was handed over once the other had ended: nobody waited, and yet it could not have begun before.
    if (!(gaveAt <= this.#at + SAME_MOMENT_MS)) return -1;
    this.step(
      row,
      trace.spans.at.attempt[row]! > 1 || !Number.isNaN(trace.spans.at.submit[row]!) ? CALLER : IDLE,
      gaveAt,
    );
    return giver;
  }
}

/** When the caller had the last result, or was told of an error (ms); 0 if never. */
function lastDelivery({ spans, facts }: Trace): number {
  const { yielded } = spans.at;
  // An exception of its own (it gave up) is no way of a result: it waited in vain.
  const ofTask = facts.raised?.some((what) => what !== 'TimeoutError') ?? false;
  let last = ofTask ? (facts.raisedMs ?? 0) : 0;
  for (let row = 0; row < spans.length; row++) if (yielded[row]! > last) last = yielded[row]!;
  return last;
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

/** Who ended when this one could begin, by times: same lane first; what a task comes after is known from the scenario. */
function giverIn(trace: Trace, row: number): number {
  const { start, submit, lane, end } = trace.spans.at;
  found.cause = -1;
  anyWait = false;
  startsAt = start[row]!;
  trace.eachWait(row, seePlaceWait);
  if (found.cause === DEPENDENCY) return lastDependency(trace, row, found.to);
  const ends = byEnd(trace);
  const until = found.cause >= 0 ? found.to : startsAt;
  // It waited for no place.
  if (found.cause < 0 && (anyWait || submit[row]! >= startsAt)) return lastDependency(trace, row, startsAt);
  // Without a submit it may have been held up by whoever ended before it, however long ago.
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

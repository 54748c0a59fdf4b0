/**
 * One attempt taken apart in time: from its submit to its end, what it did and what it waited for, without holes. The
 * arrays are used again for every attempt, so that a million of them cost no garbage.
 */
import { endOf } from './ends.ts';
import type { Trace } from './trace.ts';
import type { CauseName } from './wait-causes.ts';

/**
 * What time can go to besides waiting, by number. `rest`: the attempt was neither told to do nor to wait. On critical paths only:
 * `caller` (before the caller handed the task over), `result` (the way of the last result to the caller), `idle` (nothing under way).
 */
export const DOINGS = ['sleep', 'cpu', 'rest', 'caller', 'result', 'idle'] as const;
export type Doing = (typeof DOINGS)[number];
export const [SLEEP, CPU, REST, CALLER, RESULT, IDLE] = [0, 1, 2, 3, 4, 5] as const;

/** Numbers from this one on are waits: this number plus the number of the cause. */
export const FIRST_WAIT = DOINGS.length;

/** What time went to: a doing or a cause of waiting, by its name. */
export type Part = Doing | CauseName;

/** How many parts time can go to in this trace: their numbers are less. */
export const partsIn = ({ causes }: Pick<Trace, 'causes'>): number => FIRST_WAIT + causes.length;

/** The name of a part by its number in this trace. */
export const partName = ({ causes }: Pick<Trace, 'causes'>, number: number): Part =>
  DOINGS[number] ?? causes[number - FIRST_WAIT]!;

/** Whether a part is a wait, and for what; undefined where it is none. */
export const waitOf = (part: Part): CauseName | undefined =>
  (DOINGS as readonly string[]).includes(part) ? undefined : part;

/** Less than this (ms) is rounding. */
const NOTHING = 1e-9;

/** The stretches of one attempt after another: `load` a row, then read the arrays up to `count`. */
export class Life {
  /** Of these many: ascending in time, each beginning where the one before ends. */
  count = 0;
  what = new Uint8Array(32);
  from = new Float64Array(32);
  to = new Float64Array(32);
  /** Of the attempt loaded (ms). A submit that is not known is its first wait, or its start. */
  submit = 0;
  start = 0;
  end = 0;

  #segments = 0;
  #kind = new Uint8Array(16);
  #segmentFrom = new Float64Array(16);
  #segmentTo = new Float64Array(16);
  #waits = 0;
  #cause = new Uint8Array(16);
  #waitFrom = new Float64Array(16);
  #waitTo = new Float64Array(16);
  #waitMs = new Float64Array(16);
  #segment = 0;

  readonly #seeSegment = (kind: number, start: number, end: number): void => {
    const i = this.#segments++;
    if (i === this.#kind.length) {
      this.#kind = wider(this.#kind);
      this.#segmentFrom = wider(this.#segmentFrom);
      this.#segmentTo = wider(this.#segmentTo);
    }
    this.#kind[i] = kind;
    this.#segmentFrom[i] = start;
    this.#segmentTo[i] = Number.isNaN(end) ? this.end : end;
  };

  readonly #seeWait = (cause: number, start: number, end: number, ms: number): void => {
    const i = this.#waits++;
    if (i === this.#cause.length) {
      this.#cause = wider(this.#cause);
      this.#waitFrom = wider(this.#waitFrom);
      this.#waitTo = wider(this.#waitTo);
      this.#waitMs = wider(this.#waitMs);
    }
    this.#cause[i] = cause;
    this.#waitFrom[i] = start;
    this.#waitTo[i] = Number.isNaN(end) ? this.end : end;
    this.#waitMs[i] = Number.isNaN(ms) ? this.#waitTo[i]! - start : ms;
  };

  /**
   * Takes the attempt in this row apart. A wait that is shorter than the time it was spread over (a shared core, turns
   * merged) stands at the end of that time, and the work before it.
   */
  load(trace: Trace, row: number): void {
    const { submit, start } = trace.spans.at;
    this.count = 0;
    this.#segments = 0;
    this.#waits = 0;
    this.start = start[row]!;
    this.end = Math.max(this.start, endOf(trace, row));
    trace.eachSegment(row, this.#seeSegment);
    trace.eachWait(row, this.#seeWait);
    const known = Number.isNaN(submit[row]!) ? this.start : submit[row]!;
    const firstWait = this.#waits > 0 ? this.#waitFrom[this.#waits - 1]! : known;
    this.submit = Math.min(known, this.start, Number.isNaN(submit[row]!) ? firstWait : known);
    // Visited backwards in time: the last in the arrays is the first.
    this.#segment = this.#segments - 1;
    let at = this.submit;
    for (let w = this.#waits - 1; w >= 0; w--) {
      const from = Math.max(at, this.#waitFrom[w]!);
      const to = Math.min(this.end, this.#waitTo[w]!);
      if (!(to > from)) continue;
      at = this.#does(at, from);
      const wait = Math.min(this.#waitMs[w]!, to - from);
      const worked = to - from - wait;
      if (worked > NOTHING) at = this.#does(at, to - wait);
      if (to > at) this.#add(FIRST_WAIT + this.#cause[w]!, at, to);
      at = to;
    }
    this.#does(at, this.end);
  }

  /** Milliseconds of each part in the attempt loaded, added to `sums`, which has `partsIn` the trace. */
  addTo(sums: Float64Array): void {
    for (let i = 0; i < this.count; i++) sums[this.what[i]!]! += this.to[i]! - this.from[i]!;
  }

  /** Up to `until` it did what its segments say. */
  #does(from: number, until: number): number {
    let at = from;
    for (; this.#segment >= 0 && at < until; this.#segment--) {
      const begins = this.#segmentFrom[this.#segment]!;
      const ends = this.#segmentTo[this.#segment]!;
      if (begins >= until) break;
      if (begins > at) at = this.#add(REST, at, begins);
      if (ends > at) at = this.#add(this.#kind[this.#segment]!, at, Math.min(ends, until));
      if (ends > until) break;
    }
    return at < until ? this.#add(REST, at, until) : at;
  }

  #add(what: number, from: number, to: number): number {
    const i = this.count++;
    if (i === this.what.length) {
      this.what = wider(this.what);
      this.from = wider(this.from);
      this.to = wider(this.to);
    }
    this.what[i] = what;
    this.from[i] = from;
    this.to[i] = to;
    return to;
  }
}

function wider<T extends Uint8Array | Float64Array>(array: T): T {
  const twice = new (array.constructor as new (length: number) => T)(array.length * 2);
  twice.set(array);
  return twice;
}

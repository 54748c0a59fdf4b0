/** What a strip is drawn from: exact for runs of a size to be walked, from sums of stretches for larger ones. */
import { outcomeNumber, type Trace } from '../../../trace/trace.ts';
import type { TaskGroup } from '../lane-order.ts';
import type { Picture } from '../picture.ts';
import { type Concurrency, concurrencyOf } from './concurrency.ts';
import { RunLoad } from './run-load.ts';

export interface StripLoad {
  /** ms of doing before a time, all tasks together. */
  before(of: 'cpu' | 'sleep', ms: number): number;
  /** How many are at it at a time. */
  at(of: 'cpu' | 'sleep', ms: number): number;
  /** Whether a task ended badly from one time to another. */
  isBad(fromMs: number, toMs: number): boolean;
  /** The most at once. */
  readonly peak: number;
}

/** Spans up to which a run is walked whole for its strips. */
const WALKED = 20_000;
const OK = outcomeNumber('ok');
const RUNNING = outcomeNumber('running');
/** Rows of a larger one that a frame takes in: some 5 ms. */
const SLICE = 40_000;
/** A live run's strips are made anew so often (ms). */
const EVERY_MS = 250;

interface Kept {
  readonly load: StripLoad;
  readonly spans: number;
  readonly live: boolean;
  readonly clock: number;
  /** All rows are in. */
  readonly whole: boolean;
}
const kept = new WeakMap<Trace, Map<string, Kept>>();

type Members = Pick<TaskGroup, 'name' | 'lanes'> | undefined;

/** The load of all of a picture's drawn trace, or of a group of its tasks. */
export const loadOf = (picture: Picture, group: Members): StripLoad =>
  read(picture, group, Number.POSITIVE_INFINITY).load;

/** The same, a slice a call; undefined as long as not all is read. */
export function loadInSlices(picture: Picture, group: Members): StripLoad | undefined {
  const { load, whole } = read(picture, group, picture.live ? Number.POSITIVE_INFINITY : SLICE);
  return whole ? load : undefined;
}

/** `most`: so many rows are read at most. */
function read(picture: Picture, group: Members, most: number): Kept {
  const { trace } = picture.main!;
  const name = group ? `/${group.name}` : '';
  let own = kept.get(trace);
  if (!own) kept.set(trace, (own = new Map()));
  const before = own.get(name);
  const { live } = picture;
  const clock = live ? Math.floor(performance.now() / EVERY_MS) : 0;
  const same = before?.spans === trace.spans.length && before.live === live && before.clock === clock;
  if (same && before.whole) return before;
  const { length, at } = trace.spans;
  const members = group && new Set(group.lanes);
  const keeps = members && ((row: number) => members.has(at.task[row]!));
  let load: StripLoad;
  let whole = true;
  if (length <= WALKED) load = new Exact(trace, keeps);
  else {
    // It grows with the trace: the same one as before.
    const sums = before?.load instanceof RunLoad ? before.load : new RunLoad(trace, keeps);
    whole = sums.refresh(most);
    load = sums;
  }
  const now = { load, spans: length, live, clock, whole };
  own.set(name, now);
  return now;
}

class Exact implements StripLoad {
  readonly #at: Concurrency;
  /** Ends of what ended badly, sorted (ms). */
  readonly #bad: Float64Array;

  constructor(trace: Trace, keeps: ((row: number) => boolean) | undefined) {
    this.#at = concurrencyOf(trace, keeps);
    const { outcome, end } = trace.spans.at;
    const bad: number[] = [];
    for (let row = 0; row < trace.spans.length; row++) {
      if (outcome[row] === OK || outcome[row] === RUNNING || (keeps && !keeps(row))) continue;
      bad.push(end[row]!);
    }
    this.#bad = Float64Array.from(bad).sort();
  }

  get peak(): number {
    return this.#at.peak;
  }

  before(of: 'cpu' | 'sleep', ms: number): number {
    return this.#at[of].before(ms);
  }

  at(of: 'cpu' | 'sleep', ms: number): number {
    return this.#at[of].at(ms);
  }

  isBad(fromMs: number, toMs: number): boolean {
    let low = 0;
    let high = this.#bad.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#bad[middle]! < fromMs) low = middle + 1;
      else high = middle;
    }
    return low < this.#bad.length && this.#bad[low]! < toMs;
  }
}

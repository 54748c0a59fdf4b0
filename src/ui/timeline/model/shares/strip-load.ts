/** What a strip is drawn from. For small runs it is exact; for large ones it is made of sums of stretches. */
import { outcomeNumber, type Trace } from '../../../../trace/trace.ts';
import type { TaskGroup } from '../lane-order.ts';
import type { Picture } from '../picture.ts';
import { type Slices, whole } from '../slices.ts';
import { aside, type Job } from './aside.ts';
import { type Concurrency, concurrencySlices } from './concurrency.ts';
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

/** Up to this many spans a strip is exact. */
const WALKED = 20_000;
const OK = outcomeNumber('ok');
const RUNNING = outcomeNumber('running');
/** While a run goes on, its strips are worked out once in this time (ms). */
const EVERY_MS = 250;

interface Kept {
  /** Undefined while it is being made. */
  load: StripLoad | undefined;
  readonly spans: number;
  readonly live: boolean;
  readonly clock: number;
  job?: Job;
}
const kept = new WeakMap<Trace, Map<string, Kept>>();

type Members = Pick<TaskGroup, 'name' | 'lanes'> | undefined;

/** The load of all of a picture's drawn trace, or of a group of its tasks. */
export const loadOf = (picture: Picture, group: Members): StripLoad => read(picture, group, undefined)!;

/** The same. Where the run is over, it is worked out in idle time, and is undefined until `ready` is called. */
export const loadAside = (picture: Picture, group: Members, ready: () => void): StripLoad | undefined =>
  read(picture, group, picture.live ? undefined : ready);

/** With `ready` it may be worked out in idle time. */
function read(picture: Picture, group: Members, ready: (() => void) | undefined): StripLoad | undefined {
  const { trace } = picture.main!;
  const name = group ? `/${group.name}` : '';
  let own = kept.get(trace);
  if (!own) kept.set(trace, (own = new Map()));
  const before = own.get(name);
  const { live } = picture;
  const clock = live ? Math.floor(performance.now() / EVERY_MS) : 0;
  if (before?.spans === trace.spans.length && before.live === live && before.clock === clock) {
    if (before.load || (ready && before.job?.dropped === false)) return before.load;
  }
  const members = group && new Set(group.lanes);
  const keeps = members && ((row: number) => members.has(trace.spans.at.lane[row]!));
  const now: Kept = { load: undefined, spans: trace.spans.length, live, clock };
  own.set(name, now);
  const made = loadSlices(trace, keeps, before?.load);
  if (!ready) return (now.load = whole(made));
  now.job = aside(`strip ${picture.engine.id}${name}`, made, (load) => {
    now.load = load;
    ready();
  });
  return undefined;
}

function* loadSlices(
  trace: Trace,
  keeps: ((row: number) => boolean) | undefined,
  before: StripLoad | undefined,
): Slices<StripLoad> {
  if (trace.spans.length <= WALKED) return new Exact(yield* concurrencySlices(trace, keeps), trace, keeps);
  // It grows with the trace: the same one as before.
  const sums = before instanceof RunLoad ? before : new RunLoad(trace, keeps);
  yield* sums.rest();
  return sums;
}

class Exact implements StripLoad {
  readonly #at: Concurrency;
  /** Ends of what ended badly, sorted (ms). */
  readonly #bad: Float64Array;

  constructor(at: Concurrency, trace: Trace, keeps: ((row: number) => boolean) | undefined) {
    this.#at = at;
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

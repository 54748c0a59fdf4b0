/**
 * `ray.timeline()` (`_private/profiling.py`): trace events of which those of the category `task::NAME` are attempts; the rest are their
 * parts. An attempt that stored no output has failed. Nodes are hosts, worker processes lanes.
 */
import { formatCount } from '../../scenario/count.ts';
import { EventClock } from './event-clock.ts';
import { type FoundAttempt, runOf } from './found-attempts.ts';
import type { Opened } from './opened.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Categories by which such a file is known. */
const OF_RAY = /^(?:task::|task:(?:deserialize_arguments|execute|store_outputs)$)/;

export const isOfRay = (event: unknown): boolean => {
  const { cat } = (typeof event === 'object' && event !== null ? event : {}) as Fields;
  return typeof cat === 'string' && OF_RAY.test(cat);
};

const textOf = (x: unknown): string => (typeof x === 'string' || typeof x === 'number' ? String(x) : '?');

interface Part {
  readonly worker: string;
  readonly fromUs: number;
  readonly toUs: number;
}

export class RayTimelineReader {
  readonly #clock = new EventClock();
  readonly #attempts: (Part & { readonly name: string; readonly host: string })[] = [];
  /** By worker: when outputs were stored (us). */
  readonly #stored = new Map<string, number[]>();
  #total = 0;
  #parts = 0;
  #actors = 0;
  #damaged = 0;

  damaged(count = 1): void {
    this.#total += count;
    this.#damaged += count;
  }

  take(event: unknown): void {
    const {
      cat,
      name,
      pid,
      tid,
      ts: at,
      dur: length,
      ph,
    } = (typeof event === 'object' && event !== null ? event : {}) as Fields;
    this.#total++;
    const [ts, dur] = [this.#clock.read(at), EventClock.length(length)];
    if (typeof cat !== 'string' || Number.isNaN(ts) || Number.isNaN(dur)) {
      if (ph === 'M') this.#parts++;
      else this.#damaged++;
      return;
    }
    const worker = textOf(tid);
    if (cat === 'task:store_outputs') {
      const list = this.#stored.get(worker);
      if (list) list.push(ts);
      else this.#stored.set(worker, [ts]);
    }
    if (!cat.startsWith('task::')) this.#parts++;
    else if (name === '__init__') this.#actors++;
    else {
      const called = typeof name === 'string' && name !== '' ? name : cat.slice(6);
      this.#attempts.push({ worker, fromUs: ts, toUs: ts + dur, name: called, host: textOf(pid) });
    }
  }

  /** @throws {InputError} where there is no attempt */
  finish(cut?: string): Opened {
    for (const list of this.#stored.values()) list.sort((a, b) => a - b);
    const workers = new Map<string, string>();
    const found = this.#attempts.map(({ worker, fromUs, toUs, name, host }, k): FoundAttempt => {
      let called = workers.get(worker);
      if (!called) workers.set(worker, (called = `worker ${worker.replace(/^worker:/, '').slice(0, 8)}`));
      const ok = anyWithin(this.#stored.get(worker) ?? [], fromUs, toUs);
      return {
        key: String(k),
        name,
        host,
        worker: called,
        submit: Number.NaN,
        start: fromUs / 1000,
        end: toUs / 1000,
        outcome: ok ? 'ok' : 'failed',
      };
    });
    const leftOut: string[] = [];
    if (this.#parts > 0) leftOut.push(`${formatCount(this.#parts)} parts of tasks`);
    if (this.#actors > 0) leftOut.push(`${formatCount(this.#actors)} creations of actors`);
    if (this.#damaged > 0) leftOut.push(`${formatCount(this.#damaged)} damaged`);
    const assumed = [
      "Ray's timeline lacks attempts whose worker was killed, and what a process had not sent yet: some may be missing.",
    ];
    return runOf(
      'Ray timeline',
      found,
      { what: 'events', read: found.length, total: this.#total, leftOut, assumed },
      { baseUs: this.#clock.baseUs, cut },
    );
  }
}

/** Whether any of these sorted times lies between two. */
function anyWithin(times: readonly number[], from: number, to: number): boolean {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low < times.length && times[low]! <= to;
}

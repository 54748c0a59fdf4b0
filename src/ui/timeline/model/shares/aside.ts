/**
 * Works out in idle time what large runs need besides their lanes: strips and the map of the whole run. The frames that
 * draw lanes come first.
 */
import { whenIdle } from '../../../../store/timing/frames.ts';
import type { Slices } from '../slices.ts';

/** Milliseconds. */
const AT_A_TIME_MS = 6;

export interface Job {
  /** A newer job took the place of this one before it was done. */
  dropped: boolean;
}

interface Waiting extends Job {
  /** Goes on for a while. Gives whether the job is done. */
  readonly step: () => boolean;
}

const jobs = new Map<string, Waiting>();
let waits = false;

/** Does the work in idle time, then calls `done`. An older job with the same `what` is dropped. */
export function aside<T>(what: string, work: Slices<T>, done: (made: T) => void): Job {
  const step = () => {
    const next = work.next();
    if (next.done) done(next.value);
    return next.done === true;
  };
  const job = { step, dropped: false };
  const old = jobs.get(what);
  if (old) old.dropped = true;
  jobs.set(what, job);
  goOn();
  return job;
}

function goOn(): void {
  if (waits || jobs.size === 0) return;
  waits = true;
  whenIdle(() => {
    waits = false;
    const untilMs = performance.now() + AT_A_TIME_MS;
    for (const [what, job] of jobs) {
      while (jobs.get(what) === job && performance.now() < untilMs) if (job.step()) jobs.delete(what);
    }
    goOn();
  });
}

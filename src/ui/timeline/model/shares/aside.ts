/**
 * What large pictures need beside their lanes (strips, the map of the whole run), made in idle time: the frames that draw
 * lanes come first.
 */
import { whenIdle } from '../../../../store/timing/frames.ts';
import type { Slices } from '../slices.ts';

/** Milliseconds. */
const AT_A_TIME_MS = 6;

export interface Job {
  /** Something newer stood in its place before it was done. */
  dropped: boolean;
}

interface Waiting extends Job {
  /** Goes on for a while; whether it is done. */
  readonly step: () => boolean;
}

const jobs = new Map<string, Waiting>();
let waits = false;

/** Makes it; then calls `done`. An older job for the same (`what`) is dropped. */
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

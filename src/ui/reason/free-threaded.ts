/** What is said of threads without a GIL: what they wait for instead, if that is a lock. */
import { figuresOf } from '../../store/traces/figures-of.ts';
import type { Trace } from '../../trace/trace.ts';

/** Waits for locks longer than this share of all attempts' time are what a run is about. */
const MUCH = 0.1;

/** `Free-threaded: no GIL, so threads compute side by side; here the lock is what they wait for`. `on`: `on two cores`, or nothing. */
export function freeThreaded(trace: Trace, on = ''): string {
  const { waitsMs, workMs } = figuresOf(trace);
  const waited = waitsMs.lock ?? 0;
  const lock = waited > MUCH * (waited + workMs) ? '; here the lock is what they wait for' : '';
  return `Free-threaded: no GIL, so threads compute side by side${on && ` ${on}`}${lock}`;
}

/** Whether the engine's threads would share a GIL, and on the trace's machine there is none. */
export const isFreeThreaded = (lanes: { readonly cpu: string }, { machine }: Pick<Trace, 'machine'>): boolean =>
  lanes.cpu === 'gil' && machine.gil === false;

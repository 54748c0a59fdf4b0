/** By which task a kill names the worker of a lane, and when it may come. */
import { outcomeNumber, type Trace } from '../../trace/trace.ts';

const KILLED = outcomeNumber('killed');

/**
 * A kill takes the worker that was the first to begin its task. Gives the last such task of this lane up to `atMs`, by the worker that is
 * there then: one killed before took its own tasks along. Undefined where that worker has begun no task first.
 */
export function namedBy({ spans: { at, length } }: Trace, lane: number, atMs: number): number | undefined {
  let task: number | undefined;
  for (let row = 0; row < length && at.start[row]! <= atMs; row++) {
    if (at.lane[row] !== lane) continue;
    if (at.attempt[row] === 1) task = at.task[row];
    if (at.outcome[row] === KILLED && at.end[row]! <= atMs) task = undefined;
  }
  return task;
}

/** The moment of a stretch that an act means: its middle, in whole milliseconds where one lies within. */
export function momentIn(fromMs: number, toMs: number): number {
  const middle = (fromMs + toMs) / 2;
  const whole = Math.round(middle);
  return whole >= fromMs && whole <= toMs ? whole : Math.round(middle * 1000) / 1000;
}

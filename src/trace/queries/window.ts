/**
 * Figures of a stretch of time: what was done and waited for in it, how long attempts took, how busy lanes were. Work and waits are
 * clipped to the stretch; durations are whole attempts'.
 */
import { endOf } from '../ends.ts';
import { CPU, FIRST_WAIT, Life, partsIn, SLEEP } from '../life.ts';
import { outcomeNumber, type Trace } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';
import { type Summary, summaryOf } from './times.ts';

export interface WindowFigures {
  readonly fromMs: number;
  readonly toMs: number;
  readonly lengthMs: number;
  /** Attempts that were on their lane at some time in it, and the tasks that they are of. */
  readonly attempts: number;
  readonly tasks: number;
  /** Attempts that only waited in it, for their begin. */
  readonly onlyWaited: number;
  /** Of the attempts in it: how many began in it, ended in it, and ended in it otherwise than well. */
  readonly began: number;
  readonly ended: number;
  readonly notOk: number;
  /** Done in it (ms): computing and sleeping, all attempts together. */
  readonly cpuMs: number;
  readonly sleepMs: number;
  /** Waited in it (ms), by cause; causes without any waiting are left out. */
  readonly waitsMs: Readonly<Partial<Record<CauseName, number>>>;
  /** From start to end, of the attempts that were on their lane in it and have ended. */
  readonly durations: Summary;
}

const OK = outcomeNumber('ok');

/** The figures of the stretch from `fromMs` to `toMs`. What only touches its edge is not in it, but for what takes no time. */
export function windowFigures(trace: Trace, fromMs: number, toMs: number): WindowFigures {
  const { spans } = trace;
  const { start, end, submit, task, outcome } = spans.at;
  const own = new Life();
  const sums = new Float64Array(partsIn(trace));
  const times = new Float64Array(spans.length);
  const touched = new Uint8Array(trace.scenario.tasks.length);
  let [attempts, tasks, onlyWaited, began, ended, notOk, timed] = [0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < spans.length; row++) {
    const begins = start[row]!;
    const ends = endOf(trace, row);
    const since = submit[row]! < begins ? submit[row]! : begins;
    if (since > toMs || ends < fromMs) continue;
    own.load(trace, row);
    for (let i = 0; i < own.count; i++) {
      const ms = Math.min(toMs, own.to[i]!) - Math.max(fromMs, own.from[i]!);
      if (ms > 0) sums[own.what[i]!]! += ms;
    }
    if (!isIn(begins, ends, fromMs, toMs)) {
      if (begins >= toMs && Math.min(begins, toMs) > Math.max(since, fromMs)) onlyWaited++;
      continue;
    }
    attempts++;
    if (touched[task[row]!] === 0) {
      touched[task[row]!] = 1;
      tasks++;
    }
    if (begins >= fromMs) began++;
    if (Number.isNaN(end[row]!)) continue;
    times[timed++] = ends - begins;
    if (ends > toMs) continue;
    ended++;
    if (outcome[row] !== OK) notOk++;
  }
  const waitsMs: Partial<Record<CauseName, number>> = {};
  for (const [i, cause] of trace.causes.entries())
    if (sums[FIRST_WAIT + i]! > 0) waitsMs[cause] = sums[FIRST_WAIT + i]!;
  return {
    fromMs,
    toMs,
    lengthMs: toMs - fromMs,
    attempts,
    tasks,
    onlyWaited,
    began,
    ended,
    notOk,
    cpuMs: sums[CPU]!,
    sleepMs: sums[SLEEP]!,
    waitsMs,
    durations: summaryOf(times.slice(0, timed)),
  };
}

/** The busy share of each lane in a window, 0 to 1: time with an attempt on it, counted once where several were. */
export function laneUtilisation(trace: Trace, fromMs: number, toMs: number): Float64Array {
  const { spans } = trace;
  const { lane, start } = spans.at;
  let lanes = 0;
  for (let row = 0; row < spans.length; row++) lanes = Math.max(lanes, lane[row]! + 1);
  const busy = new Float64Array(lanes);
  const until = new Float64Array(lanes).fill(fromMs);
  const length = toMs - fromMs;
  if (!(length > 0)) return busy;
  // Rows are in order of start, but for stamps of several clocks: what overlaps in a lane is counted once all the same.
  for (let row = 0; row < spans.length; row++) {
    const on = lane[row]!;
    const from = Math.max(until[on]!, start[row]!);
    const to = Math.min(toMs, endOf(trace, row));
    if (!(to > from)) continue;
    busy[on]! += to - from;
    until[on] = to;
  }
  for (let on = 0; on < lanes; on++) busy[on]! /= length;
  return busy;
}

/** Whether the stretch from `begins` to `ends` has a part in the window; one without length, if it lies in it. */
export function isIn(begins: number, ends: number, fromMs: number, toMs: number): boolean {
  return ends > begins ? begins < toMs && ends > fromMs : begins >= fromMs && begins <= toMs;
}

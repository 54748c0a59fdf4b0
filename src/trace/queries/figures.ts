/** The figures of a run: what it took, what was done, what was waited for. */
import { endOf, makespanOf } from '../ends.ts';
import { SegmentCursor, WaitCursor } from '../stretches.ts';
import { outcomeNumber, type Trace } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';

/** So many places that came in mid-run. */
interface Later {
  readonly count: number;
  readonly fromMs: number;
}

/** What utilisation is a share of: so many places that tasks hold, or the busy time of the loop, the GIL or so many cores. */
export type Capacity =
  | { readonly of: 'workers'; readonly count: number; readonly later?: readonly Later[] }
  | { readonly of: 'loop' | 'gil' }
  | { readonly of: 'cores'; readonly count: number };

export interface Figures {
  /** Until the last task had ended and the caller had its last result (ms); the time so far in a run under way. */
  readonly makespanMs: number;
  /** What the attempts did: computing and sleeping, without waits (ms). */
  readonly workMs: number;
  /** The computing part of it (ms). */
  readonly cpuMs: number;
  /** 0 to 1: time that tasks hold their place / (places x makespan), or the busy share of the loop, the GIL or the cores. */
  readonly utilisation: number;
  /** Wait of an attempt, on average (ms). */
  readonly meanWaitMs: number;
  /** Attempts that ended, a second. */
  readonly throughputPerS: number;
  /** All waits by cause (ms); causes without any waiting are left out. */
  readonly waitsMs: Readonly<Partial<Record<CauseName, number>>>;
  /** Attempts begun. */
  readonly attempts: number;
}

const CPU = 1;
const RUNNING = outcomeNumber('running');

/** How much of a wait (ms) lies between two times. */
function partOf(wait: WaitCursor, fromMs: number, toMs: number): number {
  if (wait.start >= fromMs && wait.end <= toMs) return wait.ms;
  const inside = Math.min(wait.end, toMs) - Math.max(wait.start, fromMs);
  return (wait.ms * Math.max(0, inside)) / (wait.end - wait.start);
}

/** Reads the figures off a trace, finished or under way. */
export function figures(trace: Trace, capacity: Capacity): Figures {
  const { spans } = trace;
  const segment = new SegmentCursor();
  const wait = new WaitCursor();
  const makespanMs = makespanOf(trace);
  const byCause = new Float64Array(trace.causes.length);
  let heldMs = 0;
  let workMs = 0;
  let cpuMs = 0;
  let ended = 0;
  for (let row = 0; row < spans.length; row++) {
    const start = spans.at.start[row]!;
    const end = endOf(trace, row);
    heldMs += end - start;
    if (spans.at.outcome[row] !== RUNNING) ended++;
    let inside = 0;
    // Both run backwards in time, so one walk assigns each wait to the stretch that it lies in.
    let waits = wait.of(trace, row).next();
    for (segment.of(trace, row); segment.next(); ) {
      const from = segment.start;
      const to = Number.isNaN(segment.end) ? end : segment.end;
      let lost = 0;
      for (; waits && wait.start >= from; waits = wait.next()) {
        lost += partOf(wait, wait.start, to);
        inside += wait.ms;
        byCause[wait.cause]! += wait.ms;
      }
      // One that goes on from the stretch before into this one: who loses the GIL at the end of its work waits for it twice in a row.
      if (waits && wait.end > from) lost += partOf(wait, from, to);
      if (segment.kind === CPU) cpuMs += to - from - lost;
    }
    for (; waits; waits = wait.next()) {
      if (wait.start >= start && wait.end > start) inside += wait.ms;
      byCause[wait.cause]! += wait.ms;
    }
    workMs += end - start - inside;
  }
  const waitsMs: Partial<Record<CauseName, number>> = {};
  let waitedMs = 0;
  for (const [number, cause] of trace.causes.entries()) {
    if (byCause[number]! > 0) waitsMs[cause] = byCause[number]!;
    waitedMs += byCause[number]!;
  }
  const used = capacity.of === 'workers' ? heldMs : cpuMs;
  let most = makespanMs * ('count' in capacity ? capacity.count : 1);
  if (capacity.of === 'workers')
    for (const { count, fromMs } of capacity.later ?? []) most += count * Math.max(0, makespanMs - fromMs);
  return {
    makespanMs,
    workMs,
    cpuMs,
    utilisation: most > 0 ? used / most : 0,
    meanWaitMs: spans.length > 0 ? waitedMs / spans.length : 0,
    throughputPerS: makespanMs > 0 ? (ended * 1000) / makespanMs : 0,
    waitsMs,
    attempts: spans.length,
  };
}

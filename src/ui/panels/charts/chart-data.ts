/** What the charts of a section show, from its trace and a window of time. Pure. */
import { markOfCause } from '../../../trace/cause.ts';
import { IDLE_CAUSES, type IdleCause, idleSeries } from '../../../trace/queries/idle.ts';
import { latencies } from '../../../trace/queries/latencies.ts';
import { seriesOf } from '../../../trace/queries/series.ts';
import { histogram, type Summary } from '../../../trace/queries/times.ts';
import { laneUtilisation, windowFigures } from '../../../trace/queries/window.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { CauseName, WaitMark } from '../../../trace/wait-causes.ts';
import { kindOf, whatOf } from '../../marks/kinds.ts';
import { IDLE_WORDS } from '../../words/idle-words.ts';

/** How many tasks do what, on average from `ms` on. */
export interface Moment {
  readonly ms: number;
  readonly cpu: number;
  readonly sleep: number;
  /** Waiting to compute, for a place, for others, for a message or start-up. */
  readonly compute: number;
  readonly place: number;
  readonly others: number;
  readonly thin: number;
}

/** A part of a sum, largest first. */
export interface Part {
  readonly name: string;
  /** Which pattern stands for it. */
  readonly look: WaitMark | IdleCause;
  readonly ms: number;
}

/** One lane, or some next to each other where there are too many to draw. */
export interface LaneShare {
  readonly lane: number;
  readonly lanes: number;
  /** 0 to 1. */
  readonly share: number;
}

export interface ChartData {
  /** The window, as the time axis says it (ms). */
  readonly fromMs: number;
  readonly toMs: number;
  readonly moments: readonly Moment[];
  /** The most tasks at a time, of those drawn. */
  readonly most: number;
  readonly lanes: readonly LaneShare[];
  readonly laneCount: number;
  readonly hiddenLanes: number;
  readonly waits: readonly Part[];
  readonly idle: readonly Part[];
  readonly latency: Summary;
  readonly bins: readonly { readonly fromMs: number; readonly toMs: number; readonly count: number }[];
  /** Attempts in the window, and of how many. */
  readonly attempts: number;
  readonly total: number;
  /** Attempts that the filter leaves out of tasks, waits and latency. */
  readonly filtered: number;
}

export interface Asked {
  /** As the time axis says it (ms). */
  readonly fromMs: number;
  readonly toMs: number;
  /** The section is drawn so much later than its own clock. */
  readonly shiftMs: number;
  /** So many steps in time. */
  readonly steps: number;
  readonly hiddenLanes: readonly number[];
}

/** Lanes are drawn one by one up to so many. */
const MOST_LANES = 48;
const BINS = { least: 6, most: 32 };

/** @param whole all attempts; `shown` is it, or the part that the filter leaves */
export function chartData(whole: Trace, shown: Trace, asked: Asked): ChartData {
  const from = asked.fromMs - asked.shiftMs;
  const to = asked.toMs - asked.shiftMs;
  const series = seriesOf(shown, from, to, asked.steps);
  const moments: Moment[] = [];
  let most = 0;
  for (let i = 0; i < series.buckets; i++) {
    const sums = { place: 0, compute: 0, others: 0, thin: 0 };
    for (const [number, waiting] of series.waitingFor.entries()) sums[markOfCause(number)] += waiting[i]!;
    const moment = {
      ms: asked.fromMs + i * series.bucketMs,
      cpu: series.computing[i]!,
      sleep: series.sleeping[i]!,
      ...sums,
    };
    most = Math.max(most, moment.cpu + moment.sleep + sums.place + sums.compute + sums.others + sums.thin);
    moments.push(moment);
  }
  if (moments.length > 0) moments.push({ ...moments.at(-1)!, ms: asked.toMs });
  const figures = windowFigures(shown, from, to);
  const { toEnd, endTimes } = latencies(shown, from, to);
  const shares = laneUtilisation(whole, from, to);
  const hidden = new Set(asked.hiddenLanes);
  const seen = [...shares.keys()].filter((lane) => !hidden.has(lane));
  return {
    fromMs: asked.fromMs,
    toMs: asked.toMs,
    moments,
    most,
    lanes: laneShares(seen, shares),
    laneCount: shares.length,
    hiddenLanes: shares.length - seen.length,
    waits: partsOf(figures.waitsMs, (cause: CauseName) => ({ name: whatOf(cause), look: kindOf(cause) })),
    idle: partsOf(idleIn(whole, from, to), (why: IdleCause) => ({ name: IDLE_WORDS[why], look: why })),
    latency: toEnd,
    bins: binsOf(endTimes),
    attempts: figures.attempts + figures.onlyWaited,
    total: whole.spans.length,
    filtered: whole.spans.length - shown.spans.length,
  };
}

/** Finer the more times there are. Where all are one, a bin around it. */
export function binsOf(times: Float64Array): ChartData['bins'] {
  if (times.length === 0) return [];
  const wanted = Math.min(BINS.most, Math.max(BINS.least, Math.ceil(2 * Math.sqrt(times.length))));
  const { fromMs, bucketMs, counts } = histogram(times, wanted);
  if (bucketMs === 0) return [{ fromMs: fromMs * 0.98, toMs: fromMs * 1.02 || 1, count: times.length }];
  return Array.from(counts, (count, i) => ({
    fromMs: fromMs + i * bucketMs,
    toMs: fromMs + (i + 1) * bucketMs,
    count,
  }));
}

/** Lane time without an attempt in the window (ms), by cause. */
function idleIn(trace: Trace, fromMs: number, toMs: number): Partial<Record<IdleCause, number>> {
  const sums = idleSeries(trace, fromMs, toMs, 1);
  const idle: Partial<Record<IdleCause, number>> = {};
  for (const [i, why] of IDLE_CAUSES.entries()) if (sums[i]![0]! > 0) idle[why] = sums[i]![0]!;
  return idle;
}

function partsOf<K extends string>(
  sums: Readonly<Partial<Record<K, number>>>,
  said: (key: K) => Pick<Part, 'name' | 'look'>,
): Part[] {
  const parts = (Object.entries(sums) as [K, number][]).map(([key, ms]) => ({ ...said(key), ms }));
  return parts.filter(({ ms }) => ms > 0).sort((a, b) => b.ms - a.ms);
}

/** A bar a lane, or a bar for so many next to each other. */
export function laneShares(lanes: readonly number[], shares: Float64Array): LaneShare[] {
  const each = Math.max(1, Math.ceil(lanes.length / MOST_LANES));
  const bars: LaneShare[] = [];
  for (let i = 0; i < lanes.length; i += each) {
    const together = lanes.slice(i, i + each);
    const share = together.reduce((sum, lane) => sum + shares[lane]!, 0) / together.length;
    bars.push({ lane: together[0]!, lanes: together.length, share });
  }
  return bars;
}

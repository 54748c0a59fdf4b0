/** The rule of comparison (`traces/README.md`): a recording against its prediction, or against those of many seeds. */
import type { SpanFile, TraceFile } from '../../src/trace/files/trace-file.ts';

type Range = readonly [number, number];
export interface Recording extends Omit<TraceFile, 'spans'> {
  readonly repeatsTotalMs: readonly number[];
  readonly spans: readonly (SpanFile & { readonly range?: Partial<Record<'start' | 'end' | 'yielded', Range>> })[];
}

const key = (span: { task: string; attempt: number }) => `${span.task}#${span.attempt}`;
const lastOf = (trace: TraceFile) => Math.max(trace.totalMs ?? 0, ...trace.spans.map((span) => span.end ?? 0));
const hasCpu = ({ scenario }: Pick<Recording, 'scenario'>): boolean =>
  scenario.tasks.some((task) => task.segments.some((segment) => segment.kind === 'cpu'));

/** Threads that compete for the GIL: which waiter is next is drawn from the seed, so a hundred seeds are compared. */
export const isDrawn = (recording: Recording): boolean =>
  hasCpu(recording) && /^(ThreadPoolExecutor|threading\.Thread|asyncio\.to_thread)/.test(recording.engine);

/** From the 5th to the 95th of a hundred; of one value, that value. */
export function band(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length * 0.05)]!, sorted[Math.ceil(sorted.length * 0.95) - 1]!];
}

/** What falls short, in words; nothing if the recording is met. `predictions`: one, or one for each of many seeds. */
export function shortcomings(recording: Recording, predictions: readonly TraceFile[]): string[] {
  const short = new Set<string>();
  const cpu = hasCpu(recording);
  const recorded = new Map(recording.spans.map((span) => [key(span), span]));
  const check = (what: string, range: Range, tolerance: number, values: readonly number[]) => {
    const [from, to] = band(values);
    if (to < range[0] - tolerance || from > range[1] + tolerance)
      short.add(`${what} ${from.toFixed(1)}..${to.toFixed(1)} for ${range[0].toFixed(1)}..${range[1].toFixed(1)}`);
  };
  for (const prediction of predictions)
    for (const span of prediction.spans) if (!recorded.has(key(span))) short.add(`span ${key(span)} too many`);
  for (const [id, span] of recorded) {
    const same = predictions.map((prediction) => prediction.spans.find((other) => key(other) === id));
    const [first] = same;
    if (!first || same.includes(undefined)) {
      short.add(`no span ${id}`);
      continue;
    }
    if (first.outcome !== span.outcome) short.add(`${id} ${first.outcome} for ${span.outcome}`);
    if ((first.yielded === null) !== (span.yielded === null))
      short.add(`${id} yielded ${first.yielded} for ${span.yielded}`);
    for (const time of cpu ? (['end'] as const) : (['start', 'end', 'yielded'] as const)) {
      const range = span.range?.[time];
      const values = same.map((other) => other![time]).filter((ms) => ms !== null);
      if (!range || values.length === 0) continue;
      const least = cpu ? 25 : recording.scenario.startMethod === 'spawn' ? 40 : 15;
      check(`${id} ${time}`, range, Math.max(least, (cpu ? 0.1 : 0.02) * range[1]), values);
    }
  }
  if (cpu) {
    const totals = predictions.map(lastOf);
    const [from, to] = band(totals);
    const repeats = recording.repeatsTotalMs;
    check('total', [Math.min(...repeats), Math.max(...repeats)], 0.05 * recording.totalMs!, totals);
    const median = totals.toSorted((a, b) => a - b)[totals.length >> 1]!;
    if (to - from > 0.25 * median) short.add(`the band ${from.toFixed(0)}..${to.toFixed(0)} says nothing`);
  }
  const [was, is] = [recording.facts, predictions[0]!.facts];
  if (JSON.stringify(was.raised ?? []) !== JSON.stringify(is.raised ?? []))
    short.add(`raised ${is.raised} for ${was.raised}`);
  if (Boolean(was.hung) !== Boolean(is.hung)) short.add(`hung ${is.hung} for ${was.hung}`);
  const [wasMs, isMs] = [was.raisedMs ?? Number.NaN, is.raisedMs ?? Number.NaN];
  if (Number.isNaN(wasMs) !== Number.isNaN(isMs) || Math.abs(wasMs - isMs) > Math.max(15, 0.02 * wasMs))
    short.add(`raised at ${isMs} for ${wasMs}`);
  return [...short];
}

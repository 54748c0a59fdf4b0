/** The rule of comparison (`traces/README.md`): a recording against its prediction, or against those of many seeds. */
import type { SpanFile, TraceFile } from '../../src/trace/files/trace-file.ts';

type Range = readonly [number, number];
export interface Recording extends Omit<TraceFile, 'spans'> {
  readonly repeatsTotalMs: readonly number[];
  readonly spans: readonly (SpanFile & {
    readonly range?: Partial<Record<'start' | 'end' | 'yielded' | 'host', Range>>;
  })[];
}

/** Engines of many processes and machines, and whether a process boots there in mid-run. */
const ofManyMachines = ({ engine }: Recording): boolean => /^(ray|celery|spark)/.test(engine);
const boots = ({ scenario }: Recording): boolean => {
  const { cold, maxTasksPerChild } = scenario as { cold?: boolean; maxTasksPerChild?: number };
  const isBooting = scenario.tasks.some(({ dies, actor, gets, cpus = 1 }) => dies || actor || gets || cpus !== 1);
  return Boolean(cold || scenario.kills || maxTasksPerChild || isBooting);
};

/** How far a time of that size may be off (ms). */
function widening(recording: Recording, ms: number, cpu: boolean): number {
  if (ofManyMachines(recording)) {
    const own = boots(recording) ? Math.max(100, 0.08 * ms) : Math.max(25, 0.03 * ms);
    return cpu ? Math.max(own, 0.1 * ms) : own;
  }
  const least = cpu ? 25 : recording.scenario.startMethod === 'spawn' ? 40 : 15;
  return Math.max(least, (cpu ? 0.1 : 0.02) * ms);
}

/** Tasks by host, whatever the hosts are called. */
function byHost(spans: readonly SpanFile[]): string {
  const groups = new Map<number, string[]>();
  for (const span of spans) {
    const { host = 0 } = span;
    groups.set(host, [...(groups.get(host) ?? []), key(span)]);
  }
  return JSON.stringify([...groups.values()].map((group) => group.sort()).sort());
}

type Caught = Readonly<Record<string, { readonly ms: number }>>;

const key = (span: { task: string; attempt: number }) => `${span.task}#${span.attempt}`;
const lastOf = (trace: TraceFile) => Math.max(trace.totalMs ?? 0, ...trace.spans.map((span) => span.end ?? 0));
const hasCpu = ({ scenario }: Pick<Recording, 'scenario'>): boolean =>
  scenario.tasks.some((task) => task.segments.some((segment) => segment.kind === 'cpu'));

/** Threads that compete for the GIL: which waiter is next is drawn from the seed, so a hundred seeds are compared. */
export const isDrawn = (recording: Recording): boolean =>
  hasCpu(recording) &&
  recording.machine.gil !== false &&
  /^(ThreadPoolExecutor|threading\.Thread|asyncio\.to_thread)/.test(recording.engine);

/** From the 5th to the 95th of a hundred; of one value, that value. */
export function band(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length * 0.05)]!, sorted[Math.ceil(sorted.length * 0.95) - 1]!];
}

/** Something that a recording and its prediction differ in. */
export interface Shortcoming {
  readonly words: string;
  /** Whether a machine that was busy may be the cause: a time, or an attempt that the end of a failed call came before. */
  readonly isTime: boolean;
}

/** What falls short, in words; nothing if the recording is met. `predictions`: one, or one for each of many seeds. */
export const shortcomings = (recording: Recording, predictions: readonly TraceFile[]): string[] =>
  shortcomingsOf(recording, predictions).map(({ words }) => words);

/** The same, each with its kind. */
export function shortcomingsOf(recording: Recording, predictions: readonly TraceFile[]): Shortcoming[] {
  const short = new Map<string, Shortcoming>();
  const add = (words: string, isTime = false) => short.set(words, { words, isTime });
  const endsEarly = (recording.facts.raised ?? []).length > 0;
  const cpu = hasCpu(recording);
  const recorded = new Map(recording.spans.map((span) => [key(span), span]));
  const check = (what: string, range: Range, tolerance: number, values: readonly number[]) => {
    const [from, to] = band(values);
    if (to < range[0] - tolerance || from > range[1] + tolerance)
      add(`${what} ${from.toFixed(1)}..${to.toFixed(1)} for ${range[0].toFixed(1)}..${range[1].toFixed(1)}`, true);
  };
  for (const prediction of predictions)
    for (const span of prediction.spans) if (!recorded.has(key(span))) add(`span ${key(span)} too many`, endsEarly);
  for (const [id, span] of recorded) {
    const same = predictions.map((prediction) => prediction.spans.find((other) => key(other) === id));
    const [first] = same;
    if (!first || same.includes(undefined)) {
      add(`no span ${id}`, endsEarly);
      continue;
    }
    if (first.outcome !== span.outcome) add(`${id} ${first.outcome} for ${span.outcome}`, endsEarly);
    if ((first.yielded === null) !== (span.yielded === null))
      add(`${id} yielded ${first.yielded} for ${span.yielded}`, endsEarly);
    for (const time of cpu ? (['end'] as const) : (['start', 'end', 'yielded'] as const)) {
      const range = span.range?.[time];
      const values = same.map((other) => other![time]).filter((ms) => ms !== null);
      if (!range || values.length === 0) continue;
      check(`${id} ${time}`, range, widening(recording, range[1], cpu), values);
    }
  }
  if (cpu) {
    const totals = predictions.map(lastOf);
    const [from, to] = band(totals);
    const repeats = recording.repeatsTotalMs;
    check('total', [Math.min(...repeats), Math.max(...repeats)], 0.05 * recording.totalMs!, totals);
    const median = totals.toSorted((a, b) => a - b)[totals.length >> 1]!;
    if (to - from > 0.25 * median) add(`the band ${from.toFixed(0)}..${to.toFixed(0)} says nothing`, true);
  }
  const [was, is] = [recording.facts, predictions[0]!.facts];
  if (JSON.stringify(was.raised ?? []) !== JSON.stringify(is.raised ?? []))
    add(`raised ${is.raised} for ${was.raised}`);
  if (Boolean(was.hung) !== Boolean(is.hung)) add(`hung ${is.hung} for ${was.hung}`);
  const [wasMs, isMs] = [was.raisedMs ?? Number.NaN, is.raisedMs ?? Number.NaN];
  const off = Math.abs(wasMs - isMs);
  const most = ofManyMachines(recording) ? widening(recording, wasMs, false) : Math.max(15, 0.02 * wasMs);
  if (Number.isNaN(wasMs) !== Number.isNaN(isMs) || off > most)
    add(`raised at ${isMs} for ${wasMs}`, !Number.isNaN(off));
  if (ofManyMachines(recording)) {
    const [caught, got] = [(was.caught ?? {}) as Caught, (is.caught ?? {}) as Caught];
    for (const task of new Set([...Object.keys(caught), ...Object.keys(got)])) {
      const [then, now] = [caught[task]?.ms, got[task]?.ms];
      if (then === undefined || now === undefined || Math.abs(then - now) > widening(recording, then, false))
        add(`caught ${task} at ${now} for ${then}`, then !== undefined && now !== undefined);
    }
    const hosts = (recording.scenario as { hosts?: number }).hosts ?? 1;
    const fixed = recording.spans.filter(
      ({ host, range }) => host !== undefined && new Set(range?.host ?? [0]).size === 1,
    );
    const ids = new Set(fixed.map(key));
    const theirs = predictions[0]!.spans.filter((span) => ids.has(key(span)));
    if (hosts > 1 && theirs.length === fixed.length && byHost(fixed) !== byHost(theirs))
      add(`hosts ${byHost(theirs)} for ${byHost(fixed)}`);
  }
  return [...short.values()];
}

/** Attempts that were found in the log of a real engine, as a run: lanes by host and worker, waits where they are known. */
import { MAX_TASKS } from '../../scenario/bounds.ts';
import { formatCount } from '../../scenario/count.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { TaskSpec } from '../../scenario/scenario.ts';
import { causeNumber } from '../cause.ts';
import { type Outcome, outcomeNumber, SEGMENT_KINDS, Trace } from '../trace.ts';
import type { WaitCause } from '../wait-causes.ts';
import { FirstFree } from './first-free.ts';
import type { Opened } from './opened.ts';

/** One attempt; times in ms of the file's own clock. */
export interface FoundAttempt {
  /** What distinguishes its task from others. */
  readonly key: string;
  /** What its task is called, if others may be called so as well. */
  readonly name: string;
  readonly group?: string;
  readonly host: string;
  /** A worker, an executor, a process: what runs there at once has lanes side by side. */
  readonly worker: string;
  /** NaN where it is not known. */
  readonly submit: number;
  readonly start: number;
  /** NaN where the file ends before. */
  readonly end: number;
  readonly outcome: Outcome;
  /** From its submit to its start: what it waited for, one after another, up to when. */
  readonly waits?: readonly { readonly cause: WaitCause; readonly until: number }[];
}

/** What was counted on the way. */
export interface Counts {
  readonly what: string;
  readonly read: number;
  readonly total: number;
  readonly leftOut: readonly string[];
  readonly assumed: readonly string[];
}

const CPU = SEGMENT_KINDS.indexOf('cpu');

/**
 * The run. `zero`: what is 0 on its time axis, if that is before the first start. `baseUs`: what the times count from (us).
 * @throws {InputError} where there is no attempt
 */
export function runOf(
  engine: string,
  attempts: readonly FoundAttempt[],
  counts: Counts,
  {
    zero,
    baseUs = 0,
    cut,
  }: { readonly zero?: number | undefined; readonly baseUs?: number; readonly cut?: string | undefined } = {},
): Opened {
  const order = attempts.toSorted((a, b) => a.start - b.start);
  if (order.length === 0)
    throw new InputError(`file: expected attempts at tasks, found none in this file of ${engine}`);
  let [first, last] = [Math.min(zero ?? order[0]!.start, order[0]!.start), order[0]!.start];
  for (const { submit, start, end } of order) {
    if (submit < first) first = submit;
    last = Math.max(last, start, end || 0);
  }
  const tasks: TaskSpec[] = [];
  const trace = new Trace('imported', engine, { cores: 1 }, { name: 'imported', tasks });
  const numbers = new Map<string, number>();
  const tries: number[] = [];
  const names = new Map<string, number>();
  const lanes = new Lanes(order);
  let [open, beyond] = [0, 0];
  for (const attempt of order) {
    const { key, name, group, submit, start, end, outcome, waits = [] } = attempt;
    let task = numbers.get(key);
    if (task === undefined) {
      if (tasks.length === MAX_TASKS) {
        beyond++;
        continue;
      }
      task = tasks.push({ id: idOf(names, name), segments: [], ...(group !== undefined && { group }) }) - 1;
      numbers.set(key, task);
    }
    const number = (tries[task] = (tries[task] ?? 0) + 1);
    const isOpen = Number.isNaN(end);
    if (isOpen) open++;
    const [from, to] = [start - first, (isOpen ? last : end) - first];
    const lane = lanes.take(attempt);
    const span = trace.begin(task, lane, number, submit - first, from);
    let since = submit - first;
    for (const { cause, until } of waits) {
      const at = Math.min(until - first, from);
      if (at > since) trace.addWait(span, causeNumber(cause), since, at, at - since);
      since = Math.max(since, at);
    }
    trace.addSegment(span, CPU, from, to);
    trace.spans.at.end[span] = to;
    trace.spans.at.outcome[span] = outcomeNumber(isOpen ? 'cancelled' : outcome);
  }
  trace.totalMs = last - first;
  if (lanes.hosts > 1) trace.hostOfLane = lanes.hostOfLane;
  trace.facts = {
    laneNames: lanes.names,
    outermostLanes: lanes.names.map((_, lane) => lane),
    zeroUs: baseUs + first * 1000,
    ...(open > 0 && { stoppedMs: trace.totalMs }),
  };
  const leftOut =
    beyond > 0 ? [`${formatCount(beyond)} beyond the ${formatCount(MAX_TASKS)} tasks that one run may have`] : [];
  const ends =
    open > 0 ? [`${formatCount(open)} attempts have no end: they are drawn up to the last time in the file.`] : [];
  return {
    trace,
    told: {
      form: 'log',
      ...counts,
      leftOut: [...counts.leftOut, ...leftOut],
      assumed: ['What tasks did is not in the file: all are drawn as computing.', ...counts.assumed, ...ends],
    },
    cut,
    beside: {},
  };
}

/** The name, from the second on with a number. */
function idOf(names: Map<string, number>, name: string): string {
  for (;;) {
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const id = count === 1 ? name : `${name} ${count}`;
    if (count === 1 || !names.has(id)) {
      if (count > 1) names.set(id, 1);
      return id;
    }
  }
}

/** Lanes in the order of hosts, of workers on them, and of what a worker does at once. */
class Lanes {
  readonly names: string[] = [];
  readonly hostOfLane: number[] = [];
  readonly hosts: number;
  readonly #placed = new Map<FoundAttempt, number>();

  constructor(order: readonly FoundAttempt[]) {
    const workers = new Map<
      string,
      { host: string; worker: string; free: FirstFree; mine: [FoundAttempt, number][] }
    >();
    for (const attempt of order) {
      const { host, worker, start, end } = attempt;
      const key = JSON.stringify([host, worker]);
      let of = workers.get(key);
      if (!of) workers.set(key, (of = { host, worker, free: new FirstFree(), mine: [] }));
      of.mine.push([attempt, of.free.take(start, Number.isNaN(end) ? Number.POSITIVE_INFINITY : end)]);
    }
    const hosts = [...new Set([...workers.values()].map(({ host }) => host))].sort();
    this.hosts = hosts.length;
    const sorted = [...workers.values()].sort(
      (a, b) => hosts.indexOf(a.host) - hosts.indexOf(b.host) || (a.worker < b.worker ? -1 : 1),
    );
    for (const { host, worker, free, mine } of sorted) {
      const first = this.names.length;
      for (let k = 0; k < free.count; k++) {
        this.names.push(free.count === 1 ? worker : `${worker}, ${k + 1}`);
        this.hostOfLane.push(hosts.indexOf(host));
      }
      for (const [attempt, lane] of mine) this.#placed.set(attempt, first + lane);
    }
  }

  take(attempt: FoundAttempt): number {
    return this.#placed.get(attempt)!;
  }
}

/** A run as it stood at a moment: a trace under way, with nothing in it of what came later. */
import { SegmentCursor, WaitCursor } from '../stretches.ts';
import { outcomeNumber, type Queued, Trace } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';
import { ALL_OF_IT, type Pending } from './pending.ts';

const RUNNING = outcomeNumber('running');
const NO_ROWS = new Int32Array(0);

/**
 * The run up to `ms`, which has happened: what starts then runs, what ends then has ended, but for what is `pending` of that moment.
 * Attempts that run then are under way, those that were handed over wait in the queue. Costs a step for each row of each table.
 */
export function upTo(whole: Trace, ms: number, pending: Pending = ALL_OF_IT): Trace {
  const { source, engine, machine, scenario, engineVersion } = whole;
  const trace = new Trace(source, engine, machine, scenario, engineVersion);
  trace.causes = whole.causes;
  trace.knowsCauses = whole.knowsCauses;
  const over = ms >= whole.totalMs && pending.none;
  trace.facts = factsAt(whole, over ? Number.POSITIVE_INFINITY : ms);
  if (over) trace.totalMs = whole.totalMs;
  else trace.nowMs = Math.max(0, Math.min(ms, Number.isNaN(whole.totalMs) ? whole.nowMs : whole.totalMs));
  trace.queued = addSpans(trace, whole, ms, pending);
  addTurns(trace, whole, ms);
  const { beats } = whole;
  for (let row = 0; row < beats.length && beats.at.at[row]! <= ms; row++) trace.addBeat(beats.at.at[row]!);
  return trace;
}

/** Facts of the end are none before it. */
function factsAt({ facts }: Trace, ms: number): Trace['facts'] {
  const { raised, raisedMs, hung, stoppedMs, ...others } = facts;
  return {
    ...others,
    ...(raised && raisedMs !== undefined && raisedMs <= ms && { raised, raisedMs }),
    ...(raised && raisedMs === undefined && ms === Number.POSITIVE_INFINITY && { raised }),
    ...(hung && ms === Number.POSITIVE_INFINITY && { hung }),
    ...(stoppedMs !== undefined && stoppedMs <= ms && { stoppedMs }),
  };
}

const segments = new SegmentCursor();
const waits = new WaitCursor();

/** Adds all attempts that have begun. Gives those that wait for their begin. */
function addSpans(trace: Trace, whole: Trace, ms: number, pending: Pending): Queued[] {
  const { at, length } = whole.spans;
  const own = length === 0 ? NO_ROWS : new Int32Array(length).fill(-1);
  const queued: Queued[] = whole.queued.filter(({ since }) => since <= ms);
  for (let row = 0; row < length; row++) {
    const [task, attempt, submit] = [at.task[row]!, at.attempt[row]!, at.submit[row]!];
    if (!(at.start[row]! <= ms) || pending.has('start', row)) {
      if (submit <= ms && !pending.has('submit', row)) queued.push(waiting(whole, row, ms));
      continue;
    }
    const next = trace.begin(task, at.lane[row]!, attempt, submit, at.start[row]!);
    own[row] = next;
    const ended = at.end[row]! <= ms && !pending.has('end', row);
    const to = trace.spans.at;
    to.outcome[next] = ended ? at.outcome[row]! : RUNNING;
    to.end[next] = ended ? at.end[row]! : Number.NaN;
    to.yielded[next] = at.yielded[row]! <= ms && !pending.has('result', row) ? at.yielded[row]! : Number.NaN;
    to.by[next] = at.by[row]! < 0 ? -1 : own[at.by[row]!]!;
    addStretches(trace, next, whole, row, ended ? Number.POSITIVE_INFINITY : ms);
  }
  return queued;
}

/** What an attempt that has not begun waits for at that moment. */
function waiting(whole: Trace, row: number, ms: number): Queued {
  const { task, attempt, submit } = whole.spans.at;
  let [cause, since]: [CauseName | undefined, number] = [undefined, submit[row]!];
  for (waits.of(whole, row); waits.next(); ) {
    if (cause === undefined || waits.start <= ms) [cause, since] = [whole.causes[waits.cause]!, waits.start];
    if (waits.start <= ms) break;
  }
  return {
    task: task[row]!,
    attempt: attempt[row]!,
    submit: submit[row]!,
    cause: cause ?? 'message',
    since: Math.min(since, ms),
  };
}

/** The stretches and waits of one attempt up to a moment; the cursors go backwards in time, so they are turned round. */
function addStretches(trace: Trace, next: number, whole: Trace, row: number, ms: number): void {
  const found: [number, number, number][] = [];
  for (segments.of(whole, row); segments.next(); )
    if (segments.start <= ms)
      found.push([segments.kind, segments.start, segments.end <= ms ? segments.end : Number.NaN]);
  for (const [kind, start, end] of found.reverse()) trace.addSegment(next, kind, start, end);
  const waited: [number, number, number, number][] = [];
  for (waits.of(whole, row); waits.next(); ) {
    if (waits.start >= ms) continue;
    const end = Math.min(waits.end, ms);
    // A wait of less than its stretch has waited the same share of any part of it.
    const share = waits.end > waits.start ? (end - waits.start) / (waits.end - waits.start) : 1;
    waited.push([waits.cause, waits.start, end, waits.ms * share]);
  }
  for (const [cause, start, end, length] of waited.reverse()) trace.addWait(next, cause, start, end, length);
}

function addTurns(trace: Trace, { turns }: Trace, ms: number): void {
  const { of, task, lane, start, end } = turns.at;
  for (let row = 0; row < turns.length; row++)
    if (start[row]! < ms) trace.addTurn(of[row]!, task[row]!, lane[row]!, start[row]!, Math.min(end[row]!, ms));
}

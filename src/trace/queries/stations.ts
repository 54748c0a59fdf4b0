/**
 * Where the tasks of a run on several machines stood at each moment, as a monitor of the real engine would show it: in the queue of all, held by a
 * machine, under way there, over. Read from what spans say of themselves, so the same for predicted, measured and opened runs.
 */
import { causeRow } from '../cause.ts';
import { endOf, makespanOf } from '../ends.ts';
import { WaitCursor } from '../stretches.ts';
import { OUTCOMES, type Trace } from '../trace.ts';
import { Changes, type Staircase } from './staircase.ts';

/** One machine: a node, a worker instance, an executor. */
export interface Station {
  readonly host: number;
  readonly lanes: readonly number[];
  /** Fetched by it and not begun. */
  readonly reserved: Staircase;
  /** Attempts under way. */
  readonly running: Staircase;
  /** What these asked for, in CPUs. */
  readonly cpus: Staircase;
  /** Tasks that are done, and attempts that ended otherwise, from the begin on. */
  readonly done: Staircase;
  readonly failed: Staircase;
  readonly killed: Staircase;
  /** Attempts of tasks that had been begun before. */
  readonly again: Staircase;
  /** When it went away for good (ms); NaN if it did not. */
  readonly goneMs: number;
}

export interface Stations {
  /** Handed over, and not at any machine yet. */
  readonly queued: Staircase;
  readonly all: readonly Station[];
  /** All machines together. */
  readonly total: Station;
  readonly endMs: number;
}

const OK = OUTCOMES.indexOf('ok');
/** So many spans a slice. */
const SLICE = 2048;

class Counting {
  readonly #lanes = new Set<number>();
  readonly reserved = new Changes();
  readonly #running = new Changes();
  readonly #cpus = new Changes();
  readonly #ended = {
    ok: new Changes(),
    failed: new Changes(),
    killed: new Changes(),
    cancelled: new Changes(),
    running: new Changes(),
  };
  readonly #again = new Changes();

  /** Takes in an attempt. */
  span({ spans: { at }, scenario }: Trace, row: number, endMs: number, counts: boolean): void {
    const start = at.start[row]!;
    const { cpus = 1 } = scenario.tasks[at.task[row]!]!;
    this.#lanes.add(at.lane[row]!);
    this.#running.add(start, 1);
    this.#running.add(endMs, -1);
    this.#cpus.add(start, cpus);
    this.#cpus.add(endMs, -cpus);
    if (at.attempt[row]! > 1) this.#again.add(start, 1);
    if (counts) this.#ended[OUTCOMES[at.outcome[row]!]!].add(at.end[row]!, 1);
  }

  station(host: number, goneMs: number): Station {
    return {
      host,
      lanes: [...this.#lanes].sort((a, b) => a - b),
      reserved: this.reserved.staircase(),
      running: this.#running.staircase(),
      cpus: this.#cpus.staircase(),
      done: this.#ended.ok.staircase(),
      failed: this.#ended.failed.staircase(),
      killed: this.#ended.killed.staircase(),
      again: this.#again.staircase(),
      goneMs,
    };
  }
}

/** Works it out in slices. */
export function* stationsOf(trace: Trace): Generator<undefined, Stations, undefined> {
  const { lane, start } = trace.spans.at;
  const queued = new Changes();
  const hosts: Counting[] = [];
  const total = new Counting();
  // A worker of Celery holds what it has fetched, also what has to wait for its time; a Ray owner's countdown is at no machine.
  const isHeld = trace.causes.map(
    (name) => name === 'worker' || (name === 'countdown' && /^celery/.test(trace.engine)),
  );
  const isQueue = trace.causes.map((name, cause) => !isHeld[cause] && causeRow(name).is === 'place');
  const wait = new WaitCursor();
  const counts = countedOnce(trace);
  const { length } = trace.spans;
  for (let row = 0; row < length; row++) {
    const host = trace.hostOfLane?.[lane[row]!] ?? 0;
    while (hosts.length <= host) hosts.push(new Counting());
    const ended = endOf(trace, row);
    const both = [hosts[host]!, total];
    for (const its of both) its.span(trace, row, ended, counts(row));
    for (wait.of(trace, row); wait.next(); ) {
      if (wait.start >= start[row]!) continue;
      if (isQueue[wait.cause]) {
        queued.add(wait.start, 1);
        queued.add(wait.end, -1);
      } else if (isHeld[wait.cause])
        for (const { reserved } of both) {
          reserved.add(wait.start, 1);
          reserved.add(wait.end, -1);
        }
    }
    if (row % SLICE === SLICE - 1) yield;
  }
  for (const { submit, cause } of trace.queued) if (isQueue[trace.causes.indexOf(cause)]) queued.add(submit, 1);
  const gone = goneHosts(trace);
  return {
    queued: queued.staircase(),
    all: hosts.map((its, host) => its.station(host, gone.get(host) ?? Number.NaN)),
    total: total.station(-1, Number.NaN),
    endMs: makespanOf(trace),
  };
}

/** Whether an end counts: of two attempts that both ended well, the first to end. */
function countedOnce({ spans: { at, length } }: Trace): (row: number) => boolean {
  const { task, attempt, end, outcome } = at;
  const first = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    if (attempt[row] === 1 || outcome[row] !== OK) continue;
    first.set(task[row]!, Math.min(end[row]!, first.get(task[row]!) ?? Number.POSITIVE_INFINITY));
  }
  if (first.size === 0) return () => true;
  for (let row = 0; row < length; row++) {
    const before = attempt[row] === 1 && outcome[row] === OK ? first.get(task[row]!) : undefined;
    if (before !== undefined) first.set(task[row]!, Math.min(before, end[row]!));
  }
  return (row) => outcome[row] !== OK || end[row]! <= (first.get(task[row]!) ?? Number.POSITIVE_INFINITY);
}

/** When machines went away, as the scenario says: those that were the first to begin a task. */
function goneHosts(trace: Trace): Map<number, number> {
  const gone = new Map<number, number>();
  const { tasks, kills = [] } = trace.scenario;
  const { task, lane, start } = trace.spans.at;
  for (const { atMs, hostOf } of kills) {
    if (hostOf === undefined) continue;
    for (let row = 0; row < trace.spans.length; row++) {
      if (tasks[task[row]!]!.id !== hostOf) continue;
      if (start[row]! <= atMs) gone.set(trace.hostOfLane?.[lane[row]!] ?? 0, atMs);
      break;
    }
  }
  return gone;
}

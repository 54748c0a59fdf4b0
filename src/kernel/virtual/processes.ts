/** The processes of a run. Each has a number, its id, by which events name it. */
import type { CpuNeed, LaneKind } from '../../engines/facts.ts';
import type { Queue, TaskNumber } from '../../engines/vocabulary.ts';
import { Proc, ProcTimes } from './process.ts';
import type { Resting } from './resting.ts';

export interface ProcessesOf {
  /** What code outside lanes must hold to run. */
  readonly caller: CpuNeed;
  /** How many processes there will be, about. */
  readonly expected: number;
  /** There is no GIL, so that what needs it elsewhere needs a core. */
  readonly isFree: boolean;
  /** By task: its first segment in the plan. */
  readonly firstSegment: Int32Array;
  /** Undefined where all processes are objects all along: that is the same, and slower where there are many. */
  readonly Resting: (new (times: ProcTimes) => Resting) | undefined;
}

/** Stands where a process has ended. Its stamp is that of no event: theirs begin at 0. */
const NOBODY = new Proc(new ProcTimes(0), -1, undefined, 'core', -1, -1);
NOBODY.stamp = -1;

/** Stands where a process is no object now. Its stamp, too, is that of no event: only a loop's timers wake those. */
const ASLEEP = new Proc(new ProcTimes(0), -1, undefined, 'core', -1, -1);
ASLEEP.stamp = -1;

export class Processes {
  /** By id; `NOBODY` in place of one that has ended, `ASLEEP` of one that rests. */
  readonly all: Proc[] = [];
  /** The process that runs the engine's `main`. */
  main = NOBODY;
  readonly #caller: CpuNeed;
  readonly #times: ProcTimes;
  readonly #resting: Resting | undefined;
  readonly #expected: number;
  /** By task: its first segment in the plan. */
  readonly #firstSegment: Int32Array;
  /** By lane: the process whose worker died there last. */
  readonly #diedOn = new Map<number, Proc>();

  /** What code that runs under the GIL elsewhere must hold here. */
  readonly #gil: CpuNeed;

  constructor({ caller, expected, isFree, firstSegment, Resting }: ProcessesOf) {
    this.#gil = isFree ? 'core' : 'gil';
    this.#caller = caller;
    this.#expected = expected;
    this.#firstSegment = firstSegment;
    this.#times = new ProcTimes(expected);
    this.#resting = Resting && new Resting(this.#times);
  }

  /** The process with this id, which lives, as an object. */
  of(id: number): Proc {
    const process = this.all[id]!;
    return process === ASLEEP ? (this.all[id] = this.#resting!.wake(id, this.#firstSegment)) : process;
  }

  /** A new process of one attempt which rests until it begins: gives its id, -1 where it has to be an object. */
  addResting(place: LaneKind, task: TaskNumber, results: Queue, nowMs: number): number {
    const id = this.all.length;
    if (!this.#resting?.add(id, task, { place, results }, nowMs, this.#expected)) return -1;
    this.all.push(ASLEEP);
    return id;
  }

  /** The process sleeps on an event loop: until it goes on it need not be an object. */
  rest(process: Proc): void {
    this.#resting!.rest(process);
    this.all[process.id] = ASLEEP;
  }

  /** Those that are at a task. */
  *atTasks(): Generator<Proc> {
    for (const [id, process] of this.all.entries())
      if (process === ASLEEP && this.#resting!.isAsleep(id)) yield this.of(id);
      else if (process.span >= 0) yield process;
  }

  /** A new process, which has no program yet. On the lane of one that died it goes on with what was done there last. */
  add(place: LaneKind | undefined, lane: number, task: TaskNumber): Proc {
    const needs = place?.cpu ?? this.#caller;
    const holds = needs === 'gil' ? this.#gil : needs;
    const process = new Proc(this.#times, this.all.length, place, holds, lane, task);
    this.all.push(process);
    const before = place && this.#diedOn.size > 0 ? this.#diedOn.get(lane) : undefined;
    if (before) {
      process.last = before.last;
      process.lastEnd = before.lastEnd;
    }
    return process;
  }

  /** The process is over: nothing of it is kept but what others still hold of it. */
  remove(process: Proc): void {
    process.steps = undefined;
    this.all[process.id] = NOBODY;
    if (process.rests) this.#resting!.ended(process);
  }

  /** The process's worker died: the next process on its lane takes over from it. */
  diedOnLane(process: Proc): void {
    this.#diedOn.set(process.lane, process);
  }
}

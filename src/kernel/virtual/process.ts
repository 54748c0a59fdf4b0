/** A generator under way in virtual time: where it stands, what it waits for, and the task that it is doing. */
import type { LaneKind } from '../../engines/facts.ts';
import type { Ending, GetRequest, Process, Queue, Steps, TaskNumber } from '../../engines/vocabulary.ts';
import type { Locking } from './lock.ts';

/**
 * What a process does when it goes on: STEP runs its generator with `value`; BEGIN begins its task; SLEPT and BURNT come after a sleep and
 * after computing; BURN_ON goes on computing after the GIL was taken away in the middle of it; MOVED comes after a move of
 * data, YIELDED after a `sched_yield`; LOCKING tries to get the lock under which it is to compute.
 */
export const STEP = 0;
export const BEGIN = 1;
export const SLEPT = 2;
export const BURNT = 3;
export const BURN_ON = 4;
export const MOVED = 5;
export const YIELDED = 6;
export const LOCKING = 7;

/** What the process's own timer means when it fires: WAKE, that the process goes on; GIL_BURN, that the GIL holder has computed enough. */
export const WAKE = 0;
export const GIL_BURN = 1;

/** Something that keeps a list of the processes that wait for it. */
export interface Waitable {
  forget(process: Proc): void;
}

/** Tasks handed over together. */
export interface Chunk {
  readonly tasks: readonly TaskNumber[];
  /** Of each task that has ended, in order: whether it ended well. */
  readonly oks: boolean[];
  readonly untilFailure: boolean;
}

/** The places of a process's times in `ProcTimes`. */
const READY_AT = 0;
const ASKED_AT = 1;
const FROM = 2;
const DUE = 3;
/** A process sleeps or computes, never both at once: one place serves both. */
const HELD_FROM = DUE;
const WORK = 4;
const TIMES = 5;

/** Times (ms) of all processes of a run, in one array, the times of one process side by side. In fields of a process each would be an object of its own. */
export class ProcTimes {
  of: Float64Array;

  /** `expected`: how many processes there will be, about. */
  constructor(expected: number) {
    this.of = new Float64Array(expected * TIMES);
  }

  /** The process with this id could go on since then (ms). */
  readyAt(id: number, ms: number): void {
    this.of[id * TIMES + READY_AT] = ms;
  }

  /** Makes room for the process with this id. */
  reach(id: number): void {
    if ((id + 1) * TIMES <= this.of.length) return;
    const wider = new Float64Array((Math.ceil(id * 1.5) + 16) * TIMES);
    wider.set(this.of);
    this.of = wider;
  }
}

export class Proc implements Waitable {
  declare readonly [brand]: never;
  /** Its generator, until that ends. A program of one attempt needs none: it has the queue in `results` to put its result into. */
  steps: Steps | undefined = undefined;
  results: Queue | undefined = undefined;
  /** What its generator asked for, where the kernel goes on by itself until there is no more of it; and the task that it does meanwhile, -1 if there is none. */
  serving: GetRequest | undefined = undefined;
  serves: TaskNumber = -1;
  phase = STEP;
  timer = WAKE;
  /** Raised whenever a pending event of this process loses its meaning. */
  stamp = 0;
  /** What the generator's yield gives next, or throws. */
  value: unknown = undefined;
  throwing: Error | undefined = undefined;
  /** It can go on and has not had its turn yet: it waits in a queue of the kernel, of the loop or of the GIL. */
  pending = false;
  waitingOn: Waitable | undefined = undefined;
  /** At a queue: how many items it takes at once; 0 for one, not in a list. */
  takes = 0;
  ending: Ending | undefined = undefined;
  joiners: Proc[] | undefined = undefined;
  /** When its worker was starting (ms). */
  boot: { readonly fromMs: number; readonly toMs: number } | undefined = undefined;

  /**
   * The task under way, -1 if there is none; the row of its span, -1 before the attempt began; the row of the segment under way, -1 if that
   * needs none; and that segment's place in the plan.
   */
  current: TaskNumber = -1;
  span = -1;
  segmentRow = -1;
  segment = 0;
  /** The attempt that was done last on its lane: the row of its span, -1 if there is none, and its number among all attempts that ended. */
  last = -1;
  lastEnd = -1;
  /** The span of the attempt that gave up the permit which this process got; -1 if the permit was free. */
  givenBy = -1;
  /** Whether its last attempt ended `ok`; undefined while it has stopped in the middle of one. */
  ok: boolean | undefined = false;
  chunk: Chunk | undefined = undefined;
  /** Whether it is one of those that are objects only while they go on (`Resting`). */
  rests = false;
  /** How many switches of the GIL it had seen when its interval began. */
  gilNoted = 0;
  /** The lock under which it computes, or is to compute, and how it stands there. */
  locking: Locking<Proc> | undefined = undefined;
  readonly #times: ProcTimes;

  constructor(
    times: ProcTimes,
    public id: number,
    readonly place: LaneKind | undefined,
    readonly holds: 'core' | 'gil' | 'loop',
    public lane: number,
    /** The only task that the process is there for, -1 if it takes any task. */
    public task: TaskNumber,
  ) {
    this.#times = times;
    times.reach(id);
  }

  /** Since when it could have gone on, if the loop or the GIL had been free (ms). */
  get readyAt(): number {
    return this.#times.of[this.id * TIMES + READY_AT]!;
  }
  set readyAt(ms: number) {
    this.#times.of[this.id * TIMES + READY_AT] = ms;
  }

  /** When it was asked to do the task (ms). */
  get askedAt(): number {
    return this.#times.of[this.id * TIMES + ASKED_AT]!;
  }
  set askedAt(ms: number) {
    this.#times.of[this.id * TIMES + ASKED_AT] = ms;
  }

  /** When the stretch under way, or under the GIL its turn, began (ms). */
  get from(): number {
    return this.#times.of[this.id * TIMES + FROM]!;
  }
  set from(ms: number) {
    this.#times.of[this.id * TIMES + FROM] = ms;
  }

  /** When a sleep is due to end (ms). */
  get due(): number {
    return this.#times.of[this.id * TIMES + DUE]!;
  }
  set due(ms: number) {
    this.#times.of[this.id * TIMES + DUE] = ms;
  }

  /** Whether its sleep was due to end before it could go on. Two times that are read would be two objects. */
  get isWokenLate(): boolean {
    const { of } = this.#times;
    return of[this.id * TIMES + READY_AT]! > of[this.id * TIMES + DUE]!;
  }

  /** Where the clock of cores had (`Cores.heldMs`) stood when it began to compute (ms). */
  get heldFrom(): number {
    return this.#times.of[this.id * TIMES + HELD_FROM]!;
  }
  set heldFrom(ms: number) {
    this.#times.of[this.id * TIMES + HELD_FROM] = ms;
  }

  /** How much it computes; under the GIL, what is left of it (ms). */
  get work(): number {
    return this.#times.of[this.id * TIMES + WORK]!;
  }
  set work(ms: number) {
    this.#times.of[this.id * TIMES + WORK] = ms;
  }

  /** `by` waits for the end of this process. */
  joined(by: Proc): this {
    (this.joiners ??= []).push(by);
    return this;
  }

  forget(joiner: Proc): void {
    this.joiners?.splice(this.joiners.indexOf(joiner), 1);
  }
}

declare const brand: unique symbol;

/** A process as the engines' vocabulary has it. */
export const asHandle = (proc: Proc): Process => proc as unknown as Process;
export const asProc = (process: Process): Proc => process as unknown as Proc;

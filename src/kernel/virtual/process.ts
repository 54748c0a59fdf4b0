/** A generator under way in virtual time: where it stands, what it waits for, and the task that it is doing. */
import type { Ending, Place, Process, Queue, Steps, TaskNumber } from '../../engines/vocabulary.ts';

/** What a process does when it goes on: run the generator with `value`, begin the task, or carry on after a sleep, a burn, a pause of a burn. */
export const STEP = 0;
export const BEGIN = 1;
export const SLEPT = 2;
export const BURNT = 3;
export const BURN_ON = 4;

/** What the process's own timer means when it fires: go on; the GIL holder's computing is done. */
export const WAKE = 0;
export const GIL_BURN = 1;

/** Something that keeps a list of those who wait for it. */
export interface Waitable {
  forget(process: Proc): void;
}

/** Tasks handed over together. */
export interface Chunk {
  readonly tasks: readonly TaskNumber[];
  /** How those that ended did. */
  readonly oks: boolean[];
  readonly untilFailure: boolean;
}

/** Where a process's numbers stand in its record: times, then whole numbers, of which two take the room of a time. It fills a line of a cache. */
const READY_AT = 0;
const ASKED_AT = 1;
const FROM = 2;
const DUE = 3;
const WORK = 4;
const RECORD = 8;
const STAMP = 10;
const PENDING = 11;
const LAST_END = 12;
const GIVEN_BY = 13;
const GIL_NOTED = 14;
const TAKES = 15;
const INTS = 2 * RECORD;

/**
 * Numbers of all processes of a run, those of one side by side: what a queue of a million has to know of each, without a look at
 * objects far apart. A time in a field of an object would be an object of its own besides.
 */
export class ProcNumbers {
  times = new Float64Array(0);
  ints = new Int32Array(0);

  /** `expected`: how many processes there will be, about. */
  constructor(expected: number) {
    this.#resize(expected);
  }

  /** Makes room for the process with this id. */
  reach(id: number): void {
    if ((id + 1) * RECORD > this.times.length) this.#resize(Math.ceil(id * 1.5) + 16);
  }

  stampOf(id: number): number {
    return this.ints[id * INTS + STAMP]!;
  }

  /** The process can go on from now on. */
  setReady(id: number, nowMs: number): void {
    this.ints[id * INTS + PENDING] = 1;
    this.times[id * RECORD + READY_AT] = nowMs;
  }

  #resize(processes: number): void {
    const { times } = this;
    this.times = new Float64Array(processes * RECORD);
    this.times.set(times);
    this.ints = new Int32Array(this.times.buffer);
  }
}

export class Proc implements Waitable {
  declare readonly [brand]: never;
  /** Its generator, until it ends; of the program `attempt`, which needs none, where the result goes. */
  steps: Steps | undefined = undefined;
  results: Queue | undefined = undefined;
  phase = STEP;
  timer = WAKE;
  /** What the generator's yield gives next, or throws. */
  value: unknown = undefined;
  throwing: Error | undefined = undefined;
  waitingOn: Waitable | undefined = undefined;
  ending: Ending | undefined = undefined;
  joiners: Proc[] | undefined = undefined;
  /** From when to when its worker was starting (ms). */
  boot: { readonly fromMs: number; readonly toMs: number } | undefined = undefined;

  /** The task under way, -1 if none; its span's row, -1 before it began; its open segment's row, -1 if it needs none, and its place in the plan. */
  current: TaskNumber = -1;
  span = -1;
  segmentRow = -1;
  segment = 0;
  /** The attempt that it, or who had its lane before, did last: its span's row, -1 if none. */
  last = -1;
  ok = false;
  chunk: Chunk | undefined = undefined;
  readonly #numbers: ProcNumbers;

  constructor(
    numbers: ProcNumbers,
    readonly id: number,
    readonly place: Place | undefined,
    readonly holds: 'core' | 'gil' | 'loop',
    readonly lane: number,
    /** The one task that it is there for, -1 if it takes any. */
    readonly task: TaskNumber,
  ) {
    this.#numbers = numbers;
    numbers.reach(id);
    this.lastEnd = this.givenBy = -1;
  }

  /** Since when it could go on, but for the loop or the GIL (ms). */
  get readyAt(): number {
    return this.#numbers.times[this.id * RECORD + READY_AT]!;
  }
  set readyAt(ms: number) {
    this.#numbers.times[this.id * RECORD + READY_AT] = ms;
  }

  /** When it was asked to do the task (ms). */
  get askedAt(): number {
    return this.#numbers.times[this.id * RECORD + ASKED_AT]!;
  }
  set askedAt(ms: number) {
    this.#numbers.times[this.id * RECORD + ASKED_AT] = ms;
  }

  /** When the stretch under way, or under the GIL its turn, began (ms). */
  get from(): number {
    return this.#numbers.times[this.id * RECORD + FROM]!;
  }
  set from(ms: number) {
    this.#numbers.times[this.id * RECORD + FROM] = ms;
  }

  /** When a sleep is due to end (ms). */
  get due(): number {
    return this.#numbers.times[this.id * RECORD + DUE]!;
  }
  set due(ms: number) {
    this.#numbers.times[this.id * RECORD + DUE] = ms;
  }

  /** How much it computes; under the GIL, what is left of it (ms). */
  get work(): number {
    return this.#numbers.times[this.id * RECORD + WORK]!;
  }
  set work(ms: number) {
    this.#numbers.times[this.id * RECORD + WORK] = ms;
  }

  /** Raised whenever a pending event of this process loses its meaning. */
  get stamp(): number {
    return this.#numbers.ints[this.id * INTS + STAMP]!;
  }
  set stamp(value: number) {
    this.#numbers.ints[this.id * INTS + STAMP] = value;
  }

  /** Runnable already, or on its way through the loop's or the GIL's queue. */
  get pending(): boolean {
    return this.#numbers.ints[this.id * INTS + PENDING] === 1;
  }
  set pending(is: boolean) {
    this.#numbers.ints[this.id * INTS + PENDING] = is ? 1 : 0;
  }

  /** The number among all ends of the attempt that it did last. */
  get lastEnd(): number {
    return this.#numbers.ints[this.id * INTS + LAST_END]!;
  }
  set lastEnd(value: number) {
    this.#numbers.ints[this.id * INTS + LAST_END] = value;
  }

  /** The span of who handed it its permit; -1 if the permit was free. */
  get givenBy(): number {
    return this.#numbers.ints[this.id * INTS + GIVEN_BY]!;
  }
  set givenBy(value: number) {
    this.#numbers.ints[this.id * INTS + GIVEN_BY] = value;
  }

  /** How many switches of the GIL it had seen when its interval began. */
  get gilNoted(): number {
    return this.#numbers.ints[this.id * INTS + GIL_NOTED]!;
  }
  set gilNoted(value: number) {
    this.#numbers.ints[this.id * INTS + GIL_NOTED] = value;
  }

  /** At a queue: how many items it takes at once; 0 for one, not in a list. */
  get takes(): number {
    return this.#numbers.ints[this.id * INTS + TAKES]!;
  }
  set takes(value: number) {
    this.#numbers.ints[this.id * INTS + TAKES] = value;
  }

  /** The other one waits for its end. */
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

/** A generator under way in virtual time: where it stands, what it waits for, and the task that it is doing. */
import type { Ending, Place, Process, Steps, TaskNumber } from '../../engines/vocabulary.ts';
import type { Burner } from './cores.ts';

/** What a process does when it goes on: run the generator with `value`, begin the task, or carry on after a sleep, a burn, a pause of a burn. */
export const STEP = 0;
export const BEGIN = 1;
export const SLEPT = 2;
export const BURNT = 3;
export const BURN_ON = 4;

/** What the process's own timer means when it fires: go on; a GIL waiter's interval has passed; the GIL holder's computing is done. */
export const WAKE = 0;
export const GIL_INTERVAL = 1;
export const GIL_BURN = 2;

/** Something that keeps a list of those who wait for it. */
export interface Waitable {
  forget(process: Proc): void;
}

const NO_OKS: boolean[] = [];

export class Proc implements Burner {
  declare readonly [brand]: never;
  phase = STEP;
  timer = WAKE;
  /** Raised whenever a pending event of this process loses its meaning. */
  stamp = 0;
  /** What the generator's yield gives next, or throws. */
  value: unknown = undefined;
  throwing: Error | undefined = undefined;
  /** Since when it could go on, but for the loop or the GIL (ms). */
  readyAt = Number.NaN;
  /** Runnable already, or on its way through the loop's or the GIL's queue. */
  pending = false;
  waitingOn: Waitable | undefined = undefined;
  /** At a queue: how many items it takes at once; 0 for one, not in a list. */
  takes = 0;
  ending: Ending | undefined = undefined;
  joiners: Proc[] | undefined = undefined;
  /** From when to when its worker was starting (ms). */
  boot: { readonly fromMs: number; readonly toMs: number } | undefined = undefined;

  /** The task under way, -1 if none; its span's row, -1 before it began; its open segment's row, -1 if it needs none. */
  current: TaskNumber = -1;
  span = -1;
  segmentRow = -1;
  segment = 0;
  /** The attempt that it, or who had its lane before, did last: its span's row, -1 if none, and its number among all ends. */
  last = -1;
  lastEnd = -1;
  /** The span of who handed it its permit; -1 if the permit was free. */
  givenBy = -1;
  /** When it was asked to do the task (ms). */
  askedAt = Number.NaN;
  /** When the stretch under way, or under the GIL its turn, began; when a sleep is due to end (ms). */
  from = Number.NaN;
  due = Number.NaN;
  /** How much it computes; under the GIL, what is left of it (ms). */
  work = Number.NaN;
  ok = false;
  /** The tasks handed over together, and how those that ended did. */
  chunk: readonly TaskNumber[] | undefined = undefined;
  oks: boolean[] = NO_OKS;
  untilFailure = false;

  coreTarget = Number.NaN;
  coreOrder = 0;
  coreSlot = -1;
  gilNoted = 0;

  constructor(
    readonly id: number,
    public steps: Steps,
    readonly place: Place | undefined,
    readonly holds: 'core' | 'gil' | 'loop',
    readonly lane: number,
    /** The one task that it is there for, -1 if it takes any. */
    readonly task: TaskNumber,
  ) {}

  /** The other one waits for its end. */
  joined(by: Proc): Waitable {
    const joiners = (this.joiners ??= []);
    joiners.push(by);
    return { forget: (who) => joiners.splice(joiners.indexOf(who), 1) };
  }
}

declare const brand: unique symbol;

/** A process as the engines' vocabulary has it. */
export const asHandle = (proc: Proc): Process => proc as unknown as Process;
export const asProc = (process: Process): Proc => process as unknown as Proc;

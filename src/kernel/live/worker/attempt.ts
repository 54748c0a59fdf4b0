/** One attempt at a task inside a worker: burns and sleeps its segments, and logs them. Made once a worker, no object a task. */
import { outcomeNumber, SEGMENT_KINDS } from '../../../trace/trace.ts';
import { burn } from '../platform/burn.ts';
import type { Stamps } from '../platform/stamps.ts';
import { BEGIN, END, INSTANT, type Log, SEGMENT, SEGMENT_END } from '../record/log.ts';
import { dies, raises, type TaskColumns } from '../record/task-columns.ts';
import type { Hold } from '../sync/gil-lock.ts';
import { slowness } from '../sync/worker-state.ts';
import type { TaskLocks } from './task-locks.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const KILLED = outcomeNumber('killed');
const SLEEP = SEGMENT_KINDS.indexOf('sleep');

/** What computing takes beside a core. */
export interface Holding {
  readonly hold?: Hold | undefined;
  /** Called now and then while it computes: what it throws ends that. */
  readonly look?: (() => void) | undefined;
  readonly locks?: TaskLocks | undefined;
}

export class Attempt {
  /** How the last one ended; undefined while one has stopped in its midst. */
  ok: boolean | undefined = false;
  dies = false;
  readonly #tasks: TaskColumns;
  readonly #log: Log;
  readonly #roundsPerMs: number;
  readonly #look: (() => void) | undefined;
  readonly #hold: Hold | undefined;
  readonly #locks: TaskLocks | undefined;
  readonly #state: Int32Array;
  #slot = 0;
  #task = 0;
  /** The segment that comes next, and where the task's segments end. */
  #segment = 0;
  #end = 0;
  /** Before this segment it stops for now. */
  #stopAt = Number.POSITIVE_INFINITY;
  /** It is the task's only one: it fills the attempt, and nothing is logged of it. */
  #only = false;
  #sleeping = false;

  /** `state`: the worker's, which may be slowed. */
  constructor(
    tasks: TaskColumns,
    log: Log,
    roundsPerMs: number,
    state: Int32Array,
    { hold, look = hold && (() => hold.look()), locks }: Holding = {},
  ) {
    this.#state = state;
    this.#tasks = tasks;
    this.#log = log;
    this.#roundsPerMs = roundsPerMs;
    this.#hold = hold;
    this.#look = look;
    this.#locks = locks;
  }

  /** Begins attempt `slot`, asked for at `asked` (ms of the run, NaN if the page knows). */
  begin(slot: number, asked: number, now: number): void {
    this.#slot = slot;
    const { taskOf, firstSegment, segmentsAt } = this.#tasks;
    const task = taskOf[slot]!;
    this.#task = task;
    const list = segmentsAt[slot]!;
    this.#segment = firstSegment[list]!;
    this.#end = firstSegment[list + 1]!;
    this.#only = this.#end - this.#segment === 1;
    this.#stopAt = Number.POSITIVE_INFINITY;
    this.#log.write(BEGIN, slot, asked, now);
  }

  /** These attempts fail: where memory is not shared nobody else tells the worker. */
  strike(slots: readonly number[]): void {
    for (const slot of slots) this.#tasks.struck[slot] = 1;
  }

  /** From here it does so many segments, then stops for now if some are left. */
  stopAfter(segments: number): void {
    this.#stopAt = this.#segment + segments;
  }

  /** An exception is raised in it: it ends here. */
  interrupt(now: number): void {
    if (!this.#only) this.#log.write(SEGMENT_END, 0, 0, now);
    this.#sleeping = false;
    this.ok = this.dies = false;
    this.#log.write(END, FAILED, 0, now);
  }

  /** Does attempt `slot` at a task of no segments, asked for at that moment: all of it is one. */
  pass(slot: number, now: number): void {
    this.#slot = slot;
    this.#task = this.#tasks.taskOf[slot]!;
    this.#log.write(INSTANT, slot, this.#outcome(), now);
  }

  /** Goes on until the next sleep, and gives its milliseconds; -1 once the attempt has ended, or stops for now. */
  next(stamps: Stamps): number {
    const tasks = this.#tasks;
    const log = this.#log;
    if (this.#sleeping) {
      this.#sleeping = false;
      this.#hold?.takeAgain();
      stamps.passed();
      if (!this.#only) log.write(SEGMENT_END, 0, 0, stamps.now());
    }
    while (this.#segment < this.#end) {
      if (this.#segment >= this.#stopAt) {
        this.ok = undefined;
        return -1;
      }
      const kind = tasks.kind[this.#segment]!;
      const lock = this.#lockOf(this.#segment);
      const ms = tasks.ms[this.#segment++]! * slowness(this.#state);
      if (!this.#only) log.write(SEGMENT, kind, 0, stamps.now());
      if (kind === SLEEP) {
        this.#sleeping = true;
        this.#hold?.letGo();
        return ms;
      }
      if (lock > 0) this.#burnUnder(lock - 1, ms);
      else this.#burn(ms, this.#look);
      stamps.passed();
      if (!this.#only) log.write(SEGMENT_END, 0, 0, stamps.now());
    }
    log.write(END, this.#outcome(), 0, stamps.now());
    return -1;
  }

  #burn(ms: number, look: (() => void) | undefined): void {
    this.#hold?.begin();
    burn(ms, this.#roundsPerMs, look);
    this.#hold?.end();
  }

  #burnUnder(lock: number, ms: number): void {
    const locks = this.#locks!;
    locks.take(lock);
    this.#burn(ms, () => {
      locks.look(lock);
      this.#look?.();
    });
    const again = this.#segment < this.#end && this.#lockOf(this.#segment) === lock + 1;
    locks.release(lock, again);
  }

  /** The lock under which a segment computes, from 1; 0 where it does not compute at all, or nobody can want the same. */
  #lockOf(segment: number): number {
    const { lock, ms } = this.#tasks;
    return this.#locks && lock && ms[segment]! > 0 ? lock[segment]! : 0;
  }

  /** How it ends. */
  #outcome(): number {
    this.dies = dies(this.#tasks, this.#task, this.#slot);
    this.ok = !this.dies && !raises(this.#tasks, this.#task, this.#slot);
    return this.dies ? KILLED : this.ok ? OK : FAILED;
  }
}

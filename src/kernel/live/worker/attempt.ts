/** One attempt at a task inside a worker: burns and sleeps its segments, and logs them. Made once a worker, no object a task. */
import { outcomeNumber, SEGMENT_KINDS } from '../../../trace/trace.ts';
import { burn } from '../platform/burn.ts';
import type { Stamps } from '../platform/stamps.ts';
import { BEGIN, END, INSTANT, type Log, SEGMENT, SEGMENT_END } from '../record/log.ts';
import { dies, raises, type TaskColumns } from '../record/task-columns.ts';
import type { Hold } from '../sync/gil-lock.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const KILLED = outcomeNumber('killed');
const SLEEP = SEGMENT_KINDS.indexOf('sleep');

export class Attempt {
  /** How the last one ended. */
  ok = false;
  dies = false;
  readonly #tasks: TaskColumns;
  readonly #log: Log;
  readonly #roundsPerMs: number;
  readonly #look: (() => void) | undefined;
  readonly #hold: Hold | undefined;
  #slot = 0;
  #task = 0;
  /** The segment that comes next, and where the task's segments end. */
  #segment = 0;
  #end = 0;
  /** It is the task's only one: it fills the attempt, and nothing is logged of it. */
  #only = false;
  #sleeping = false;

  constructor(tasks: TaskColumns, log: Log, roundsPerMs: number, hold?: Hold) {
    this.#tasks = tasks;
    this.#log = log;
    this.#roundsPerMs = roundsPerMs;
    this.#hold = hold;
    this.#look = hold && (() => hold.look());
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
    this.#log.write(BEGIN, slot, asked, now);
  }

  /** Does attempt `slot` at a task of no segments, asked for at that moment: all of it is one. */
  pass(slot: number, now: number): void {
    this.#slot = slot;
    this.#task = this.#tasks.taskOf[slot]!;
    this.#log.write(INSTANT, slot, this.#outcome(), now);
  }

  /** Goes on until the next sleep, and gives its milliseconds; -1 once the attempt has ended. */
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
      const kind = tasks.kind[this.#segment]!;
      const ms = tasks.ms[this.#segment++]!;
      if (!this.#only) log.write(SEGMENT, kind, 0, stamps.now());
      if (kind === SLEEP) {
        this.#sleeping = true;
        this.#hold?.letGo();
        return ms;
      }
      this.#hold?.begin();
      burn(ms, this.#roundsPerMs, this.#look);
      this.#hold?.end();
      stamps.passed();
      if (!this.#only) log.write(SEGMENT_END, 0, 0, stamps.now());
    }
    log.write(END, this.#outcome(), 0, stamps.now());
    return -1;
  }

  /** How it ends. */
  #outcome(): number {
    this.dies = dies(this.#tasks, this.#task, this.#slot);
    this.ok = !this.dies && !raises(this.#tasks, this.#task, this.#slot);
    return this.dies ? KILLED : this.ok ? OK : FAILED;
  }
}

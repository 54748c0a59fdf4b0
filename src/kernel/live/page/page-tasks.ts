/** Tasks on the page's main thread: each stretch that computes burns there, each sleep is a timer, and the event loop gives the turns. */
import type { TaskNumber } from '../../../engines/vocabulary.ts';
import { causeNumber } from '../../../trace/cause.ts';
import { outcomeNumber, SEGMENT_KINDS, TURN_RESOURCES } from '../../../trace/trace.ts';
import { raises } from '../record/task-columns.ts';
import type { PageProcess } from './page-process.ts';
import type { PageRun } from './page-run.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const CANCELLED = outcomeNumber('cancelled');
const LOOP = causeNumber('loop');
const SLEEP = SEGMENT_KINDS.indexOf('sleep');
const TURN = {
  loop: TURN_RESOURCES.indexOf('loop'),
  ready: TURN_RESOURCES.indexOf('ready'),
  timer: TURN_RESOURCES.indexOf('timer'),
};

export class PageTasks {
  readonly #run: PageRun;
  readonly #tellsQueues: boolean;

  /** `tellsQueues`: the loop's ready queue and timers are told turn by turn. */
  constructor(run: PageRun, tellsQueues: boolean) {
    this.#run = run;
    this.#tellsQueues = tellsQueues;
  }

  /** Does a task; true if it has ended already, `ok` (in a chunk also `oks`) telling how. */
  start(process: PageProcess, task: TaskNumber): boolean {
    const { recorder, stamps, eventLoop } = this.#run;
    const { book } = recorder;
    const slot = book.take(task);
    process.slot = slot;
    book.at.requested[slot] = stamps.now();
    if (process.place!.fresh) {
      eventLoop.begin(process);
      return false;
    }
    return this.#begin(process);
  }

  /** The process's turn in the midst of a task or at its begin; true once its task, or its chunk, has ended. */
  turn(process: PageProcess): boolean {
    if (this.#tellsQueues) this.#tellQueues(process);
    if (process.next === 'wake') this.#slept(process);
    const over = process.next === 'begin' ? this.#begin(process) : this.#segments(process);
    if (!over) return false;
    process.value = process.chunk ? process.oks : process.ok;
    process.chunk = undefined;
    return true;
  }

  /** The first turn of a process that is there for one task came late: it waited for its place, then for the loop. */
  lateTurn(process: PageProcess): void {
    if (process.task < 0 || !process.place || process.slot >= 0) return;
    const { recorder, stamps } = this.#run;
    recorder.waited(process.task, causeNumber(process.place.waitsFor), process.readyAt);
    recorder.waited(process.task, LOOP, stamps.now());
  }

  /** The process was cancelled: what it had begun ends with that. */
  breakOff(process: PageProcess): void {
    const { recorder, stamps } = this.#run;
    if (process.row >= 0) recorder.breakOff(process.row, CANCELLED, stamps.now());
    else if (process.slot >= 0) recorder.book.giveBack(recorder.tasks.taskOf[process.slot]!);
    process.slot = process.row = -1;
    process.chunk = undefined;
  }

  /** Computes outside any task. */
  compute(ms: number): void {
    const { mainLoop, stamps, roundsPerMs } = this.#run;
    mainLoop.burn(ms, roundsPerMs);
    stamps.passed();
  }

  #begin(process: PageProcess): boolean {
    const { recorder, stamps } = this.#run;
    const { slot } = process;
    const { tasks, book } = recorder;
    const task = tasks.taskOf[slot]!;
    const asked = book.at.requested[slot]!;
    const lane = laneOf(process, task);
    process.row = recorder.begin(slot, lane, asked, stamps.now(), LOOP, undefined, process.givenBy);
    process.segment = tasks.firstSegment[tasks.segmentsAt[slot]!]!;
    return this.#segments(process);
  }

  /** Goes through the segments until one takes time elsewhere; true once the attempt, or the chunk, has ended. */
  #segments(process: PageProcess): boolean {
    const { recorder, stamps, mainLoop, eventLoop, roundsPerMs } = this.#run;
    const { tasks } = recorder;
    const task = tasks.taskOf[process.slot]!;
    const last = tasks.firstSegment[tasks.segmentsAt[process.slot]! + 1]!;
    while (process.segment < last) {
      const kind = tasks.kind[process.segment]!;
      const ms = tasks.ms[process.segment]!;
      const now = stamps.now();
      process.segmentRow = recorder.segment(process.row, kind, now);
      if (kind === SLEEP) {
        process.at = 'sleep';
        process.sleptFrom = now;
        process.due = now + ms;
        eventLoop.sleep(process);
        return false;
      }
      process.segment++;
      mainLoop.burn(ms, roundsPerMs);
      stamps.passed();
      const done = stamps.now();
      recorder.endSegment(process.segmentRow, done);
      if (ms > 0) recorder.turn(TURN.loop, task, laneOf(process, task), now, done);
      // What computes next does so in a macrotask of its own, so that Cancel can get in between.
      if (process.segment < last && tasks.kind[process.segment] !== SLEEP) {
        eventLoop.goOn(process);
        return false;
      }
    }
    return this.#ended(process, task);
  }

  /** The attempt has ended; true if there is nothing left of a chunk. */
  #ended(process: PageProcess, task: TaskNumber): boolean {
    const { recorder, stamps } = this.#run;
    const ok = !raises(recorder.tasks, task, process.slot);
    recorder.end(process.row, ok ? OK : FAILED, stamps.now());
    process.last = process.slot;
    process.slot = process.row = -1;
    process.ok = ok;
    const { chunk, oks } = process;
    if (!chunk) return true;
    oks.push(ok);
    if (oks.length === chunk.length || (process.untilFailure && !ok)) return true;
    return this.start(process, chunk[oks.length]!);
  }

  /** Its sleep is over, and it has its turn. */
  #slept(process: PageProcess): void {
    const { recorder, stamps, mainLoop, base } = this.#run;
    const now = stamps.now();
    recorder.endSegment(process.segmentRow, now);
    // It is late because of others if the main thread computed after it was due; else because timers are.
    if (mainLoop.lastBurnEnd + base > process.due) recorder.wait(process.row, LOOP, process.due, now);
    process.segment++;
  }

  /** How long it lay among the timers, and in the ready queue, up to this turn. */
  #tellQueues(process: PageProcess): void {
    const { recorder, stamps } = this.#run;
    const now = stamps.now();
    const task = recorder.tasks.taskOf[process.slot]!;
    const lane = laneOf(process, task);
    if (process.next === 'wake') {
      const due = Math.min(process.due, now);
      if (due > process.sleptFrom) recorder.turn(TURN.timer, task, lane, process.sleptFrom, due);
      if (now > due) recorder.turn(TURN.ready, task, lane, due, now);
    } else if (process.next === 'begin') {
      const asked = recorder.book.at.requested[process.slot]!;
      if (now > asked) recorder.turn(TURN.ready, task, lane, asked, now);
    }
  }
}

const laneOf = ({ place, lane }: PageProcess, task: TaskNumber): number => (place!.perTask ? task : lane);

/** Tasks on the page's main thread: each stretch that computes burns there, each sleep is a timer, and the loop hands out the turns. */
import type { TaskNumber } from '../../../engines/vocabulary.ts';
import { causeNumber } from '../../../trace/cause.ts';
import { outcomeNumber, SEGMENT_KINDS, TURN_RESOURCES } from '../../../trace/trace.ts';
import type { Recorder } from '../record/recorder.ts';
import { raises } from '../record/task-columns.ts';
import { mainLoop } from './main-loop.ts';
import type { Next, PageProcess } from './page-process.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const LOOP = causeNumber('loop');
const SLEEP = SEGMENT_KINDS.indexOf('sleep');
const TURN = {
  loop: TURN_RESOURCES.indexOf('loop'),
  ready: TURN_RESOURCES.indexOf('ready'),
  timer: TURN_RESOURCES.indexOf('timer'),
};

/** What tasks on the main thread need of their driver. */
export interface TaskHost {
  /** Milliseconds of the run; `passed`: time has gone by since it was last asked. */
  now(): number;
  passed(): void;
  wantTurn(process: PageProcess, next: Next): void;
  /** The process gets a turn in which it wakes, after so long. */
  sleep(process: PageProcess, ms: number): void;
  /** The task, or the chunk, is over: the generator hears of it. */
  wake(process: PageProcess, value: unknown): void;
}

export class PageTasks {
  readonly #host: TaskHost;
  readonly #recorder: Recorder;
  readonly #roundsPerMs: number;
  readonly #base: number;
  readonly #tellsQueues: boolean;

  /** `tellsQueues`: the loop's ready queue and timers are told turn by turn. `base` makes times of the run from `performance.now()`. */
  constructor(host: TaskHost, recorder: Recorder, roundsPerMs: number, base: number, tellsQueues: boolean) {
    this.#host = host;
    this.#recorder = recorder;
    this.#roundsPerMs = roundsPerMs;
    this.#base = base;
    this.#tellsQueues = tellsQueues;
  }

  /** Does a task; true if it has ended already, `ok` (in a chunk also `oks`) telling how. */
  start(process: PageProcess, task: TaskNumber): boolean {
    const { ledger } = this.#recorder;
    const slot = ledger.take(task);
    process.slot = slot;
    ledger.at.requested[slot] = this.#host.now();
    if (process.place!.fresh) {
      this.#host.wantTurn(process, 'begin');
      return false;
    }
    return this.#begin(process);
  }

  /** The process's turn, in the midst of a task or at its begin. */
  turn(process: PageProcess): void {
    if (this.#tellsQueues) this.#tellQueues(process);
    if (process.next === 'wake') this.#slept(process);
    const over = process.next === 'begin' ? this.#begin(process) : this.#segments(process);
    if (!over) return;
    this.#host.wake(process, process.chunk ? process.oks : process.ok);
    process.chunk = undefined;
  }

  /** Computes outside any task. */
  compute(ms: number): void {
    mainLoop.burn(ms, this.#roundsPerMs);
    this.#host.passed();
  }

  #begin(process: PageProcess): boolean {
    const { slot, place } = process;
    const { tasks, ledger } = this.#recorder;
    const task = tasks.taskOf[slot]!;
    const lane = place!.perTask ? task : process.lane;
    const now = this.#host.now();
    const asked = ledger.at.requested[slot]!;
    process.row = this.#recorder.begin(slot, lane, asked, now, LOOP, undefined, process.givenBy);
    process.segment = tasks.firstSegment[task]!;
    return this.#segments(process);
  }

  /** Goes through the segments until one takes time elsewhere; true once the attempt has ended. */
  #segments(process: PageProcess): boolean {
    const recorder = this.#recorder;
    const host = this.#host;
    const { tasks } = recorder;
    const task = tasks.taskOf[process.slot]!;
    const last = tasks.firstSegment[task + 1]!;
    while (process.segment < last) {
      const kind = tasks.kind[process.segment]!;
      const ms = tasks.ms[process.segment]!;
      const now = host.now();
      process.segmentRow = recorder.segment(process.row, kind, now);
      if (kind === SLEEP) {
        process.at = 'sleep';
        process.nap = { from: now, due: now + ms };
        host.sleep(process, ms);
        return false;
      }
      process.segment++;
      mainLoop.burn(ms, this.#roundsPerMs);
      host.passed();
      const done = host.now();
      recorder.endSegment(process.segmentRow, done);
      if (ms > 0) recorder.turn(TURN.loop, task, this.#laneOf(process, task), now, done);
      // What computes next does so in a macrotask of its own, so that Cancel can get in between.
      if (process.segment < last && tasks.kind[process.segment] !== SLEEP) {
        host.wantTurn(process, 'segment');
        return false;
      }
    }
    const ok = !raises(tasks, task, process.slot);
    recorder.end(process.row, ok ? OK : FAILED, host.now());
    process.last = process.slot;
    process.slot = process.row = -1;
    process.ok = ok;
    return !process.chunk || this.#chunkGoesOn(process, process.chunk);
  }

  /** After a task: true if there is nothing left of a chunk. */
  #chunkGoesOn(process: PageProcess, chunk: readonly TaskNumber[]): boolean {
    const { ok, oks } = process;
    oks.push(ok);
    if (oks.length === chunk.length || (process.untilFailure && !ok)) return true;
    return this.start(process, chunk[oks.length]!);
  }

  /** Its sleep is over, and it has its turn. */
  #slept(process: PageProcess): void {
    const recorder = this.#recorder;
    const now = this.#host.now();
    recorder.endSegment(process.segmentRow, now);
    // It is late because of others if the main thread computed after it was due; else because timers are.
    const { due } = process.nap!;
    if (mainLoop.lastBurnEnd + this.#base > due) recorder.wait(process.row, LOOP, due, now);
    process.nap = undefined;
    process.segment++;
  }

  /** How long it lay among the timers, and in the ready queue, up to this turn. */
  #tellQueues(process: PageProcess): void {
    const { recorder, now } = { recorder: this.#recorder, now: this.#host.now() };
    const task = recorder.tasks.taskOf[process.slot]!;
    const lane = this.#laneOf(process, task);
    if (process.next === 'wake') {
      const { from, due: dueAt } = process.nap!;
      const due = Math.min(dueAt, now);
      if (due > from) recorder.turn(TURN.timer, task, lane, from, due);
      if (now > due) recorder.turn(TURN.ready, task, lane, due, now);
    } else if (process.next === 'begin') {
      const asked = recorder.ledger.at.requested[process.slot]!;
      if (now > asked) recorder.turn(TURN.ready, task, lane, asked, now);
    }
  }

  #laneOf({ place, lane }: PageProcess, task: TaskNumber): number {
    return place!.perTask ? task : lane;
  }
}

/**
 * Processes of one attempt that nobody names again (`spawnUnnamed`), while they have not begun or are asleep: a task and a span in two
 * columns. There may be as many as tasks, and an object for each, of which few go on at a time, would take most of a prediction.
 */
import type { LaneKind } from '../../engines/facts.ts';
import type { Queue, TaskNumber } from '../../engines/vocabulary.ts';
import { Proc, type ProcTimes, SLEPT, STEP } from './process.ts';

/** What all of a run have in common. */
interface Kind {
  readonly place: LaneKind;
  readonly results: Queue;
}

export class Resting {
  readonly #times: ProcTimes;
  /** By id: the task, and the row of its span, -1 before that began. */
  #tasks: Int32Array = new Int32Array(0);
  #spans: Int32Array = new Int32Array(0);
  #kind: Kind | undefined;
  /** Objects of processes that rest or have ended. */
  readonly #spare: Proc[] = [];

  constructor(times: ProcTimes) {
    this.#times = times;
  }

  /** Takes in a process that can begin; false if it is not of the same kind as all others. `expected`: how many ids there will be, about. */
  add(id: number, task: TaskNumber, { place, results }: Kind, nowMs: number, expected: number): boolean {
    this.#kind ??= { place, results };
    if (this.#kind.place !== place || this.#kind.results !== results) return false;
    if (id >= this.#tasks.length) this.#grow(Math.max(expected, Math.ceil(id * 1.5) + 16));
    this.#times.reach(id);
    this.#times.readyAt(id, nowMs);
    this.#tasks[id] = task;
    this.#spans[id] = -1;
    return true;
  }

  /** The process sleeps, in the only stretch of its attempt. */
  rest(process: Proc): void {
    this.#spans[process.id] = process.span;
    this.#spare.push(process);
  }

  /** The process has ended. */
  ended(process: Proc): void {
    this.#spare.push(process);
  }

  isAsleep(id: number): boolean {
    return this.#spans[id]! >= 0;
  }

  /** The process as an object, about to begin or asleep. `segmentOf`: by task, its only segment in the plan. */
  wake(id: number, segmentOf: Int32Array): Proc {
    const { place, results } = this.#kind!;
    const task = this.#tasks[id]!;
    const span = this.#spans[id]!;
    const process = this.#spare.pop() ?? new Proc(this.#times, id, place, 'loop', task, task);
    process.id = id;
    process.lane = process.task = task;
    process.rests = true;
    process.results = results;
    process.span = span;
    process.current = span < 0 ? -1 : task;
    process.segment = segmentOf[task]!;
    process.phase = span < 0 ? STEP : SLEPT;
    process.pending = span < 0;
    process.stamp = 0;
    process.value = undefined;
    process.ending = undefined;
    process.segmentRow = process.last = process.lastEnd = -1;
    process.ok = false;
    return process;
  }

  #grow(length: number): void {
    const wider = (old: Int32Array): Int32Array => {
      const made = new Int32Array(length);
      made.set(old);
      return made;
    };
    this.#tasks = wider(this.#tasks);
    this.#spans = wider(this.#spans);
  }
}

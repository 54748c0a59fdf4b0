/** A process goes on: with what it was doing, or its generator does, until that blocks. */
import { asResult } from '../../engines/attempt.ts';
import type { GetRequest, Queue, Request, TaskNumber } from '../../engines/vocabulary.ts';
import type { Meter } from './budget.ts';
import type { Endings } from './endings.ts';
import { BEGIN, BURN_ON, BURNT, LOCKING, MOVED, type Proc, SLEPT, STEP, YIELDED } from './process.ts';
import type { Requests } from './requests.ts';
import type { Tasks } from './tasks.ts';
import type { Yields } from './yields.ts';

/** What going on needs of the kernel. */
export interface ProgressHost {
  readonly now: number;
  readonly meter: Meter;
  readonly tasks: Tasks;
  readonly requests: Requests;
  readonly endings: Endings;
  /** The process sleeps, and need not be an object meanwhile. */
  rest(process: Proc): void;
}

export interface ProgressOf {
  /** Whether the trace is to tell how processes lay in the queues of an event loop. */
  readonly tellsQueues: boolean;
  /** Undefined where nobody yields before parking. */
  readonly yields: Yields | undefined;
  /** The process whose generator runs, or ran last. */
  readonly running: Proc;
}

export class Progress {
  running: Proc;
  readonly #host: ProgressHost;
  readonly #tellsQueues: boolean;
  readonly #yields: Yields | undefined;

  constructor(host: ProgressHost, { tellsQueues, yields, running }: ProgressOf) {
    this.#host = host;
    this.#tellsQueues = tellsQueues;
    this.#yields = yields;
    this.running = running;
  }

  /** The process has what its code needs, and goes on where it stopped. */
  carryOn(process: Proc): void {
    const { tasks } = this.#host;
    process.pending = false;
    if (this.#tellsQueues && process.holds === 'loop') tasks.tellQueues(process);
    if (process.throwing && process.phase !== STEP) {
      this.#host.endings.thrown(process);
      return;
    }
    switch (process.phase) {
      case STEP:
        if (process.holds !== 'core') tasks.lateTurn(process);
        this.step(process);
        return;
      case BEGIN:
        tasks.begin(process);
        return;
      case SLEPT:
        tasks.slept(process);
        return;
      case BURN_ON:
        tasks.burnOn(process);
        return;
      case BURNT:
        if (process.current >= 0) {
          tasks.burnt(process);
          return;
        }
        // The process computed outside a task.
        process.phase = STEP;
        this.step(process);
        return;
      case YIELDED:
        if (this.#yields!.yielded(process)) this.step(process);
        return;
      case LOCKING:
        tasks.locking(process);
        return;
      case MOVED:
        process.phase = STEP;
        process.waitingOn = undefined;
        this.step(process);
    }
  }

  /** Runs the generator until it blocks. */
  step(process: Proc): void {
    if (process.throwing) this.#host.requests.giveUp(process);
    this.running = process;
    if (process.results) this.#attempt(process, process.results);
    else if (process.throwing || !process.serving || this.#serve(process, process.serving)) this.#generate(process);
  }

  /** Goes on with what a generator wants more and more of (`getTask`, `getEach`). Gives whether the generator goes on: there is no more. */
  #serve(process: Proc, request: GetRequest): boolean {
    const { meter, requests, tasks } = this.#host;
    for (;;) {
      const { value, serves } = process;
      process.value = undefined;
      if (serves >= 0) {
        process.serves = -1;
        request.ended!(serves, value as boolean);
      } else if (value === undefined || process.throwing) return true;
      else if (request.take) {
        if (!request.take(value)) return true;
      } else {
        const task = request.taskOf ? request.taskOf(value) : (value as TaskNumber);
        if (task < 0) {
          process.value = value;
          return true;
        }
        process.serves = task;
        meter.step();
        if (!tasks.perform(process, process.serves, Number.POSITIVE_INFINITY) || meter.spent) return false;
        process.value = process.ok;
        continue;
      }
      meter.step();
      if (!requests.answer(process, request) || meter.spent) return false;
    }
  }

  #generate(process: Proc): void {
    const { endings, meter, requests } = this.#host;
    for (;;) {
      const { value, throwing } = process;
      process.value = undefined;
      process.throwing = undefined;
      process.serving = undefined;
      process.serves = -1;
      if (throwing) endings.throwing(process);
      let result: IteratorResult<Request, void>;
      try {
        result = throwing ? process.steps!.throw(throwing) : process.steps!.next(value);
      } catch (error) {
        endings.ended(process, error);
        return;
      }
      if (result.done) {
        endings.ended(process, undefined);
        return;
      }
      meter.step();
      // A process that is left in mid-turn never goes on: the prediction is cut off.
      if (!requests.answer(process, result.value) || meter.spent) return;
      if (process.serving && !this.#serve(process, process.serving)) return;
    }
  }

  /** Runs a program of one attempt (`Program.oneAttempt`) until it blocks: its first turn asks for the task, its second has what came of it. */
  #attempt(process: Proc, results: Queue): void {
    const { endings, tasks } = this.#host;
    const { value, throwing, task } = process;
    if (throwing === undefined) {
      if (value === undefined && !tasks.perform(process, task, Number.POSITIVE_INFINITY)) {
        // It sleeps in its only stretch, which has no row of its own.
        if (process.rests && process.phase === SLEPT && process.segmentRow < 0) this.#host.rest(process);
        return;
      }
      results.put(asResult(task, process.ok === true));
    }
    endings.ended(process, throwing);
  }
}

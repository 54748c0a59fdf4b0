/** Workers as the driver uses them: started, told to do tasks by message or to run a whole program, and waited for. */
import type { TaskNumber } from '../../../engines/vocabulary.ts';
import { outcomeNumber } from '../../../trace/trace.ts';
import { held } from '../platform/leftovers.ts';
import type { PoolWorker } from '../pool/worker-pool.ts';
import type { Argument } from '../worker/run-setup.ts';
import { PagePermits } from './page-permits.ts';
import { asHandle, type PageProcess } from './page-process.ts';
import { PageQueue } from './page-queue.ts';
import type { PageRun } from './page-run.ts';

const OK = outcomeNumber('ok');

export class WorkerCalls {
  readonly #run: PageRun;
  /** Told when a worker goes away. */
  readonly #onGone: (process: PageProcess, worker: PoolWorker, reason: string) => void;
  /** Processes by worker number, and who began a task that a kill names (-1: nobody yet). */
  readonly #processOf: PageProcess[] = [];
  readonly #began = new Map<TaskNumber, number>();
  readonly #lostLanes = new Set<number>();
  /** Calls that have not been answered. */
  #calls = 0;

  constructor(run: PageRun, onGone: (process: PageProcess, worker: PoolWorker, reason: string) => void) {
    this.#run = run;
    this.#onGone = onGone;
  }

  /** A process on a worker begins; false where the spawner has to wait until a worker has started. `name`: of a program to run inside the worker. */
  start(spawner: PageProcess, process: PageProcess, name: string | undefined, args: readonly unknown[]): boolean {
    const spare = name === undefined ? undefined : this.#run.pool.spares.shift();
    if (spare) {
      this.#assign(process, spare);
      this.#runInside(process, name!, args);
      return true;
    }
    if (name === undefined && !this.#lostLanes.has(process.lane) && !this.#isOutOfWorkers) {
      this.#run.wake(process, undefined);
      return true;
    }
    this.#startWorker(spawner, process, () => {
      if (name === undefined) this.#run.wake(process, undefined);
      else this.#runInside(process, name, args);
      this.#run.wake(spawner, asHandle(process));
    });
    return false;
  }

  /** The process's worker is asked to do tasks, by message; with its first ones it takes a worker. */
  ask(process: PageProcess, tasks: readonly TaskNumber[], together: boolean): void {
    const run = this.#run;
    if (!process.worker) {
      const spare = run.pool.spares.shift();
      if (!spare) {
        this.#startWorker(process, process, () => this.ask(process, tasks, together));
        return;
      }
      this.#assign(process, spare);
    }
    const { handle, number } = process.worker!;
    const slots = this.#takeInHand(tasks);
    this.noteBegan(tasks[0]!, number);
    process.at = 'call';
    process.asked = slots;
    run.progress.underWay++;
    if (together)
      this.#call(
        process,
        handle.performAll(slots, process.untilFailure) as Promise<boolean[] | Float64Array>,
        (reply) =>
          this.#didTogether(
            process,
            tasks,
            reply instanceof Float64Array ? this.#endedAs(number, reply, slots) : reply,
          ),
      );
    else
      this.#call(process, handle.perform(slots[0]!) as Promise<boolean | Float64Array>, (reply) => {
        process.asked = undefined;
        run.wake(process, typeof reply === 'boolean' ? reply : this.#endedAs(number, reply, slots)[0]);
      });
  }

  /** The process's worker computes outside any task. */
  compute(process: PageProcess, ms: number): void {
    process.at = 'call';
    this.#run.progress.underWay++;
    this.#call(process, process.worker!.handle.remote.compute(ms), () => this.#run.wake(process, undefined));
  }

  /** A call will not be answered any more, or has been. */
  answered(): void {
    held.waits--;
    this.#calls--;
    this.#run.progress.underWay--;
  }

  /** A worker was lost on this lane: who is to work there next needs a new one. */
  lose(lane: number): void {
    this.#lostLanes.add(lane);
  }

  /** From now on it matters who begins this task: its worker is to be killed. */
  watch(task: TaskNumber): void {
    this.#began.set(task, -1);
  }

  /** Who began a task, as a log shows it or as a worker was asked. Only the first counts. */
  noteBegan(task: TaskNumber, worker: number): void {
    if (this.#began.size > 0 && this.#began.get(task) === -1) this.#began.set(task, worker);
  }

  /** The process whose worker began a task that is watched. */
  beganBy(task: TaskNumber): PageProcess | undefined {
    const worker = this.#began.get(task);
    return worker === undefined ? undefined : this.#processOf[worker];
  }

  /** The run is over: nobody waits for an answer any more. */
  stop(): void {
    held.waits -= this.#calls;
    this.#calls = 0;
  }

  /** Some have died, and there is no other left. */
  get #isOutOfWorkers(): boolean {
    return this.#run.deaths.length > 0 && this.#run.pool.spares.length === 0;
  }

  /** Starts a worker for `process` in mid-run; `waiting` blocks meanwhile. */
  #startWorker(waiting: PageProcess, process: PageProcess, then: () => void): void {
    const run = this.#run;
    waiting.at = 'starting';
    run.progress.underWay++;
    run.pool.start().then(
      async (worker) => {
        if (run.over) return;
        await worker.handle.remote.start(run.mainLoop.page.timeOrigin - run.base);
        if (run.over) return;
        run.stamps.passed();
        run.progress.underWay--;
        this.#assign(process, worker);
        const fromMs = worker.startedFrom + run.base;
        run.merge.view(worker.number).boot = { fromMs, toMs: run.stamps.now() };
        if (waiting.at === 'starting') then();
        run.settle();
      },
      (error) => {
        if (!run.over) run.onError(error);
      },
    );
  }

  /** The worker is the process's from now on. */
  #assign(process: PageProcess, worker: PoolWorker): void {
    const { merge } = this.#run;
    process.worker = worker;
    this.#processOf[worker.number] = process;
    merge.view(worker.number).lane = process.lane;
    worker.handle.onLastWords = (log) => merge.take(worker.number, log);
    worker.handle.onGone = (reason) => this.#onGone(process, worker, reason);
  }

  #runInside(process: PageProcess, name: string, args: readonly unknown[]): void {
    const { progress } = this.#run;
    const answer = process.worker!.handle.remote.run(name, args.map(asArgument)) as Promise<unknown>;
    process.at = 'inside';
    progress.insiders.add(process);
    progress.underWay++;
    this.#call(process, answer, () => this.#run.ended(process, undefined));
  }

  /** Waits for a worker's answer; `then` is called unless the worker went away first. */
  #call<T>(process: PageProcess, answer: Promise<T>, then: (value: T) => void): void {
    const run = this.#run;
    const { worker } = process;
    held.waits++;
    this.#calls++;
    answer.then(
      (value) => {
        if (run.over || worker!.lost) return;
        run.stamps.passed();
        this.answered();
        then(value);
        run.settle();
      },
      (error) => {
        if (!run.over) run.onError(error);
      },
    );
  }

  /** Takes the next attempts at these tasks in hand. */
  #takeInHand(tasks: readonly TaskNumber[]): number[] {
    const { recorder, stamps } = this.#run;
    const { book } = recorder;
    const now = stamps.now();
    return tasks.map((task) => {
      const slot = book.take(task);
      book.at.requested[slot] = now;
      return slot;
    });
  }

  /** A worker answered for tasks that it was asked for together; after a failure it may not have come to all of them. */
  #didTogether(process: PageProcess, tasks: readonly TaskNumber[], oks: boolean[]): void {
    for (const task of tasks.slice(oks.length)) this.#run.recorder.book.giveBack(task);
    process.asked = process.chunk = undefined;
    this.#run.wake(process, oks);
  }

  /** What was logged came with the answer; gives how those attempts ended that did. */
  #endedAs(worker: number, log: Float64Array, slots: readonly number[]): boolean[] {
    const { merge, recorder } = this.#run;
    merge.take(worker, log);
    const { outcome } = recorder.trace.spans.at;
    const oks: boolean[] = [];
    for (const slot of slots) {
      const row = recorder.rowOf(slot);
      if (row < 0) break;
      oks.push(outcome[row] === OK);
    }
    return oks;
  }
}

function asArgument(arg: unknown): Argument {
  if (arg instanceof PageQueue) return { kind: 'queue', words: arg.share().words };
  if (arg instanceof PagePermits) return { kind: 'permits', words: arg.share().control };
  if (typeof arg === 'number') return { kind: 'number', value: arg };
  throw new Error('A program inside a worker takes queues, permits and numbers');
}

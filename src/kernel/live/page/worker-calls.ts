/** Workers as the driver uses them: started, told to do tasks by message or to run a whole program, and waited for. */
import type { TaskNumber } from '../../../engines/vocabulary.ts';
import { outcomeNumber } from '../../../trace/trace.ts';
import { held } from '../platform/leftovers.ts';
import type { PoolWorker } from '../pool/worker-pool.ts';
import type { Argument } from '../worker/run-setup.ts';
import type { Reply } from '../worker/service.ts';
import { PagePermits } from './page-permits.ts';
import { asHandle, type PageProcess } from './page-process.ts';
import { PageQueue } from './page-queue.ts';
import type { PageRun } from './page-run.ts';

const OK = outcomeNumber('ok');
const RUNNING = outcomeNumber('running');
/** All segments of a task. */
const ALL = Number.POSITIVE_INFINITY;

export class WorkerCalls {
  readonly #run: PageRun;
  /** Told when a worker goes away. */
  readonly #onGone: (process: PageProcess, worker: PoolWorker, reason: string) => void;
  /** Processes by worker number, and who began a task that a kill names (-1: nobody yet). */
  readonly #processOf: PageProcess[] = [];
  readonly #began = new Map<TaskNumber, number>();
  readonly #lostLanes = new Set<number>();
  /** Machines on which tasks that a kill names were begun. */
  readonly #beganOn = new Map<TaskNumber, number>();
  /** Processes that have stopped in the midst of an attempt, which goes on with the next request. */
  readonly #stopped = new Map<PageProcess, number>();
  /** Processes whose worker starts, and what they wait to do with it. */
  readonly #booting = new Map<PageProcess, (() => void) | undefined>();
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
    if (name === undefined && this.#run.manyMachines) {
      if (this.#isOutOfWorkers || this.#run.placed.guestOf(process)) this.#boot(process);
      this.#run.wake(process, undefined);
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

  /** The process's worker is asked to do tasks, by message, or so many segments of one; with its first ones it takes a worker. */
  ask(process: PageProcess, tasks: readonly TaskNumber[], together: boolean, segments = ALL): void {
    const run = this.#run;
    if (!process.worker) {
      const again = () => this.ask(process, tasks, together, segments);
      if (this.#booting.has(process)) {
        process.at = 'starting';
        run.progress.underWay++;
        this.#booting.set(process, again);
        return;
      }
      const spare = run.pool.spares.shift();
      if (!spare) {
        this.#startWorker(process, process, again);
        return;
      }
      this.#assign(process, spare);
    }
    const { handle, number } = process.worker!;
    const open = this.#stopped.get(process);
    const slots = open === undefined ? this.#takeInHand(tasks) : [open];
    if (!slots) return;
    this.#stopped.delete(process);
    this.noteBegan(tasks[0]!, number);
    const struck = run.recorder.struckAmong(slots);
    process.at = 'call';
    process.asked = slots;
    run.progress.underWay++;
    if (together)
      this.#call(
        process,
        handle.performAll(slots, process.untilFailure, struck) as Promise<boolean[] | Float64Array>,
        (reply) =>
          this.#didTogether(
            process,
            tasks,
            reply instanceof Float64Array ? this.#endedAs(number, reply, slots) : reply,
          ),
      );
    else
      this.#call(
        process,
        handle.perform(slots[0]!, segments, open !== undefined, struck) as Promise<Reply>,
        (reply) => {
          process.asked = undefined;
          const ok = reply instanceof Float64Array ? this.#endedAs(number, reply, slots)[0] : reply;
          if (ok === undefined) this.#stopped.set(process, slots[0]!);
          run.wake(process, ok);
        },
      );
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
    if (this.#began.size === 0 || this.#began.get(task) !== -1) return;
    this.#began.set(task, worker);
    const process = this.#processOf[worker];
    if (process) this.#beganOn.set(task, this.#run.placed.hostOf(process));
  }

  /** The process whose worker began a task that is watched, and its machine. */
  beganBy(task: TaskNumber): { readonly process: PageProcess; readonly host: number } | undefined {
    const process = this.#processOf[this.#began.get(task) ?? -1];
    return process && { process, host: this.#beganOn.get(task) ?? 0 };
  }

  /** The process has ended: its worker, if it had one, is of no more use. */
  dismiss({ worker }: PageProcess): void {
    if (!worker || worker.lost) return;
    worker.lost = true;
    worker.handle.end();
  }

  /** The run is over: nobody waits for an answer any more. */
  stop(): void {
    held.waits -= this.#calls;
    this.#calls = 0;
  }

  /** Some have died, or have been given up, and there is no other left. */
  get #isOutOfWorkers(): boolean {
    const { deaths, pool } = this.#run;
    return (deaths.length > 0 || pool.workers.some(({ lost }) => lost)) && pool.spares.length === 0;
  }

  /** Starts a worker for the process while others go on; the process waits once it has something to do. */
  #boot(process: PageProcess): void {
    const run = this.#run;
    this.#booting.set(process, undefined);
    this.#start(process, () => {
      const then = this.#booting.get(process);
      this.#booting.delete(process);
      if (!then) return;
      run.progress.underWay--;
      if (process.at === 'starting') then();
    });
  }

  /** Starts a worker for `process` in mid-run; `waiting` blocks meanwhile. */
  #startWorker(waiting: PageProcess, process: PageProcess, then: () => void): void {
    const run = this.#run;
    waiting.at = 'starting';
    run.progress.underWay++;
    this.#start(process, () => {
      run.progress.underWay--;
      if (waiting.at === 'starting') then();
    });
  }

  /** Starts a worker, which is the process's from then on, unless the process has ended. */
  #start(process: PageProcess, then: () => void): void {
    const run = this.#run;
    const { placed, pool } = run;
    const guest = placed.guestOf(process);
    const host = placed.hostOf(process);
    pool.start(guest && (() => guest.makeWorker())).then(
      async (worker) => {
        if (run.over) return;
        await worker.handle.orGone(worker.handle.remote.start(run.mainLoop.page.timeOrigin - run.base));
        if (run.over) return;
        run.stamps.passed();
        if (process.at === 'ended' && run.manyMachines) pool.spare(worker);
        else this.#assign(process, worker);
        const fromMs = worker.startedFrom + run.base;
        run.merge.view(worker.number).boot = { fromMs, toMs: run.stamps.now() };
        then();
        run.settle();
      },
      (error) => {
        if (run.over) return;
        if (!guest) return run.onError(error);
        // Its machine is gone, or as good as that.
        run.hostGone(host);
        then();
        run.settle();
      },
    );
  }

  /** The worker is the process's from now on. */
  #assign(process: PageProcess, worker: PoolWorker): void {
    const { merge } = this.#run;
    process.worker = worker;
    this.#processOf[worker.number] = process;
    merge.view(worker.number).lane = process.lane;
    worker.handle.onWords = (log) => merge.take(worker.number, log);
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

  /** Takes the next attempts at these tasks in hand; undefined where there is no room for them, which ends the run. */
  #takeInHand(tasks: readonly TaskNumber[]): number[] | undefined {
    const { recorder, stamps, manyMachines, onError, env } = this.#run;
    const { book } = recorder;
    const now = stamps.now();
    const full = manyMachines ? tasks.find((task) => !book.hasRoom(task)) : undefined;
    if (full !== undefined) {
      const { id } = env.scenario.tasks[full]!;
      onError(new Error(`Task ${id} was begun ${book.begun(full)} times: a live run has room for no more attempts.`));
      return undefined;
    }
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
      // One that has stopped in its midst has not ended.
      if (row < 0 || outcome[row] === RUNNING) break;
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

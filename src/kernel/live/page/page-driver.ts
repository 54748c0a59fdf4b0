/**
 * Drives an engine's generators on the page. Processes without a place, or with one on the main thread, run here;
 * tasks of places with a core go to the process's worker by message; a process whose loop lives inside its worker is only
 * stood for. Ties go by the order of requests.
 */
import type { Engine } from '../../../engines/engine.ts';
import {
  type Caller,
  Cancelled,
  type Ending,
  type Entrant,
  type Env,
  type Program,
  type Request,
  type TaskNumber,
} from '../../../engines/vocabulary.ts';
import { causeNumber } from '../../../trace/cause.ts';
import { outcomeNumber } from '../../../trace/trace.ts';
import { Fifo } from '../../fifo.ts';
import { held } from '../platform/leftovers.ts';
import { Stamps } from '../platform/stamps.ts';
import type { Timers } from '../platform/timers.ts';
import type { PoolWorker, WorkerPool } from '../pool/worker-pool.ts';
import type { Merge } from '../record/merge.ts';
import type { Recorder } from '../record/recorder.ts';
import type { PageLock } from '../sync/gil-lock.ts';
import { BLOCKED, DELAYED, DOOMED, IN_TASK } from '../sync/worker-state.ts';
import type { Argument } from '../worker/run-setup.ts';
import { mainLoop } from './main-loop.ts';
import { asHandle, asProcess, type Next, PageProcess } from './page-process.ts';
import { NOTHING_YET, PagePermits, PageQueue, type Surroundings } from './page-queue.ts';
import { PageTasks } from './page-tasks.ts';
import { type Loss, lose } from './worker-loss.ts';

const OK = outcomeNumber('ok');
const CANCELLED = outcomeNumber('cancelled');
const KILLED = outcomeNumber('killed');
const LOOP = causeNumber('loop');
const DEPENDENCY = causeNumber('dependency');

const RETURNED: Ending = { died: false, task: undefined, error: undefined, chunk: undefined, oks: undefined };

/** Stamps to a reading on the page: so many turns take less than the 5 µs that the clock can tell apart. */
const SHARE = 8;

/** A worker that went away. */
export interface Death {
  /** The id of the task that went with it, if there was one. */
  readonly task: string | undefined;
  readonly lane: number;
  readonly atMs: number;
  readonly reason: string;
}

/** What the driver is given, beside the engine. */
export interface Stage {
  readonly env: Omit<Env, keyof Caller | 'queue' | 'permits' | 'admission'>;
  readonly recorder: Recorder;
  readonly merge: Merge;
  readonly pool: WorkerPool;
  readonly timers: Timers;
  readonly surroundings: Omit<Surroundings, 'wake' | 'settle' | 'enter' | 'lastOfRunning'>;
  readonly roundsPerMs: number;
  /** Whether programs with a name run inside workers. */
  readonly inside: boolean;
  /** What the caller's own code must hold to run, where it needs anything. */
  readonly lock: PageLock | undefined;
  /** Milliseconds of the run. */
  now(): number;
  /** On `performance.now()` instead. */
  readonly base: number;
  /** Nobody can go on any more: the caller's program has ended, or it never will. */
  onEnd(hung: boolean): void;
  /** The engine itself is wrong. */
  onError(error: unknown): void;
}

export class PageDriver {
  over = false;
  readonly deaths: Death[] = [];
  readonly #stage: Stage;
  readonly #env: Env;
  readonly #recorder: Recorder;
  readonly #own: PageTasks;
  readonly #ready = new Fifo<PageProcess>();
  readonly #shared: (PageQueue | PagePermits)[] = [];
  readonly #programs: ReadonlyMap<Program, string>;
  readonly #main: PageProcess;
  /** Whose generator runs, or ran last. */
  #running: PageProcess;
  /** Those whose loop lives in a worker. */
  readonly #insiders = new Set<PageProcess>();
  /** Processes by worker number; who began a task that a kill names. */
  readonly #processOf: PageProcess[] = [];
  readonly #began = new Map<TaskNumber, number>();
  readonly #lostLanes = new Set<number>();
  #settling = false;
  readonly #base: number;
  readonly #stamps: Stamps;
  /** The macrotask's, when stamps were last read anew. */
  #epoch = -1;
  /** Timers, turns, answers and programs inside workers that will make somebody go on. */
  #underWay = 0;
  #killsToCome = 0;
  #giveUpToCome = false;
  #lanes = 0;

  /** Makes times of the run from `performance.now()`. */
  get base(): number {
    return this.#base;
  }

  constructor(engine: Engine, stage: Stage) {
    this.#stage = stage;
    this.#recorder = stage.recorder;
    this.#base = stage.base;
    // Where nothing is recorded, only what takes time calls for a reading.
    this.#stamps = new Stamps(stage.base, stage.recorder.writes ? SHARE : Number.POSITIVE_INFINITY);
    this.#programs = new Map(Object.entries(engine.programs).map(([name, program]) => [program, name]));
    this.#own = new PageTasks(
      {
        now: () => this.#stamps.now(),
        passed: () => this.#stamps.passed(),
        wantTurn: (process, next) => this.#wantTurn(process, next),
        sleep: (process, ms) => this.#sleep(process, ms),
        wake: (process, value) => this.#wake(process, value),
      },
      stage.recorder,
      stage.roundsPerMs,
      stage.base,
      engine.tellsQueues ?? false,
    );
    const around: Surroundings = {
      ...stage.surroundings,
      wake: (process, value) => this.#wake(process, value),
      enter: (entrant, task, permits, waited, givenBy) => this.#enter(entrant, task, permits, waited, givenBy),
      lastOfRunning: () => this.#running.last,
      settle: () => {
        this.#stamps.passed();
        this.settle();
      },
    };
    this.#env = {
      ...stage.env,
      queue: () => {
        const queue = new PageQueue(around);
        this.#shared.push(queue);
        return queue;
      },
      permits: (count) => {
        const permits = new PagePermits(count, around);
        this.#shared.push(permits);
        return permits;
      },
      admission: (count, entrant) => new PagePermits(count, around, entrant),
      submit: (task) => this.#recorder.submit(task, this.#stamps.now()),
      queueAfter: (task, ended) => {
        if (task === ended) this.#recorder.submit(task, this.#stamps.now());
        else {
          this.#recorder.waited(task, DEPENDENCY, this.#stamps.now());
          this.#recorder.release(task, ended);
        }
      },
      deliver: (task) => this.#recorder.deliver(task, this.#stamps.now()),
      raise: (what) => this.#raise(what),
      cancel: (process) => this.#cancel(asProcess(process)),
      kill: (process) => this.#kill(asProcess(process)),
    };
    this.#main = this.#running = this.#process(engine.main, [], undefined, -1, -1);
  }

  /** The caller's program begins. */
  begin(): void {
    const { kills = [], giveUpMs, tasks } = this.#env.scenario;
    for (const { atMs, workerOf } of kills) {
      const task = tasks.findIndex(({ id }) => id === workerOf);
      if (task < 0) continue;
      this.#began.set(task, -1);
      this.#killsToCome++;
      this.#stage.timers.set(Math.max(0, atMs - this.#stamps.now()), () => {
        this.#stamps.passed();
        this.#killsToCome--;
        this.#killWorkerOf(task);
        this.settle();
      });
    }
    if (giveUpMs !== undefined) {
      this.#giveUpToCome = true;
      this.#stage.timers.set(Math.max(0, giveUpMs - this.#stamps.now()), () => this.#giveUp());
    }
    if (this.#stage.inside) this.#watchInside();
    this.#wake(this.#main, undefined);
    this.settle();
  }

  /** Who began a task, as a log shows it or as a worker was asked. Only the first counts. */
  noteBegan(task: TaskNumber, worker: number): void {
    if (this.#began.size > 0 && this.#began.get(task) === -1) this.#began.set(task, worker);
  }

  /** Everything stops where it stands. */
  end(): void {
    this.over = true;
    for (const thing of this.#shared) thing.end();
    this.#stage.lock?.end();
    held.waits -= this.#calls;
    this.#calls = 0;
    mainLoop.sweep();
  }
  #calls = 0;

  /** Lets everybody go on who can, in order. */
  settle(): void {
    if (this.#settling || this.over) return;
    const { lock } = this.#stage;
    if (lock && this.#ready.length > 0 && !lock.want(this.#goOnUnderLock)) return;
    this.#settling = true;
    try {
      for (let process = this.#ready.shift(); process; process = this.#ready.shift()) this.#step(process);
    } finally {
      this.#settling = false;
      lock?.drop();
    }
    this.#endIfNothingUnderWay();
  }

  readonly #goOnUnderLock = (): void => {
    this.#stamps.passed();
    this.settle();
  };

  /** A process's turn on the main thread. */
  turnOf(process: PageProcess): void {
    // Turns that neither computed nor slept share a reading too.
    if (this.#epoch !== mainLoop.epoch) {
      this.#epoch = mainLoop.epoch;
      this.#stamps.passed();
    }
    this.#underWay--;
    if (process.throwing) process.next = 'step';
    this.#settling = true;
    if (process.next === 'step') {
      this.#lateTurn(process);
      this.#step(process);
    } else this.#own.turn(process);
    this.#settling = false;
    this.settle();
  }

  // ——— Processes ———

  #process(
    program: Program,
    args: readonly unknown[],
    place: PageProcess['place'],
    lane: number,
    task: TaskNumber,
  ): PageProcess {
    return new PageProcess(this, program(this.#env, ...args), place, lane, task);
  }

  /** It can go on, with this as what its yield gives. */
  #wake(process: PageProcess, value: unknown): void {
    process.at = 'ready';
    process.waitsAt = undefined;
    process.value = value;
    this.#ready.push(process);
  }

  /** It waits for its turn on the main thread. */
  #wantTurn(process: PageProcess, next: Next): void {
    process.at = 'turn';
    process.next = next;
    this.#underWay++;
    if (next === 'segment') mainLoop.pushFront(process);
    else if (next === 'wake') mainLoop.arrive(process, process.dueAt);
    else mainLoop.push(process);
  }

  /** A process that is there for one task got its first turn late. */
  #lateTurn(process: PageProcess): void {
    if (process.task < 0 || !process.place) return;
    const { ledger } = this.#recorder;
    const since = ledger.at.requested[ledger.next(process.task)]!;
    this.#recorder.waited(process.task, causeNumber(process.place.waitsFor), since);
    this.#recorder.waited(process.task, LOOP, this.#stamps.now());
  }

  /** Runs the generator until it blocks. */
  #step(process: PageProcess): void {
    // One whose worker is lost ends as soon as that is gone.
    if (process.at === 'ended' || process.dead) return;
    let { value } = process;
    process.value = undefined;
    // A permit that came too late goes to the next.
    if (process.throwing && value instanceof PagePermits) value.giveBack(process.givenBy);
    this.#running = process;
    for (;;) {
      let result: IteratorResult<Request, void>;
      try {
        if (process.throwing) {
          const { throwing } = process;
          process.throwing = undefined;
          result = process.steps.throw(throwing);
        } else result = process.steps.next(value);
      } catch (error) {
        this.#ended(process, error);
        return;
      }
      if (result.done) {
        this.#ended(process, undefined);
        return;
      }
      const request = result.value;
      value = undefined;
      switch (request.op) {
        case 'get':
        case 'getSome': {
          const queue = request.queue as PageQueue;
          const max = request.op === 'get' ? 0 : request.max;
          value = queue.take(max);
          if (value !== NOTHING_YET) break;
          process.at = 'get';
          process.waitsAt = queue;
          queue.wait(process, max);
          return;
        }
        case 'perform':
          if (!this.#perform(process, request.task)) return;
          value = process.ok;
          break;
        case 'performAll':
          if (!this.#performAll(process, request.tasks, request.untilFailure)) return;
          value = process.oks;
          break;
        case 'acquire': {
          const permits = request.permits as PagePermits;
          process.givenBy = -1;
          if (permits.tryAcquire()) break;
          process.at = 'acquire';
          process.waitsAt = permits;
          permits.wait(process);
          return;
        }
        case 'spawn':
          value = this.#spawn(process, request);
          if (value === undefined) return;
          break;
        case 'join': {
          const other = asProcess(request.process);
          value = other.ending;
          if (value) break;
          (other.joiners ??= []).push(process);
          process.at = 'join';
          process.waitsAt = { forget: (who) => other.joiners!.splice(other.joiners!.indexOf(who), 1) };
          return;
        }
        case 'delay':
          if (request.ms <= 0) break;
          process.at = 'delay';
          this.#sleep(process, request.ms);
          return;
        case 'compute':
          if (request.ms > 0 && !this.#compute(process, request.ms)) return;
          break;
      }
    }
  }

  #ended(process: PageProcess, error: unknown): void {
    this.#end(process, error === undefined ? RETURNED : { ...RETURNED, error });
    if (error !== undefined && !(error instanceof Cancelled)) this.#stage.onError(error);
  }

  #end(process: PageProcess, ending: Ending): void {
    process.at = 'ended';
    process.ending = ending;
    if (process.place) this.#insiders.delete(process);
    if (!process.joiners) return;
    for (const joiner of process.joiners) this.#wake(joiner, ending);
    process.joiners = undefined;
  }

  #raise(what: readonly (TaskNumber | string)[]): void {
    const { facts } = this.#recorder.trace;
    if (facts.raised) return;
    facts.raised = what.map((one) => (typeof one === 'number' ? this.#idOf(one) : one));
    facts.raisedMs = this.#stamps.now();
  }

  #idOf(task: TaskNumber): string {
    return this.#env.scenario.tasks[task]!.id;
  }

  // ——— Starting ———

  /** Gives the new process's handle; `undefined` where the spawner has to wait for a worker. */
  #spawn(spawner: PageProcess, request: Request & { op: 'spawn' }): unknown {
    const { program, args, place } = request;
    const lane = request.lane ?? (place ? this.#lanes++ : -1);
    const process = this.#process(program, args, place, lane, request.task ?? -1);
    if (!place) this.#wake(process, undefined);
    else if (place.cpu === 'loop') this.#wantFirstTurn(process);
    else {
      const name = this.#stage.inside ? this.#programs.get(program) : undefined;
      const spare = name === undefined ? undefined : this.#stage.pool.spares.shift();
      if (spare) {
        this.#assign(process, spare);
        this.#runInside(process, name!, args);
      } else if (name !== undefined || this.#lostLanes.has(lane) || this.#outOfWorkers) {
        this.#startWorker(spawner, process, () => {
          if (name === undefined) this.#wake(process, undefined);
          else this.#runInside(process, name, args);
          this.#wake(spawner, asHandle(process));
        });
        return undefined;
      } else this.#wake(process, undefined);
    }
    return asHandle(process);
  }

  /** A task has its permit: the process that does it starts, and if the task waited for it, in the same turn. */
  #enter(entrant: Entrant, task: TaskNumber, permits: PagePermits, waited: boolean, givenBy: number): void {
    const process = this.#process(entrant.program, [task, permits, ...entrant.args], entrant.place, task, task);
    process.givenBy = givenBy;
    if (waited) this.#wake(process, undefined);
    else this.#wantFirstTurn(process);
  }

  /** A process on the main thread stands behind all who want a turn. */
  #wantFirstTurn(process: PageProcess): void {
    if (process.task >= 0) {
      const { ledger } = this.#recorder;
      ledger.at.requested[ledger.next(process.task)] = this.#stamps.now();
    }
    this.#wantTurn(process, 'step');
  }

  /** Some have died, and there is no other left. */
  get #outOfWorkers(): boolean {
    return this.deaths.length > 0 && this.#stage.pool.spares.length === 0;
  }

  /** Starts a worker for `process` in mid-run; `waiting` blocks meanwhile. */
  #startWorker(waiting: PageProcess, process: PageProcess, then: () => void): void {
    waiting.at = 'starting';
    this.#underWay++;
    this.#stage.pool.start().then(
      async (worker) => {
        if (this.over) return;
        await worker.handle.remote.start(this.#t0);
        if (this.over) return;
        this.#stamps.passed();
        this.#underWay--;
        this.#assign(process, worker);
        this.#stage.merge.view(worker.number).boot = {
          fromMs: worker.startedFrom + this.#base,
          toMs: this.#stamps.now(),
        };
        if (waiting.at === 'starting') then();
        this.settle();
      },
      (error) => {
        if (!this.over) this.#stage.onError(error);
      },
    );
  }

  get #t0(): number {
    return performance.timeOrigin - this.#base;
  }

  #assign(process: PageProcess, worker: PoolWorker): void {
    process.worker = worker;
    this.#processOf[worker.number] = process;
    const view = this.#stage.merge.view(worker.number);
    view.lane = process.lane;
    worker.handle.onLastWords = (log) => this.#stage.merge.take(worker.number, log);
    worker.handle.onGone = (reason) => this.#workerGone(process, worker, reason);
  }

  #runInside(process: PageProcess, name: string, args: readonly unknown[]): void {
    const shared = args.map((arg): Argument => {
      if (arg instanceof PageQueue) return { kind: 'queue', words: arg.share().words };
      if (arg instanceof PagePermits) return { kind: 'permits', words: arg.share().control };
      if (typeof arg === 'number') return { kind: 'number', value: arg };
      throw new Error('A program inside a worker takes queues, permits and numbers');
    });
    process.at = 'inside';
    this.#insiders.add(process);
    this.#underWay++;
    this.#call(process, process.worker!.handle.remote.run(name, shared) as Promise<unknown>, () => {
      this.#ended(process, undefined);
    });
  }

  /** Waits for a worker's answer; `answered` is called unless the worker went away first. */
  #call<T>(process: PageProcess, answer: Promise<T>, answered: (value: T) => void): void {
    const { worker } = process;
    held.waits++;
    this.#calls++;
    answer.then(
      (value) => {
        if (this.over || worker!.lost) return;
        this.#stamps.passed();
        this.#answered();
        answered(value);
        this.settle();
      },
      (error) => {
        if (!this.over) this.#stage.onError(error);
      },
    );
  }

  #answered(): void {
    held.waits--;
    this.#calls--;
    this.#underWay--;
  }

  // ——— Tasks ———

  /** Does a task; true if it has ended already, `ok` being how. */
  #perform(process: PageProcess, task: TaskNumber): boolean {
    process.chunk = undefined;
    if (process.place!.cpu !== 'loop') {
      this.#ask(process, [task], false);
      return false;
    }
    return this.#own.start(process, task);
  }

  #performAll(process: PageProcess, tasks: readonly TaskNumber[], untilFailure: boolean): boolean {
    process.oks = [];
    if (tasks.length === 0) return true;
    process.chunk = tasks;
    process.untilFailure = untilFailure;
    if (process.place!.cpu !== 'loop') {
      this.#ask(process, tasks, true);
      return false;
    }
    return this.#own.start(process, tasks[0]!);
  }

  /** The process's worker does the tasks, by message. */
  #ask(process: PageProcess, tasks: readonly TaskNumber[], together: boolean): void {
    if (!process.worker) {
      const spare = this.#stage.pool.spares.shift();
      if (!spare) {
        this.#startWorker(process, process, () => this.#ask(process, tasks, together));
        return;
      }
      this.#assign(process, spare);
    }
    const { ledger } = this.#recorder;
    const now = this.#stamps.now();
    const { handle, number } = process.worker!;
    const slots: number[] = [];
    for (const task of tasks) {
      const slot = ledger.take(task);
      ledger.at.requested[slot] = now;
      slots.push(slot);
    }
    this.noteBegan(tasks[0]!, number);
    process.at = 'call';
    process.asked = slots;
    this.#underWay++;
    if (together)
      this.#call(
        process,
        handle.performAll(slots, process.untilFailure) as Promise<boolean[] | Float64Array>,
        (answer) => {
          const oks =
            typeof (answer as boolean[])[0] === 'number'
              ? this.#taken(number, answer as Float64Array, slots)
              : (answer as boolean[]);
          for (const task of tasks.slice(oks.length)) ledger.giveBack(task);
          process.asked = process.chunk = undefined;
          this.#wake(process, oks);
        },
      );
    else
      this.#call(process, handle.perform(slots[0]!) as Promise<boolean | Float64Array>, (answer) => {
        process.asked = undefined;
        this.#wake(process, typeof answer === 'boolean' ? answer : this.#taken(number, answer, slots)[0]);
      });
  }

  /** What was logged came with the answer; gives how those attempts ended that did. */
  #taken(worker: number, log: Float64Array, slots: readonly number[]): boolean[] {
    this.#stage.merge.take(worker, log);
    const { spans } = this.#recorder.trace;
    const oks: boolean[] = [];
    for (const slot of slots) {
      const row = this.#recorder.rowOf(slot);
      if (row < 0) break;
      oks.push(spans.at.outcome[row] === OK);
    }
    return oks;
  }

  #sleep(process: PageProcess, ms: number): void {
    this.#underWay++;
    const inTask = process.at === 'sleep';
    process.timer = this.#stage.timers.set(ms, () => {
      if (inTask) this.wakeUp(process);
      else {
        this.#stamps.passed();
        this.#underWay--;
        this.#wake(process, undefined);
        this.settle();
      }
    });
    if (inTask) mainLoop.sleeps(process);
  }

  /** The sleep of its task is over: it wants a turn. */
  wakeUp(process: PageProcess): void {
    this.#stamps.passed();
    this.#clearTimer(process);
    this.#wantTurn(process, 'wake');
  }

  #clearTimer(process: PageProcess): void {
    this.#stage.timers.clear(process.timer);
    mainLoop.wakes(process);
    this.#underWay--;
  }

  /** Computes outside a task; true if that is over. */
  #compute(process: PageProcess, ms: number): boolean {
    if (!process.worker) {
      this.#own.compute(ms);
      return true;
    }
    process.at = 'call';
    this.#underWay++;
    this.#call(process, process.worker.handle.remote.compute(ms), () => this.#wake(process, undefined));
    return false;
  }

  // ——— Ends before the end ———

  #cancel(process: PageProcess): void {
    if (process.at === 'ended' || process.throwing) return;
    const now = this.#stamps.now();
    process.throwing = new Cancelled('cancelled');
    if (process.row >= 0) this.#recorder.breakOff(process.row, CANCELLED, now);
    else if (process.slot >= 0) this.#recorder.ledger.giveBack(this.#recorder.tasks.taskOf[process.slot]!);
    process.slot = process.row = -1;
    process.chunk = undefined;
    switch (process.at) {
      case 'ready':
      case 'turn':
        return;
      case 'delay':
      case 'sleep':
        this.#clearTimer(process);
        break;
      case 'call':
      case 'inside': {
        // The worker cannot be asked to stop: it goes.
        const { worker } = process;
        this.#answered();
        this.#lose(process, worker!, CANCELLED, now);
        worker!.doom();
        worker!.handle.end();
        this.#stage.lock?.forget(worker!.number);
        process.worker = undefined;
        break;
      }
      case 'starting':
        break;
      default:
        process.waitsAt!.forget(process);
    }
    if (process.at === 'inside') this.#ended(process, process.throwing);
    else this.#wake(process, undefined);
  }

  #killWorkerOf(task: TaskNumber): void {
    this.#stage.merge.read();
    const worker = this.#began.get(task);
    const process = worker === undefined ? undefined : this.#processOf[worker];
    if (process?.place?.mortal) this.#kill(process);
  }

  /** Its worker goes away, as soon as that loses nothing but what the worker has in hand. */
  #kill(process: PageProcess): void {
    const { worker } = process;
    if (process.at === 'ended' || worker?.lost) return;
    if (!worker) {
      this.#unhook(process);
      this.#end(process, { died: true, task: undefined, error: undefined, chunk: undefined, oks: undefined });
      return;
    }
    if (process.at === 'inside') {
      const inTask = Atomics.compareExchange(worker.state, 0, IN_TASK, DOOMED) === IN_TASK;
      const asleep = (as: number) => Atomics.compareExchange(worker.state, 0, as, DOOMED) === as;
      if (!inTask && !asleep(BLOCKED) && !asleep(DELAYED)) {
        this.#stage.timers.set(0, () => this.#kill(process));
        return;
      }
      worker.doomedInTask = inTask;
    }
    this.#dying(process, worker, `killed at ${Math.round(this.#stamps.now())} ms`);
    worker.doom();
    worker.handle.kill('killed');
    this.#wakeSleepers();
  }

  /** A worker is gone: by itself, or killed a moment ago. */
  #workerGone(process: PageProcess, worker: PoolWorker, reason: string): void {
    if (this.over) return;
    this.#stamps.passed();
    if (!worker.lost) this.#dying(process, worker, reason);
    // Whoever it was to wake may still be asleep.
    this.#wakeSleepers();
    this.#stage.lock?.forget(worker.number);
    this.#underWay--;
    if (process.at !== 'ended') this.#end(process, process.dead!);
    this.settle();
  }

  /** All who sleep at something shared look anew. */
  #wakeSleepers(): void {
    for (const { shared } of this.#shared) shared?.wake(Number.POSITIVE_INFINITY);
  }

  /** From now on the worker counts as lost, and the process ends as soon as it is gone. */
  #dying(process: PageProcess, worker: PoolWorker, reason: string): void {
    const now = this.#stamps.now();
    if (process.at === 'call' || process.at === 'inside') {
      this.#insiders.delete(process);
      this.#answered();
    } else this.#unhook(process);
    this.#underWay++;
    const { ending, atMs } = this.#lose(process, worker, KILLED, now);
    process.dead = ending;
    this.#lostLanes.add(process.lane);
    const task = ending.task === undefined ? undefined : this.#idOf(ending.task);
    this.deaths.push({ task, lane: process.lane, atMs, reason });
  }

  #lose(process: PageProcess, worker: PoolWorker, outcome: number, now: number): Loss {
    return lose(process, worker, outcome, now, this.#stage.merge, this.#recorder);
  }

  #unhook(process: PageProcess): void {
    process.waitsAt?.forget(process);
    process.waitsAt = undefined;
    if (process.at === 'delay' || process.at === 'sleep') this.#clearTimer(process);
  }

  #giveUp(): void {
    this.#stamps.passed();
    this.#giveUpToCome = false;
    if (this.over || this.#main.at === 'ended') return;
    if (this.#stuck()) this.#recorder.trace.facts.hung = true;
    else this.#raise(['TimeoutError']);
    this.#cancel(this.#main);
    this.settle();
  }

  // ——— Nothing under way ———

  /** Only those are left who wait for each other. */
  #stuck(): boolean {
    if (this.#somethingCame() || this.#underWay > this.#insiders.size || this.#ready.length > 0) return false;
    for (const { worker } of this.#insiders) if (Atomics.load(worker!.state, 0) !== BLOCKED) return false;
    return true;
  }

  /** What workers left in shared memory may not have been seen yet: whether it lets somebody go on, here or there. */
  #somethingCame(): boolean {
    for (const thing of this.#shared) if (thing.shared) thing.serve();
    if (this.#ready.length > 0) return true;
    return this.#insiders.size > 0 && this.#shared.some((thing) => thing instanceof PageQueue && thing.left > 0);
  }

  /** The caller has ended, and so has every task: programs inside workers have nothing left but to say that they end, too. */
  #nothingToCome(): boolean {
    return this.#main.at === 'ended' && this.#underWay === this.#insiders.size && this.#env.feed.over;
  }

  #endIfNothingUnderWay(): void {
    if (this.over || this.#ready.length > 0) return;
    if (this.#nothingToCome()) {
      this.#stage.onEnd(false);
      return;
    }
    if (this.#underWay > 0) return;
    if (this.#main.at !== 'ended' && this.#somethingCame()) this.settle();
    // That may have changed everything.
    if (this.over || this.#underWay > 0 || this.#ready.length > 0) return;
    const ended = this.#main.at === 'ended';
    if (ended || (this.#killsToCome === 0 && !this.#giveUpToCome)) this.#stage.onEnd(!ended);
  }

  /** Programs inside workers block unseen: look now and then whether all of them do. */
  #watchInside(): void {
    let before = false;
    const look = () => {
      const stuck = this.#insiders.size > 0 && this.#killsToCome === 0 && this.#stuck();
      const ended = this.#main.at === 'ended';
      if (stuck && before && (ended || !this.#giveUpToCome)) this.#stage.onEnd(!ended);
      before = stuck;
      if (!this.over) this.#stage.timers.set(LOOK_MS, look);
    };
    this.#stage.timers.set(LOOK_MS, look);
  }
}

/** How often (ms) one looks whether the workers all sleep. */
const LOOK_MS = 60;

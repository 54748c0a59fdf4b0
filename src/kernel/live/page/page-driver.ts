/**
 * Drives an engine's generators on the page. Processes without a place, or with one on the main thread, run here; tasks of places
 * with a core go to the process's worker by message; a process whose loop lives inside its worker is only stood for.
 * Ties go by the order of requests. Times are milliseconds of the run.
 */

import type { Engine } from '../../../engines/engine.ts';
import { Fifo } from '../../../engines/fifo.ts';
import {
  type Admission,
  Cancelled,
  type Ending,
  type Entrant,
  type Env,
  type Link,
  type Program,
  type Queue,
  type Request,
  type TaskNumber,
} from '../../../engines/vocabulary.ts';
import { causeNumber } from '../../../trace/cause.ts';
import { queueAfter } from '../../attempt-rules.ts';
import { noteCaught } from '../../caught.ts';
import { Stamps } from '../platform/stamps.ts';
import type { Timers } from '../platform/timers.ts';
import type { WorkerPool } from '../pool/worker-pool.ts';
import type { Merge } from '../record/merge.ts';
import type { Recorder } from '../record/recorder.ts';
import type { PageLock } from '../sync/gil-lock.ts';
import type { Guest } from '../tabs/guests.ts';
import { AsyncioTurns } from './asyncio-turns.ts';
import { type Blow, Chaos } from './chaos.ts';
import { Endings } from './endings.ts';
import type { EventLoop } from './event-loop.ts';
import { Later } from './later.ts';
import type { MainLoop } from './main-loop.ts';
import { PagePermits } from './page-permits.ts';
import { asProcess, PageProcess } from './page-process.ts';
import { PageQueue } from './page-queue.ts';
import { type Death, type DriverOptions, type PageRun, RETURNED } from './page-run.ts';
import { PageTasks } from './page-tasks.ts';
import { PageTurns } from './page-turns.ts';
import { Placed } from './placed.ts';
import { Progress } from './progress.ts';
import { Requests } from './requests.ts';
import { endIfNothingUnderWay, watchInsiders } from './stuck.ts';
import type { Surroundings } from './surroundings.ts';
import { WorkerCalls } from './worker-calls.ts';

/** All links are alike here: nothing travels between the workers of one browser. */
const LINK = {} as Link;

/** Stamps to a reading on the page: so many turns take less than the 5 µs that the clock can tell apart. */
const SHARE = 8;

export class PageDriver implements PageRun {
  over = false;
  readonly deaths: Death[] = [];
  readonly progress = new Progress();
  readonly shared: (PageQueue | PagePermits)[] = [];
  readonly recorder: Recorder;
  readonly merge: Merge;
  readonly pool: WorkerPool;
  readonly timers: Timers;
  readonly roundsPerMs: number;
  readonly lock: PageLock | undefined;
  readonly locks: DriverOptions['locks'];
  readonly mainLoop: MainLoop;
  readonly base: number;
  readonly onEnd: (hung: boolean) => void;
  readonly onError: (error: unknown) => void;
  readonly env: Env;
  readonly stamps: Stamps;
  readonly eventLoop: EventLoop;
  readonly later: Later;
  readonly placed = new Placed();
  readonly manyMachines: boolean;
  readonly main: PageProcess;
  readonly #inside: boolean;
  readonly #engine: Engine;
  readonly #nameOf: ReadonlyMap<Program, string>;
  readonly #turns: PageTurns;
  readonly #tasks: PageTasks;
  readonly #workers: WorkerCalls;
  readonly #endings: Endings;
  readonly #requests: Requests;
  readonly #ready = new Fifo<PageProcess>();
  /** On a loop like asyncio's, which knows processes by their ids. */
  readonly #processes: PageProcess[] | undefined;
  #made = 0;
  /** Whose generator runs, or ran last. */
  #running: PageProcess;
  #settling = false;
  /** The number of the next machine that joins, and where the engine hears of it. */
  #hosts: number;
  readonly #joins: Queue | undefined;
  /** So many messages are to be lost. */
  #drops = 0;

  constructor(engine: Engine, options: DriverOptions) {
    const { recorder, mainLoop, base } = options;
    this.recorder = recorder;
    this.merge = options.merge;
    this.pool = options.pool;
    this.timers = options.timers;
    this.roundsPerMs = options.roundsPerMs;
    this.lock = options.lock;
    this.locks = options.locks;
    this.mainLoop = mainLoop;
    this.base = base;
    this.onEnd = options.onEnd;
    this.onError = options.onError;
    this.manyMachines = options.manyMachines;
    this.later = new Later(this);
    this.#inside = options.inside;
    this.#engine = engine;
    this.#nameOf = new Map(Object.entries(engine.programs).map(([name, program]) => [program, name]));
    // Where nothing is recorded, only what takes time calls for a reading.
    this.stamps = new Stamps(base, recorder.writes ? SHARE : Number.POSITIVE_INFINITY, mainLoop.page.now);
    this.#turns = new PageTurns(this);
    this.#processes = engine.loop === 'asyncio' && engine.lanes.cpu === 'loop' ? [] : undefined;
    this.eventLoop = this.#processes ? new AsyncioTurns(this, this.#processes, options.env.taskCount + 1) : this.#turns;
    this.#tasks = new PageTasks(this, engine.tellsQueues ?? false);
    this.#workers = new WorkerCalls(this, (process, worker, why) => this.#endings.workerGone(process, worker, why));
    this.#endings = new Endings(this, this.#workers);
    this.#requests = new Requests(this, this.#tasks, this.#workers);
    this.#hosts = options.hosts;
    this.env = this.#makeEnv(options);
    this.#joins = this.env.joins;
    this.main = this.#running = this.process(engine.main, [], undefined, -1, -1);
  }

  get ready(): number {
    return this.#ready.length + this.later.due;
  }

  /** The caller's program begins. */
  begin(): void {
    this.#endings.begin();
    if (this.#inside) watchInsiders(this);
    this.wake(this.main, undefined);
    this.settle();
  }

  /** Who began a task, as a worker's log shows it. */
  noteBegan(task: TaskNumber, worker: number): void {
    this.#workers.noteBegan(task, worker);
  }

  /** Somebody breaks something; false where there is nothing to hit. */
  strike(blow: Blow): boolean {
    return new Chaos(this, this.#endings).strike(blow);
  }

  /** A machine joins: its processes get their workers from it. It goes as it came, and what it had in hand with it. */
  join(guest: Guest): void {
    if (this.over || !this.#joins) return;
    const host = this.#hosts++;
    this.stamps.passed();
    const { facts } = this.recorder.trace;
    facts.joined = [...(facts.joined ?? []), host];
    facts.joinedMs = [...(facts.joinedMs ?? []), this.stamps.now()];
    this.placed.join(host, guest);
    guest.whenGone(() => {
      if (this.over) return;
      this.stamps.passed();
      this.hostGone(host);
      this.settle();
    });
    this.#joins.put(host);
    this.settle();
  }

  hostGone(host: number): void {
    this.#endings.hostGone(host);
  }

  /** Everything stops where it stands. */
  stop(): void {
    this.over = true;
    for (const thing of this.shared) thing.end();
    this.lock?.end();
    this.#workers.stop();
    this.mainLoop.sweep();
  }

  settle(): void {
    if (this.#settling || this.over) return;
    const { lock } = this;
    if (lock && this.ready > 0 && !lock.want(this.#goOnUnderLock)) return;
    this.#settling = true;
    try {
      do for (let process = this.#ready.shift(); process; process = this.#ready.shift()) this.#step(process);
      while (!this.over && this.later.next());
    } finally {
      this.#settling = false;
      lock?.drop();
    }
    endIfNothingUnderWay(this);
  }

  readonly #goOnUnderLock = (): void => {
    this.stamps.passed();
    this.settle();
  };

  carryOn(process: PageProcess): void {
    this.#settling = true;
    if (process.throwing || process.next === 'step') {
      this.#tasks.lateTurn(process);
      this.#step(process);
    } else if (this.#tasks.turn(process)) this.#step(process);
    this.#settling = false;
    this.settle();
  }

  process(
    program: Program,
    args: readonly unknown[],
    place: PageProcess['place'],
    lane: number,
    task: TaskNumber,
  ): PageProcess {
    const onLoop = (place?.cpu ?? this.#engine.caller) === 'loop';
    const steps = program(this.env, ...args);
    const process = new PageProcess(this.#turns, this.#made++, steps, place, onLoop, lane, task);
    this.#processes?.push(process);
    return process;
  }

  nameOf(program: Program): string | undefined {
    return this.#inside ? this.#nameOf.get(program) : undefined;
  }

  wake(process: PageProcess, value: unknown): void {
    process.at = 'ready';
    process.waitsAt = undefined;
    process.isPatient = false;
    process.value = value;
    if (process.onLoop) this.eventLoop.wake(process);
    else this.#ready.push(process);
  }

  pushReady(process: PageProcess): void {
    this.#ready.push(process);
  }

  /** Runs the generator until it blocks. */
  #step(process: PageProcess): void {
    // One whose worker is lost ends as soon as that is gone.
    if (process.at === 'ended' || process.dead) return;
    if (process.throwing) {
      this.#tasks.breakOff(process);
      this.#requests.giveUp(process);
    }
    this.#running = process;
    for (;;) {
      const { value, throwing } = process;
      process.value = process.throwing = undefined;
      if (throwing && process === this.main && !this.recorder.trace.facts.hung) this.raise(['TimeoutError']);
      let result: IteratorResult<Request, void>;
      try {
        result = throwing ? process.steps.throw(throwing) : process.steps.next(value);
      } catch (error) {
        this.ended(process, error);
        return;
      }
      if (result.done) {
        this.ended(process, undefined);
        return;
      }
      if (!this.#requests.answer(process, result.value)) return;
    }
  }

  ended(process: PageProcess, error: unknown): void {
    this.end(process, error === undefined ? RETURNED : { ...RETURNED, error });
    if (error !== undefined && !(error instanceof Cancelled)) this.onError(error);
  }

  end(process: PageProcess, ending: Ending): void {
    process.at = 'ended';
    process.ending = ending;
    if (process.place) this.progress.insiders.delete(process);
    this.placed.forget(process);
    if (this.manyMachines && !ending.died) this.#workers.dismiss(process);
    if (!process.joiners) return;
    for (const joiner of process.joiners) this.wake(joiner, ending);
    process.joiners = undefined;
  }

  dropNext(): void {
    this.#drops++;
  }

  raise(what: readonly (TaskNumber | string)[]): void {
    const { facts } = this.recorder.trace;
    if (facts.raised) return;
    facts.raised = what.map((one) => (typeof one === 'number' ? this.env.scenario.tasks[one]!.id : one));
    facts.raisedMs = this.stamps.now();
  }

  /** A task has its permit: the process that does it starts, and if the task waited for it, in the same turn. */
  #enter(entrant: Entrant, task: TaskNumber, permits: Admission, waited: boolean, givenBy: number): void {
    const process = this.process(entrant.program, [task, permits, ...entrant.args], entrant.place, task, task);
    process.givenBy = givenBy;
    if (waited) this.wake(process, undefined);
    else this.eventLoop.start(process);
  }

  #makeEnv({ env, surroundings }: DriverOptions): Env {
    const { recorder } = this;
    const around: Surroundings = {
      ...surroundings,
      wake: (process, value) => this.wake(process, value),
      later: (ms, act) => this.later.after(ms, act),
      enter: (entrant, task, permits, waited, givenBy) => this.#enter(entrant, task, permits, waited, givenBy),
      lastOfRunning: () => this.#running.last,
      settle: () => {
        this.stamps.passed();
        this.settle();
      },
    };
    const share = <T extends PageQueue | PagePermits>(thing: T): T => {
      this.shared.push(thing);
      return thing;
    };
    const joins = this.#engine.manyMachines ? new PageQueue(around) : undefined;
    return {
      ...env,
      joins,
      now: () => this.stamps.now(),
      queue: () => share(new PageQueue(around)),
      permits: (count) => share(new PagePermits(count, around)),
      admission: (count, entrant) => new PagePermits(count, around, entrant),
      submit: (task) => recorder.submit(task, this.stamps.now()),
      queueAfter: (task, ended) => queueAfter(recorder, task, ended, this.stamps.now()),
      deliver: (task, attempt) => recorder.deliver(task, this.stamps.now(), attempt),
      caught: (task, error, type) =>
        noteCaught(recorder.trace.facts, env.scenario.tasks[task]!.id, { ms: this.stamps.now(), error, type }),
      waited: (task, cause) => recorder.waited(task, causeNumber(cause), this.stamps.now()),
      attempts: (task) => recorder.book.begun(task),
      drops: () => this.#drops > 0 && this.#drops-- > 0,
      link: () => LINK,
      raise: (what) => this.raise(what),
      cancel: (process) => this.#endings.cancel(asProcess(process)),
      cancelWithCaller: (processes) => {
        this.#endings.cancelWithCaller = processes;
      },
      interrupt: (process) => this.#endings.interrupt(asProcess(process)),
      kill: (process) => this.#endings.kill(asProcess(process)),
      killHost: (host) => this.#endings.hostGone(host),
    };
  }
}

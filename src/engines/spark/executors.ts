/**
 * Executors and their Python processes (`executor/Executor.scala`, `api/python/PythonWorkerFactory.scala`, `pyspark/daemon.py`,
 * `pyspark/worker.py`): a slot is only counted; a task's process is whichever has been idle longest, else a new one.
 */
import { Fifo } from '../fifo.ts';
import type { Io } from '../io.ts';
import {
  delay,
  type Ending,
  type Env,
  get,
  join,
  type Link,
  move,
  type Process,
  perform,
  type Steps,
  spawn,
  spawnOn,
  type TaskNumber,
} from '../vocabulary.ts';
import { type Costs, LATENCY, SHORT_MS } from './costs.ts';
import { PLACE } from './place.ts';
import { PythonWorker } from './python-worker.ts';
import type { SparkRules } from './rules.ts';
import type { Stage } from './stages.ts';

export type Outcome = 'ok' | 'failed' | 'killed' | 'fetch failed';

/** One attempt of a task in a slot. */
export interface Attempt {
  /** In the order of launches. */
  readonly id: number;
  readonly task: TaskNumber;
  readonly stage: Stage;
  readonly executor: Executor;
  /** When it was launched (ms). */
  readonly sinceMs: number;
  /** Its executor finds that its input is gone. */
  readonly inputIsGone: boolean;
  /** Its number among the attempts at the task, once it has begun. */
  number: number;
  /** When the driver had it killed (ms). */
  killedMs: number | undefined;
  /** The driver knows that it has ended. */
  isOver: boolean;
}

/** What executors tell the driver, and what they share. */
export interface Driver {
  readonly env: Env;
  readonly io: Io;
  readonly costs: Costs;
  readonly rules: SparkRules;
  /** All executors run in the driver's own JVM. */
  readonly isLocal: boolean;
  /** An attempt has ended, and its slot is free. */
  update(attempt: Attempt, outcome: Outcome): Steps;
  /** The executor's connection is closed. */
  lost(executor: Executor): Steps;
}

type Worker = PythonWorker<Attempt>;

/** The monitor of a killed task looks so often (ms), and gives the process as long again (`spark.python.task.killTimeout`). */
const KILL_TIMEOUT_MS = 2000;
/** How long it takes until a task is known to miss its input (ms): a second was seen, while the other executor was gone. */
const FETCH_FAILED_MS = 1000;

export class Executor {
  isAlive = true;
  free: number;
  readonly running = new Set<Attempt>();
  readonly #idle = new Fifo<Worker>();
  readonly #workerOf = new Map<Attempt, Worker>();
  /** Attempts at stages of which a task has begun here: what their tasks have in common is here. */
  readonly #fetched = new Set<Stage>();
  /** All that it and its Python processes say to each other. */
  readonly #sockets: Link;
  #hasWritten: boolean;
  /** From when on there is a daemon (ms); undefined before anybody asked for one. */
  #daemonMs: number | undefined;

  constructor(
    readonly driver: Driver,
    /** The machine that it is on. */
    readonly host: number,
    /** The name of that machine, which others may bear as well. */
    readonly hostName: string,
    readonly slots: number,
    isCold: boolean,
  ) {
    this.free = slots;
    this.#sockets = driver.env.link();
    this.#hasWritten = !isCold;
    if (!isCold) this.#daemonMs = 0;
  }

  /** Starts its JVM, and as many Python processes as it has slots where it is warm. */
  *start(isCold: boolean): Steps {
    const { env } = this.driver;
    const jvm: Process = yield spawnOn(this.host, () => wait(env), [], PLACE, -1);
    yield spawn(() => this.#watch(jvm), []);
    for (let k = 0; !isCold && k < this.slots; k++) {
      const worker = new PythonWorker<Attempt>(env);
      this.#idle.push(worker);
      yield* this.#startWorker(worker, 0);
    }
  }

  /** A task arrives. */
  *launch(attempt: Attempt): Steps {
    this.free--;
    this.running.add(attempt);
    if (!this.isAlive) return;
    const { io, costs } = this.driver;
    if (attempt.inputIsGone) io.after(FETCH_FAILED_MS + costs.end, () => this.#end(attempt, 'fetch failed'));
    let worker = this.#idle.shift();
    if (!worker) {
      worker = new PythonWorker<Attempt>(this.driver.env);
      yield* this.#startWorker(worker, this.#forkMs());
    }
    worker.attempt = attempt;
    this.#workerOf.set(attempt, worker);
    worker.inbox.put(attempt);
  }

  /** What its Python function does goes on, unseen, until a monitor kills its process. */
  kill(attempt: Attempt): void {
    const { io, env, rules } = this.driver;
    attempt.killedMs = io.now;
    const looks = Math.max(1, Math.ceil((io.now - attempt.sinceMs) / KILL_TIMEOUT_MS));
    const atMs = attempt.sinceMs + (looks + 1) * KILL_TIMEOUT_MS;
    const end = () => {
      const worker = this.#workerOf.get(attempt);
      if (worker && attempt.number > 0 && !attempt.isOver) env.kill(worker.process);
    };
    if (!rules.tasksGoOn) end();
    else if (rules.killTimeout) io.after(atMs - io.now, end);
  }

  /** The stage is tried anew: what its tasks have in common is fetched anew. */
  forget(stage: Stage): void {
    this.#fetched.delete(stage);
  }

  /** A new process takes so long (ms); the daemon that forks it is waited for by all. */
  #forkMs(): number {
    const { io, costs } = this.driver;
    this.#daemonMs ??= io.now + costs.daemon;
    return Math.max(0, this.#daemonMs - io.now) + costs.fork;
  }

  *#startWorker(worker: Worker, bootMs: number): Steps {
    worker.process = yield spawnOn(this.host, () => this.#live(worker, bootMs), [], PLACE);
    yield spawn(() => this.#watchWorker(worker), []);
  }

  /** The life of a Python process. */
  *#live(worker: Worker, bootMs: number): Steps {
    const { env, costs, rules } = this.driver;
    yield delay(bootMs, 'start-up');
    let lastMs = Number.POSITIVE_INFINITY;
    for (let isNew = bootMs > 0; ; isNew = false) {
      const attempt: Attempt = yield get(worker.inbox);
      const { task, sinceMs } = attempt;
      env.waited(task, isNew ? 'start-up' : 'worker');
      const way = this.#startMs(attempt);
      // While a process boots, its executor gets the task ready.
      yield* this.#together(isNew ? Math.max(0, sinceMs + way - env.now()) : way);
      if (lastMs < SHORT_MS) yield delay(costs.short, 'message');
      if (attempt.killedMs !== undefined) {
        this.#ended(worker, attempt, 'killed', true);
        continue;
      }
      env.waited(task, attempt.stage.parents.length > 0 ? 'shuffle' : 'message');
      this.#fetched.add(attempt.stage);
      attempt.number = env.attempts(task) + 1;
      const beganMs = env.now();
      const ok: boolean = yield perform(task);
      lastMs = env.now() - beganMs;
      const goesOn = (ok || !rules.failureEndsProcess) && !attempt.inputIsGone;
      this.#ended(worker, attempt, ok ? 'ok' : 'failed', goesOn);
      if (!goesOn) return;
      yield* this.#together(costs.reuse);
    }
  }

  /** So much (ms) of starting or ending, which all that start or end on this executor slow. */
  *#together(ms: number): Steps {
    yield delay(LATENCY * ms, 'message');
    yield move(this.#sockets, this.driver.costs.work * ms);
  }

  /** Launch, up to the first instruction (ms). */
  #startMs({ stage, inputIsGone }: Attempt): number {
    const { costs, isLocal, rules } = this.driver;
    if (inputIsGone) return FETCH_FAILED_MS;
    if (!isLocal && rules.broadcast && this.#fetched.has(stage)) return costs.start - costs.broadcast;
    return costs.start + (stage.parents.length > 0 ? costs.read : 0);
  }

  /** The process is done with an attempt; `goesOn`: it may do others. */
  #ended(worker: Worker, attempt: Attempt, outcome: Outcome, goesOn: boolean): void {
    const { io, costs } = this.driver;
    worker.attempt = undefined;
    const writes = outcome === 'ok' && attempt.stage.children.length > 0;
    const more = writes ? costs.write + (this.#hasWritten ? 0 : costs.firstWrite) : 0;
    if (writes) this.#hasWritten = true;
    io.after(costs.end + more, () => {
      if (goesOn && !worker.isGone) this.#idle.push(worker);
      return this.#end(attempt, attempt.killedMs === undefined ? outcome : 'killed');
    });
  }

  *#end(attempt: Attempt, outcome: Outcome): Steps {
    if (attempt.isOver || !this.isAlive) return;
    attempt.isOver = true;
    this.running.delete(attempt);
    this.#workerOf.delete(attempt);
    this.free++;
    yield* this.driver.update(attempt, outcome);
  }

  /** A killed process is noticed at once: its socket is closed. */
  *#watchWorker(worker: Worker): Steps {
    const ending: Ending = yield join(worker.process);
    if (!ending.died || !this.isAlive) return;
    worker.isGone = true;
    this.#idle.remove(worker);
    if (worker.attempt) this.#ended(worker, worker.attempt, 'failed', false);
  }

  *#watch(jvm: Process): Steps {
    yield join(jvm);
    this.isAlive = false;
    const { io, costs } = this.driver;
    io.after(costs.loss, () => this.driver.lost(this));
  }
}

function* wait(env: Env): Steps {
  yield get(env.queue());
}

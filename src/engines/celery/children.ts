/**
 * The children of an instance (`concurrency/asynpool.py`, `billiard/pool.py`): each does one task at a time; a child that dies or has done its
 * tasks is noticed at once or, if a race is lost, at the pool's tick of 5 s; then the main process forks another one and does nothing else meanwhile.
 */

import { COLD } from '../knobs.ts';
import type { Ending, Process, Queue, Steps, TaskNumber, Timer } from '../vocabulary.ts';
import { delay, getJob, join, perform, spawn, spawnOn } from '../vocabulary.ts';
import type { MainProcess } from './app.ts';
import { BACKOFF, EXIT_NOTICE, MAX_TASKS, RETRY_DELAY, SOFT_LIMIT, TIME_LIMIT } from './knobs.ts';
import type { Message } from './message.ts';
import { CHILD } from './place.ts';

/** How long the main process waits for a child that it has told to end, before it kills it. */
const KILL_MS = 100;

class Child {
  process!: Process;
  /** Written to it and not begun; begun. */
  written: Message | undefined;
  doing: Message | undefined;
  /** It has done its last task, or is dead: the main process does not know it yet. */
  leaving = false;
  /** What it did was failed by the main process, which then killed it. */
  overdue = false;
  tasks = 0;
  limits: Timer[] = [];
  /** It is alive, as far as it knows. */
  lives = true;
  /** A message reaches it. */
  readonly gets = (message: Message) => this.inbox.put(message);

  constructor(
    readonly inbox: Queue,
    /** It has run nothing, and has published nothing. */
    public fresh: boolean,
    public unconnected: boolean,
  ) {}
}

export class Children {
  readonly #idle: Child[] = [];
  readonly #maxTasks: number;
  readonly #limitMs: number;
  readonly #softMs: number;

  constructor(
    readonly of: MainProcess,
    readonly count: number,
  ) {
    const { env } = of.app;
    this.#maxTasks = env.knob(MAX_TASKS);
    this.#limitMs = env.knob(TIME_LIMIT);
    this.#softMs = env.knob(SOFT_LIMIT);
  }

  *start(): Steps {
    const cold = this.of.app.env.knob(COLD) === 'on';
    for (let k = 0; k < this.count; k++) yield* this.#fork(cold);
  }

  /** Writes a task to a child that is idle, as far as the main process knows; gives whether there was one. */
  write(message: Message): boolean {
    const child = this.#nextIdle();
    if (!child) return false;
    const { io, costs } = this.of.app;
    child.written = message;
    if (!child.leaving) io.tell(child.fresh ? costs.firstBegin : costs.begin, child.gets, message);
    return true;
  }

  /** The first that is not leaving; where all are, the first. */
  #nextIdle(): Child | undefined {
    const at = this.#idle[0]?.leaving ? this.#idle.findIndex(({ leaving }) => !leaving) : 0;
    return at > 0 ? this.#idle.splice(at, 1)[0] : this.#idle.shift();
  }

  *#fork(fresh: boolean): Steps {
    const child = new Child(this.of.app.env.queue(), fresh, fresh);
    child.process = yield spawnOn(this.of.host, () => this.#live(child), [], CHILD);
    yield spawn(() => this.#watch(child), []);
    this.#idle.push(child);
  }

  /** While nothing limits its tasks or their number it does nothing but tasks: the kernel may let it go on with one after another. */
  *#live(child: Child): Steps {
    const { app } = this.of;
    const answers = () => {
      if (child.lives) this.#answers(child);
    };
    const taskOf = (message: Message): TaskNumber => {
      if (this.#isLimited) return -1;
      this.#begins(child, message);
      return message.task;
    };
    const ended = (_: TaskNumber, ok: boolean) => {
      const ms = this.#ends(child, ok);
      if (ms > 0) app.io.tell(ms, answers, undefined);
      else answers();
    };
    for (;;) {
      const message: Message = yield getJob(child.inbox, taskOf, ended);
      this.#begins(child, message);
      this.#setLimits(child, message);
      const ok: boolean = yield perform(message.task);
      for (const timer of child.limits.splice(0)) timer.callOff();
      const ms = this.#ends(child, ok);
      const leaves = app.rules.exits && this.#maxTasks > 0 && child.tasks >= this.#maxTasks;
      yield delay(ms, 'worker');
      child.leaving = leaves;
      this.#answers(child);
      if (!leaves) continue;
      yield delay(app.costs.childExit - app.costs.report, 'start-up');
      return;
    }
  }

  get #isLimited(): boolean {
    return this.#maxTasks > 0 || this.#limitMs > 0 || this.#softMs > 0;
  }

  #begins(child: Child, message: Message): void {
    child.written = undefined;
    child.doing = message;
    child.fresh = false;
    this.of.app.env.durable?.began(message.kept);
    this.of.accepted(message);
  }

  /** Its task has ended. Gives how long it takes until the main process knows (ms). */
  #ends(child: Child, ok: boolean): number {
    const { env, costs } = this.of.app;
    const message = child.doing!;
    if (ok) env.durable?.done(message.kept);
    child.tasks++;
    return this.#publishes(child, message, ok) + costs.report;
  }

  /** The main process hears that its task has ended. */
  #answers(child: Child): void {
    const message = child.doing!;
    child.doing = undefined;
    this.#idle.push(child);
    this.of.answered(message);
  }

  /** What the child publishes at the end of a task: a retry, or what follows. Gives how long that keeps it (ms). */
  #publishes(child: Child, { task, retries }: Message, ok: boolean): number {
    const { env, io, costs, canvas, broker } = this.of.app;
    const connecting = child.unconnected ? costs.coldPublish - costs.retryPublish : 0;
    child.unconnected = false;
    if (child.overdue) return 0;
    if (ok) {
      const { next, several } = canvas.done(task, connecting);
      const ms = next.length === 0 ? 0 : several ? costs.chordPublish : costs.chainPublish;
      for (const follower of next) {
        env.queueAfter(follower, task);
        io.after(ms + connecting, () => broker.publish(follower, 0, this.#delayOf(follower)));
      }
      return connecting + (several ? 0 : ms);
    }
    const { retry = 0 } = env.scenario.tasks[task]!;
    const soft = this.#softened.delete(child);
    if (soft || retries >= retry) {
      canvas.lose(task, soft ? 'SoftTimeLimitExceeded' : retry > 0 ? 'MaxRetriesExceededError' : task, connecting);
      return connecting;
    }
    if (canvas.isOver(task)) return connecting;
    env.queueAfter(task, task);
    const countdown = env.knob(RETRY_DELAY) * (env.knob(BACKOFF) === 'on' ? 2 ** retries : 1);
    const dueMs = io.now + countdown;
    const ms = connecting + costs.retryPublish;
    io.after(ms, () => broker.publish(task, retries + 1, dueMs));
    return ms;
  }

  #delayOf(task: number): number {
    const { env, io } = this.of.app;
    const { delayMs = 0 } = env.scenario.tasks[task]!;
    return delayMs > 0 ? io.now + delayMs : 0;
  }

  readonly #softened = new Set<Child>();

  #setLimits(child: Child, message: Message): void {
    const { env, io, costs, rules, canvas } = this.of.app;
    if (this.#softMs > 0 && rules.softRaises)
      child.limits.push(
        io.after(this.#softMs, () => {
          this.#softened.add(child);
          env.interrupt(child.process);
        }),
      );
    if (this.#limitMs === 0) return;
    child.limits.push(
      io.after(this.#limitMs, () => {
        child.overdue = true;
        canvas.lose(message.task, 'TimeLimitExceeded', costs.result);
        if (rules.killBlocks) this.of.keep(KILL_MS);
        env.kill(child.process);
      }),
    );
  }

  *#watch(child: Child): Steps {
    const { app } = this.of;
    const ending: Ending = yield join(child.process);
    child.lives = false;
    for (const timer of child.limits.splice(0)) timer.callOff();
    if (ending.ofHost) {
      if (this.of.alive) this.of.gone();
      return;
    }
    child.leaving = true;
    const after = ending.died && !child.overdue ? app.costs.lostNotice : 0;
    const ms = Math.max(this.of.keptMs, after);
    // Where two time limits end at one moment, it stays busy with the second.
    const notice = () => {
      if (this.of.alive && this.of.keptMs > 0) app.io.after(this.of.keptMs, notice);
      else if (this.of.alive) this.#noticed(child);
    };
    // Where the race is lost, only a tick shows it.
    if (app.env.knob(EXIT_NOTICE) === 'at once' || !app.rules.ticks) app.io.after(ms, notice);
    else app.ticks.next(ms, notice);
  }

  #noticed(child: Child): void {
    const { costs, io } = this.of.app;
    const at = this.#idle.indexOf(child);
    if (at >= 0) this.#idle.splice(at, 1);
    if (child.doing && child.overdue) this.of.answered(child.doing);
    else if (child.doing) this.of.lost(child.doing);
    if (child.written) this.of.putBack(child.written);
    this.of.keep(costs.fork);
    io.after(this.of.keptMs, () => this.#replace());
  }

  *#replace(): Steps {
    if (!this.of.alive) return;
    yield* this.#fork(true);
    this.of.dispatch();
  }
}

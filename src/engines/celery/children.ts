/**
 * The children of an instance (`concurrency/asynpool.py`, `billiard/pool.py`): each does one task at a time; a child that dies or has done its
 * tasks is noticed at once or, if a race is lost, at the pool's tick of 5 s; then the main process forks another one and does nothing else meanwhile.
 */
import { COLD } from '../knobs.ts';
import { delay, type Ending, join, perform, type Steps, spawn, spawnOn } from '../vocabulary.ts';
import type { MainProcess } from './app.ts';
import { Child, type Siblings } from './child.ts';
import { EXIT_NOTICE, MAX_TASKS, SOFT_LIMIT, TIME_LIMIT } from './knobs.ts';
import { type MessageNumber, NO_MESSAGE } from './messages.ts';
import { CHILD } from './place.ts';

/** How long the main process waits for a child that it has told to end, before it kills it. */
const KILL_MS = 100;

export class Children implements Siblings {
  readonly areLimited: boolean;
  readonly #idle: Child[] = [];
  readonly #maxTasks: number;
  readonly #limitMs: number;
  readonly #softMs: number;

  constructor(
    readonly main: MainProcess,
    readonly count: number,
  ) {
    const { env } = main.app;
    this.#maxTasks = env.knob(MAX_TASKS);
    this.#limitMs = env.knob(TIME_LIMIT);
    this.#softMs = env.knob(SOFT_LIMIT);
    this.areLimited = this.#maxTasks > 0 || this.#limitMs > 0 || this.#softMs > 0;
  }

  *start(): Steps {
    const cold = this.main.app.env.knob(COLD) === 'on';
    for (let k = 0; k < this.count; k++) yield* this.#fork(cold);
  }

  /** Writes a task to a child that is idle, as far as the main process knows; gives whether there was one. */
  write(message: MessageNumber): boolean {
    const child = this.#nextIdle();
    if (!child) return false;
    const { io, costs } = this.main.app;
    child.written = message;
    if (!child.leaving) io.tell(child.fresh ? costs.firstBegin : costs.begin, GETS, child);
    return true;
  }

  /** The first that is not leaving; where all are, the first. */
  #nextIdle(): Child | undefined {
    const at = this.#idle[0]?.leaving ? this.#idle.findIndex(({ leaving }) => !leaving) : 0;
    return at > 0 ? this.#idle.splice(at, 1)[0] : this.#idle.shift();
  }

  *#fork(fresh: boolean): Steps {
    const child = new Child(this, this.main.app.env.queue(), fresh, fresh);
    child.process = yield spawnOn(this.main.host, () => this.#live(child), [], CHILD);
    yield spawn(() => this.#watch(child), []);
    this.#idle.push(child);
  }

  /** While nothing limits its tasks or their number the kernel may do one after another, and this goes on with none. */
  *#live(child: Child): Steps {
    const { app } = this.main;
    for (;;) {
      const message: MessageNumber = yield child;
      child.begins(message);
      this.#setLimits(child);
      const ok: boolean = yield perform(app.broker.messages.taskOf(message));
      for (const timer of child.limits.splice(0)) timer.callOff();
      const ms = child.ends(ok);
      const leaves = app.rules.exits && this.#maxTasks > 0 && child.tasks >= this.#maxTasks;
      yield delay(ms, 'worker');
      child.leaving = leaves;
      this.answers(child);
      if (!leaves) continue;
      yield delay(app.costs.childExit - app.costs.report, 'start-up');
      return;
    }
  }

  answers(child: Child): void {
    const message = child.doing;
    child.doing = NO_MESSAGE;
    this.#idle.push(child);
    this.main.answered(message);
  }

  #setLimits(child: Child): void {
    const { env, io, costs, rules, canvas, broker } = this.main.app;
    const message = child.doing;
    if (this.#softMs > 0 && rules.softRaises)
      child.limits.push(
        io.after(this.#softMs, () => {
          child.softened = true;
          env.interrupt(child.process);
        }),
      );
    if (this.#limitMs === 0) return;
    child.limits.push(
      io.after(this.#limitMs, () => {
        child.overdue = true;
        canvas.lose(broker.messages.taskOf(message), 'TimeLimitExceeded', costs.result);
        if (rules.killBlocks) this.main.keep(KILL_MS);
        env.kill(child.process);
      }),
    );
  }

  *#watch(child: Child): Steps {
    const { app } = this.main;
    const ending: Ending = yield join(child.process);
    child.lives = false;
    for (const timer of child.limits.splice(0)) timer.callOff();
    if (ending.ofHost) {
      if (this.main.alive) this.main.gone();
      return;
    }
    child.leaving = true;
    const after = ending.died && !child.overdue ? app.costs.lostNotice : 0;
    const ms = Math.max(this.main.keptMs, after);
    // Where two time limits end at one moment, it stays busy with the second.
    const notice = () => {
      if (this.main.alive && this.main.keptMs > 0) app.io.after(this.main.keptMs, notice);
      else if (this.main.alive) this.#noticed(child);
    };
    // Where the race is lost, only a tick shows it.
    if (app.env.knob(EXIT_NOTICE) === 'at once' || !app.rules.ticks) app.io.after(ms, notice);
    else app.ticks.next(ms, notice);
  }

  #noticed(child: Child): void {
    const { costs, io } = this.main.app;
    const at = this.#idle.indexOf(child);
    if (at >= 0) this.#idle.splice(at, 1);
    if (child.doing !== NO_MESSAGE && child.overdue) this.main.answered(child.doing);
    else if (child.doing !== NO_MESSAGE) this.main.lost(child.doing);
    if (child.written !== NO_MESSAGE) this.main.putBack(child.written);
    this.main.keep(costs.fork);
    io.after(this.main.keptMs, () => this.#replace());
  }

  *#replace(): Steps {
    if (!this.main.alive) return;
    yield* this.#fork(true);
    this.main.dispatch();
  }
}

/** What was written to the child reaches it. */
const GETS = (child: Child): void => child.queue.put(child.written);

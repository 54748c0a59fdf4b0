/** A child of an instance (`billiard/pool.py`, `app/trace.py`): the task that it does, and what it publishes at the end of it. */
import type { GetRequest, Process, Queue, TaskNumber, Timer } from '../vocabulary.ts';
import type { MainProcess } from './app.ts';
import { BACKOFF, RETRY_DELAY } from './knobs.ts';
import { type MessageNumber, NO_MESSAGE } from './messages.ts';

/** What a child has of all children of its instance. */
export interface Siblings {
  readonly main: MainProcess;
  /** Something limits their tasks or their number. */
  readonly areLimited: boolean;
  /** A child whose task has ended is idle again, as far as the main process knows. */
  answers(child: Child): void;
}

/** It is its own request for the next message, so that there is one object a child, not several. */
export class Child implements GetRequest {
  readonly op = 'get';
  readonly untilGivingUp = false;
  process!: Process;
  /** Written to it and not begun; begun. */
  written = NO_MESSAGE;
  doing = NO_MESSAGE;
  /** It has done its last task, or is dead: the main process does not know it yet. */
  leaving = false;
  /** What it did was failed by the main process, which then killed it; its soft time limit was raised. */
  overdue = false;
  softened = false;
  tasks = 0;
  limits: Timer[] = [];
  /** It is alive, as far as it knows. */
  lives = true;

  constructor(
    readonly of: Siblings,
    readonly queue: Queue,
    /** It has run nothing, and has published nothing. */
    public fresh: boolean,
    public unconnected: boolean,
  ) {}

  /** While nothing limits its tasks or their number it does nothing but tasks: the kernel may let it go on with one after another. */
  taskOf(item: unknown): TaskNumber {
    if (this.of.areLimited) return -1;
    const message = item as MessageNumber;
    this.begins(message);
    return this.of.main.app.broker.messages.taskOf(message);
  }

  ended(_: TaskNumber, ok: boolean): void {
    const ms = this.ends(ok);
    if (ms > 0) this.of.main.app.io.tell(ms, ANSWERS, this);
    else if (this.lives) this.of.answers(this);
  }

  begins(message: MessageNumber): void {
    const { main } = this.of;
    this.written = NO_MESSAGE;
    this.doing = message;
    this.fresh = false;
    const { broker, env } = main.app;
    env.durable?.began(broker.messages.kept(message));
    main.accepted(message);
  }

  /** Its task has ended. Gives how long it takes until the main process knows (ms). */
  ends(ok: boolean): number {
    const { env, broker, costs } = this.of.main.app;
    if (ok) env.durable?.done(broker.messages.kept(this.doing));
    this.tasks++;
    return this.#publishes(ok) + costs.report;
  }

  /** A retry, or what follows. Gives how long that keeps it (ms). */
  #publishes(ok: boolean): number {
    const { env, io, costs, canvas, broker } = this.of.main.app;
    const connecting = this.unconnected ? costs.coldPublish - costs.retryPublish : 0;
    this.unconnected = false;
    if (this.overdue) return 0;
    const task = broker.messages.taskOf(this.doing);
    if (!ok) return this.#publishesRetry(task, broker.messages.retriesOf(this.doing), connecting);
    const { next, several } = canvas.done(task, connecting);
    if (next.length === 0) return connecting;
    const ms = several ? costs.chordPublish : costs.chainPublish;
    for (const follower of next) {
      env.queueAfter(follower, task);
      const unlocked = canvas.isCallback(follower) ? canvas.unlock?.untilLookMs(follower) : undefined;
      io.after(unlocked ?? ms + connecting, () => {
        canvas.published(follower);
        broker.publish(follower, 0, this.#dueMsOf(follower));
      });
    }
    return connecting + (several ? 0 : ms);
  }

  #publishesRetry(task: TaskNumber, retries: number, connecting: number): number {
    const { env, io, costs, canvas, broker } = this.of.main.app;
    const { retry = 0 } = env.scenario.tasks[task]!;
    const soft = this.softened;
    this.softened = false;
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

  #dueMsOf(task: TaskNumber): number {
    const { env, io } = this.of.main.app;
    const { delayMs = 0 } = env.scenario.tasks[task]!;
    return delayMs > 0 ? io.now + delayMs : 0;
  }
}

const ANSWERS = (child: Child): void => {
  if (child.lives) child.of.answers(child);
};

/**
 * Who follows whom, and what the caller hears (`canvas.py`, `app/trace.py`, `backends/base.py`): the child that ended a task publishes what
 * follows, the next of a chain or, if it is the last of several, a chord's callback. After a failure what follows never runs.
 */
import type { Io } from '../io.ts';
import type { Env, Queue, TaskNumber } from '../vocabulary.ts';
import type { ChordUnlock } from './chord-unlock.ts';

/** A task has failed for good: by its own exception, named by the task, or by another one's name. */
export interface Failure {
  readonly task: TaskNumber;
  readonly error: TaskNumber | string;
}

/** What became of a task: just its number where it has ended well. */
export type News = TaskNumber | Failure;

/** The task that it is about. */
export const taskOf = (news: News): TaskNumber => (typeof news === 'number' ? news : news.task);

export class Canvas {
  /** What the caller hears, after so long (ms); undefined where it does not listen. */
  inbox: Queue | undefined;
  readonly #over: Uint8Array;
  /** By task: how many it still waits for. */
  readonly #missing: Int32Array;
  readonly #followers = new Map<TaskNumber, TaskNumber[]>();
  /** Callbacks of chords of which a member has failed. */
  readonly #doomed = new Set<TaskNumber>();

  constructor(
    env: Env,
    readonly io: Io,
    /** The tasks that each one follows. */
    readonly follows: readonly (readonly TaskNumber[])[],
    readonly resultMs: number,
    /** Where the back end counts no members. */
    readonly unlock?: ChordUnlock,
  ) {
    this.#over = new Uint8Array(env.taskCount);
    this.#missing = new Int32Array(follows.length);
    for (const [task, before] of follows.entries()) {
      this.#missing[task] = before.length;
      for (const other of before) {
        const list = this.#followers.get(other);
        if (list) list.push(task);
        else this.#followers.set(other, [task]);
      }
    }
  }

  /** Whether the task waits for no other. */
  isFree(task: TaskNumber): boolean {
    return this.#missing.length === 0 || this.#missing[task] === 0;
  }

  isOver(task: TaskNumber): boolean {
    return this.#over[task] === 1;
  }

  /** The task's first message is published now. */
  published(task: TaskNumber): void {
    if (!this.unlock) return;
    for (const follower of this.#followers.get(task) ?? [])
      if (this.isCallback(follower)) this.unlock.published(follower);
  }

  isCallback(task: TaskNumber): boolean {
    return this.follows[task]!.length > 1;
  }

  /** The task has ended well, so late (ms from now) for others. Gives what may be published now: `several` if it was the last of several. */
  done(task: TaskNumber, lateMs: number): { readonly next: readonly TaskNumber[]; readonly several: boolean } {
    if (!this.#end(task, task, lateMs)) return NOTHING;
    const followers = this.#followers.size > 0 ? this.#followers.get(task) : undefined;
    if (!followers) return NOTHING;
    const next = followers.filter((follower) => this.#oneLess(follower, lateMs));
    return { next, several: next.some((follower) => this.isCallback(follower)) };
  }

  /** The task has failed for good; the next of a chain fails with it at once, a chord's callback when all its members have ended. */
  lose(task: TaskNumber, error: TaskNumber | string, lateMs: number): void {
    const lost = [task];
    for (let one = lost.pop(); one !== undefined; one = lost.pop()) {
      if (!this.#end(one, { task: one, error }, lateMs)) continue;
      for (const follower of this.#followers.get(one) ?? [])
        if (!this.isCallback(follower)) lost.push(follower);
        else {
          this.#doomed.add(follower);
          this.#oneLess(follower, lateMs);
        }
    }
  }

  /** One less that it waits for. Gives whether it may be published now. */
  #oneLess(follower: TaskNumber, lateMs: number): boolean {
    if (--this.#missing[follower]! > 0 || this.isOver(follower)) return false;
    if (!this.#doomed.has(follower)) return true;
    this.lose(follower, 'ChordError', lateMs);
    return false;
  }

  #end(task: TaskNumber, news: News, lateMs: number): boolean {
    if (this.#over[task] === 1) return false;
    this.#over[task] = 1;
    if (this.inbox) this.io.tell(lateMs + this.resultMs, this.#heard, news);
    return true;
  }

  readonly #heard = (news: News) => this.inbox!.put(news);
}

const NOTHING = { next: [], several: false } as const;

/** By task, the tasks that it follows: those that it names. */
export function named(env: Env): TaskNumber[][] {
  const { tasks } = env.scenario;
  if (env.bare) return [];
  const linked = tasks.some(({ after }) => after?.length);
  const numbers = new Map(linked ? tasks.map(({ id }, task) => [id, task]) : []);
  return linked ? tasks.map(({ after = [] }) => [...new Set(after)].map((id) => numbers.get(id)!)) : [];
}

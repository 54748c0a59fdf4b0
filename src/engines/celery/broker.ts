/**
 * The broker (`kombu/transport/redis.py`): four lists by priority, each first in, first out; workers that ask for a message are served in the
 * order in which they asked; what was fetched and not acknowledged is kept beside, and put back in front once that is too long ago
 * (`restore_visible`). SQLite (`kombu/transport/sqlalchemy`) has one list, is looked into once a second while it is empty, and keeps nothing.
 */
import { Fifo } from '../fifo.ts';
import type { Io } from '../io.ts';
import type { Env, TaskNumber, Timer } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import { BROKER, POLL_PHASE, RESTORE_EVERY, RESTORE_INTERVAL, VISIBILITY } from './knobs.ts';
import { Fetched, Message } from './message.ts';
import type { CeleryRules } from './rules.ts';

/** Who asks for messages. */
export interface Reader {
  readonly alive: boolean;
  takes(message: Message): void;
}

/** Priorities are rounded down to these many steps. */
const STEPS = 4;
const STEP = 3;
/** How often an empty SQLite is looked into (ms). */
const POLL_MS = 1000;

export class Broker {
  /** A task's number stands for its message where that says no more, and nobody has seen it yet. */
  readonly #lists: Fifo<Message | TaskNumber>[] = Array.from({ length: STEPS }, () => new Fifo());
  readonly #readers = new Fifo<Reader>();
  readonly #unacked = new Fetched();
  /** All messages go to one list. */
  readonly #oneList: boolean;
  #lookout: Timer | undefined;
  readonly #timeoutMs: number;
  readonly #lookEveryMs: number;
  readonly #polls: boolean;
  /** SQLite: when it may be looked into next (ms). */
  #nextPollMs: number;
  #polling = false;

  constructor(
    readonly env: Env,
    readonly io: Io,
    readonly costs: Costs,
    readonly rules: CeleryRules,
    /** Somebody is there to look for lost messages. */
    readonly anyAlive: () => boolean,
  ) {
    this.#timeoutMs = env.knob(VISIBILITY);
    this.#lookEveryMs = Math.max(1, env.knob(RESTORE_INTERVAL) * env.knob(RESTORE_EVERY));
    this.#polls = env.knob(BROKER) === 'sqlite';
    this.#oneList = this.#polls || !rules.priorities || env.bare === true;
    this.#nextPollMs = this.#polls && rules.polls ? POLL_MS - env.knob(POLL_PHASE) : 0;
  }

  /** A new message arrives: the task's, which was tried so often before and is not to be begun before that time (ms; 0 for at once). */
  publish(task: TaskNumber, retries: number, dueMs: number): void {
    const { durable } = this.env;
    if (durable || retries > 0 || dueMs > 0) {
      const message = new Message(task, retries, dueMs);
      durable?.publish(message.kept);
      this.put(message);
      return;
    }
    this.#listOf(task).push(task);
    if (this.#readers.length > 0) this.#serve();
  }

  /** A message arrives: at the end of its list, or before all others there. */
  put(message: Message, front = false): void {
    const list = this.#listOf(message.task);
    if (front) list.pushFront(message);
    else list.push(message);
    this.#serve();
  }

  #listOf(task: TaskNumber): Fifo<Message | TaskNumber> {
    if (this.#oneList) return this.#lists[0]!;
    const { priority = 0 } = this.env.scenario.tasks[task]!;
    return this.#lists[Math.min(STEPS - 1, Math.floor(priority / STEP))]!;
  }

  /** Who asks gets the next message as soon as there is one. */
  read(reader: Reader): void {
    this.#readers.push(reader);
    this.#serve();
  }

  stopReading(reader: Reader): void {
    this.#readers.remove(reader);
  }

  acknowledge(message: Message): void {
    this.env.durable?.acknowledge(message.kept);
    this.#forget(message);
  }

  #forget(message: Message): void {
    if (!this.#unacked.remove(message) || this.#unacked.length > 0) return;
    this.#lookout?.callOff();
    this.#lookout = undefined;
  }

  /** A message is not wanted where it was: it goes behind all others, and may be fetched again. */
  reject(message: Message): void {
    this.#forget(message);
    this.#deliverAgain(message, false);
  }

  #serve(): void {
    while (this.#readers.length > 0) {
      if (this.#mustPoll()) return;
      const list = this.#oneList ? this.#lists[0]! : this.#lists.find(({ length }) => length > 0);
      if (!list || list.length === 0) {
        if (this.#polls && this.rules.polls) this.#poll(this.io.now + POLL_MS);
        return;
      }
      const next = list.shift()!;
      const message = typeof next === 'number' ? new Message(next, 0, 0) : next;
      if (this.env.drops?.()) {
        this.#fetched(message);
        continue;
      }
      const reader = this.#readers.shift()!;
      this.env.waited(message.task, 'broker');
      this.#fetched(message);
      reader.takes(message);
    }
  }

  /** It is on its way to a worker: SQLite forgets it, Redis keeps it aside until it is acknowledged. */
  #fetched(message: Message): void {
    if (this.#polls) this.env.durable?.acknowledge(message.kept);
    else {
      this.#unacked.add(message, this.io.now);
      if (!this.#lookout) this.#lookOut();
    }
  }

  /** SQLite: whether it is not to be looked into yet; it will be. */
  #mustPoll(): boolean {
    if (!this.#polls || this.io.now >= this.#nextPollMs) return false;
    this.#poll(this.#nextPollMs);
    return true;
  }

  #poll(atMs: number): void {
    this.#nextPollMs = atMs;
    if (this.#polling || this.#lists.every(({ length }) => length === 0)) return;
    this.#polling = true;
    this.io.after(atMs - this.io.now, () => {
      this.#polling = false;
      this.#serve();
    });
  }

  /** The next look at which something may be too old is waited for. The looks' phase is not known: the middle of the interval stands for it. */
  #lookOut(): void {
    if (this.#lookout || !this.rules.restores) return;
    const oldest = this.#unacked.first?.fetchedMs;
    if (oldest === undefined || !this.anyAlive()) return;
    const every = this.#lookEveryMs;
    const overdue = Math.max(oldest + this.#timeoutMs, this.io.now);
    const at = every / 2 + Math.max(0, Math.ceil((overdue - every / 2) / every)) * every;
    this.#lookout = this.io.after(at - this.io.now, () => {
      this.#lookout = undefined;
      this.#restore();
      this.#lookOut();
    });
  }

  /** What was fetched too long ago is put back in front, the newest first. */
  #restore(): void {
    if (!this.anyAlive()) return;
    for (const message of this.#unacked.until(this.io.now - this.#timeoutMs).toReversed()) {
      this.#unacked.remove(message);
      this.#deliverAgain(message, true);
    }
  }

  #deliverAgain(message: Message, front: boolean): void {
    if (this.env.attempts(message.task) > 0) this.env.queueAfter(message.task, message.task);
    this.put(message, front);
  }
}

/**
 * The broker (`kombu/transport/redis.py`): four lists by priority, each first in, first out; workers that ask for a message are served in the
 * order in which they asked; what was fetched and not acknowledged is kept beside, and put back in front once that is too long ago
 * (`restore_visible`). SQLite (`kombu/transport/sqlalchemy`) has one list, is looked into once a second while it is empty, and keeps nothing.
 */
import { Fifo } from '../fifo.ts';
import type { Io } from '../io.ts';
import { NumberList } from '../number-list.ts';
import type { Env, TaskNumber, Timer } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import { BROKER, POLL_PHASE, RESTORE_EVERY, RESTORE_INTERVAL, VISIBILITY } from './knobs.ts';
import { Fetched, type MessageNumber, Messages } from './messages.ts';
import type { CeleryRules } from './rules.ts';

/** Who asks for messages. */
export interface Reader {
  readonly alive: boolean;
  takes(message: MessageNumber): void;
}

/** Priorities are rounded down to these many steps. */
const STEPS = 4;
const STEP = 3;
/** How often an empty SQLite is looked into (ms). */
const POLL_MS = 1000;

export class Broker {
  readonly messages: Messages;
  readonly #lists = Array.from({ length: STEPS }, () => new NumberList());
  readonly #readers = new Fifo<Reader>();
  readonly #unacked: Fetched;
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
    this.messages = new Messages(env);
    this.#unacked = new Fetched(this.messages, io);
    this.#timeoutMs = env.knob(VISIBILITY);
    this.#lookEveryMs = Math.max(1, env.knob(RESTORE_INTERVAL) * env.knob(RESTORE_EVERY));
    this.#polls = env.knob(BROKER) === 'sqlite';
    this.#oneList = this.#polls || !rules.priorities || env.bare === true;
    this.#nextPollMs = this.#polls && rules.polls ? POLL_MS - env.knob(POLL_PHASE) : 0;
  }

  /** A new message arrives: the task's, which was tried so often before and is not to be begun before that time (ms; 0 for at once). */
  publish(task: TaskNumber, retries: number, dueMs: number): void {
    const message = this.messages.of(task, retries, dueMs);
    this.env.durable?.publish(this.messages.kept(message));
    this.put(message);
  }

  /** A message arrives: at the end of its list, or before all others there. */
  put(message: MessageNumber, front = false): void {
    const list = this.#listOf(message);
    if (front) list.pushFront(message);
    else list.push(message);
    if (this.#readers.length === 0) return;
    this.#passLooks();
    this.#serve();
  }

  #listOf(message: MessageNumber): NumberList {
    if (this.#oneList) return this.#lists[0]!;
    const { priority = 0 } = this.env.scenario.tasks[this.messages.taskOf(message)]!;
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

  acknowledge(message: MessageNumber): void {
    this.env.durable?.acknowledge(this.messages.kept(message));
    this.#forget(message);
  }

  #forget(message: MessageNumber): void {
    if (!this.#unacked.remove(message) || this.#unacked.length > 0) return;
    this.#lookout?.callOff();
    this.#lookout = undefined;
  }

  /** A message is not wanted where it was: it goes behind all others, and may be fetched again. */
  reject(message: MessageNumber): void {
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
      const message = list.shift();
      if (this.env.drops?.()) {
        this.#fetched(message);
        continue;
      }
      const reader = this.#readers.shift()!;
      this.env.waited(this.messages.taskOf(message), 'broker');
      this.#fetched(message);
      reader.takes(message);
    }
  }

  /** It is on its way to a worker: SQLite forgets it, Redis keeps it aside until it is acknowledged. */
  #fetched(message: MessageNumber): void {
    if (this.#polls) this.env.durable?.acknowledge(this.messages.kept(message));
    else {
      this.#unacked.add(message);
      if (!this.#lookout) this.#lookOut();
    }
  }

  /** SQLite: whether it is not to be looked into yet; it will be. */
  #mustPoll(): boolean {
    if (!this.#polls || this.io.now >= this.#nextPollMs) return false;
    this.#poll(this.#nextPollMs);
    return true;
  }

  /** Somebody has looked into SQLite once a second until now, and found nothing. */
  #passLooks(): void {
    const late = this.io.now - this.#nextPollMs;
    if (this.#polls && this.rules.polls && late > 0) this.#nextPollMs += Math.ceil(late / POLL_MS) * POLL_MS;
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
    const oldest = this.#unacked.firstMs;
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

  #deliverAgain(message: MessageNumber, front: boolean): void {
    const task = this.messages.taskOf(message);
    if (this.env.attempts(task) > 0) this.env.queueAfter(task, task);
    this.put(message, front);
  }
}

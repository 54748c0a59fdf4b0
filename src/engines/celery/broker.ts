/**
 * The broker (`kombu/transport/redis.py`): four lists by priority, each first in, first out; workers that ask for a message are served in the
 * order in which they asked; what was fetched and not acknowledged is kept beside, and put back in front once that is too long ago
 * (`restore_visible`). SQLite (`kombu/transport/sqlalchemy`) has one list, is looked into once a second while it is empty, and keeps nothing.
 */
import { Fifo } from '../fifo.ts';
import type { Io } from '../io.ts';
import type { Env, KeptMessage, Timer } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import { BROKER, POLL_PHASE, RESTORE_EVERY, RESTORE_INTERVAL, VISIBILITY } from './knobs.ts';
import type { CeleryRules } from './rules.ts';

/** A task on its way: all deliveries of it share it, and who acknowledges it does so for all. */
export type Message = KeptMessage;

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
  readonly #lists: Fifo<Message>[] = Array.from({ length: STEPS }, () => new Fifo<Message>());
  readonly #readers = new Fifo<Reader>();
  /** When each was fetched (ms), the earliest first. */
  readonly #unacked = new Map<Message, number>();
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
    this.#nextPollMs = this.#polls && rules.polls ? POLL_MS - env.knob(POLL_PHASE) : 0;
  }

  /** A new message arrives. */
  publish(message: Message): void {
    this.env.durable?.publish(message);
    this.put(message);
  }

  /** A message arrives: at the end of its list, or before all others there. */
  put(message: Message, front = false): void {
    const { priority = 0 } = this.env.scenario.tasks[message.task]!;
    const list =
      this.#lists[this.rules.priorities && !this.#polls ? Math.min(STEPS - 1, Math.floor(priority / STEP)) : 0]!;
    if (front) list.pushFront(message);
    else list.push(message);
    this.#serve();
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
    this.env.durable?.acknowledge(message);
    this.#forget(message);
  }

  #forget(message: Message): void {
    if (!this.#unacked.delete(message) || this.#unacked.size > 0) return;
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
      const list = this.#lists.find(({ length }) => length > 0);
      if (!list) {
        if (this.#polls && this.rules.polls) this.#poll(this.io.now + POLL_MS);
        return;
      }
      const message = list.shift()!;
      const reader = this.#readers.shift()!;
      this.env.waited(message.task, 'broker');
      if (this.#polls) this.env.durable?.acknowledge(message);
      else {
        this.#unacked.set(message, this.io.now);
        this.#lookOut();
      }
      reader.takes(message);
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
    const [oldest] = this.#unacked.values();
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
    const before = this.io.now - this.#timeoutMs;
    const overdue = [...this.#unacked].filter(([, fetchedMs]) => fetchedMs <= before).toReversed();
    for (const [message] of overdue) {
      this.#unacked.delete(message);
      this.#deliverAgain(message, true);
    }
  }

  #deliverAgain(message: Message, front: boolean): void {
    if (this.env.attempts(message.task) > 0) this.env.queueAfter(message.task, message.task);
    this.put(message, front);
  }
}

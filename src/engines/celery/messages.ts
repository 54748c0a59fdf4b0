/** Messages on their way, and those of them that were fetched and not acknowledged. No object a message: there may be a million. */
import type { Env, KeptMessage, TaskNumber } from '../vocabulary.ts';

/**
 * A message by its number: below the count of tasks it is the first one of the task with that number, which says no more. All deliveries of
 * a message share its number, and who acknowledges it does so for all.
 */
export type MessageNumber = number;

/** Stands where there is no message. */
export const NO_MESSAGE: MessageNumber = -1;

export class Messages {
  /** By message: which of all fetches its last one was, from 1, while nobody has acknowledged it; else 0. See `Fetched`. */
  fetch: Int32Array;
  /** By message: who has fetched it and not acknowledged it, 0 for nobody. See `Held`. */
  holder: Uint16Array;
  readonly #tasks: number;
  readonly #areKept: boolean;
  /** Those that say more than their task. */
  readonly #further: KeptMessage[] = [];

  constructor({ taskCount, durable }: Pick<Env, 'taskCount' | 'durable'>) {
    this.#tasks = taskCount;
    this.#areKept = durable !== undefined;
    this.fetch = new Int32Array(taskCount);
    this.holder = new Uint16Array(taskCount);
  }

  /** The message of a task that was tried so often before, and is not to be begun before that time (ms; 0 for at once). A task has one that says no more. */
  of(task: TaskNumber, retries: number, dueMs: number): MessageNumber {
    return this.#areKept || retries > 0 || dueMs > 0 ? this.add({ task, retries, dueMs }) : task;
  }

  /** A message of which all is given; as an earlier page has left it, too. */
  add(message: KeptMessage): MessageNumber {
    const number = this.#tasks + this.#further.length;
    this.#further.push(message);
    if (number >= this.fetch.length) this.#grow(2 * number + 1);
    return number;
  }

  taskOf(message: MessageNumber): TaskNumber {
    return message < this.#tasks ? message : this.kept(message).task;
  }

  retriesOf(message: MessageNumber): number {
    return message < this.#tasks ? 0 : this.kept(message).retries;
  }

  dueMsOf(message: MessageNumber): number {
    return message < this.#tasks ? 0 : this.kept(message).dueMs;
  }

  /** As it outlives the page, where any does. */
  kept(message: MessageNumber): KeptMessage {
    return this.#further[message - this.#tasks]!;
  }

  #grow(length: number): void {
    const { fetch, holder } = this;
    this.fetch = new Int32Array(length);
    this.fetch.set(fetch);
    this.holder = new Uint16Array(length);
    this.holder.set(holder);
  }
}

/** Those that were fetched and not acknowledged. */
export class Fetched {
  length = 0;
  /** A ring, as long as a power of two: fetch f lies at the place f modulo that. Of those from `#first` to `#end` some were acknowledged since. */
  #messages = new Int32Array(64);
  #ms = new Float64Array(64);
  #first = 1;
  #end = 1;

  /** `clock`: the time is its `now` (ms). */
  constructor(
    readonly of: Messages,
    readonly clock: { readonly now: number },
  ) {}

  /** When the one that was fetched first was fetched (ms); undefined where there is none. */
  get firstMs(): number | undefined {
    this.#passAcknowledged();
    return this.#first < this.#end ? this.#ms[this.#first & (this.#ms.length - 1)] : undefined;
  }

  /** It is fetched now. */
  add(message: MessageNumber): void {
    const { fetch } = this.of;
    if (fetch[message] === 0) this.length++;
    if (this.#end - this.#first === this.#messages.length) this.#makeRoom();
    const at = this.#end & (this.#messages.length - 1);
    this.#messages[at] = message;
    this.#ms[at] = this.clock.now;
    fetch[message] = this.#end++;
  }

  /** Takes it out; false if it was not there. */
  remove(message: MessageNumber): boolean {
    const { fetch } = this.of;
    if (fetch[message] === 0) return false;
    fetch[message] = 0;
    this.length--;
    return true;
  }

  /** All of them that were fetched at that time (ms) or before, in the order of fetching. */
  until(ms: number): MessageNumber[] {
    const found: MessageNumber[] = [];
    const last = this.#ms.length - 1;
    for (let at = this.#first; at < this.#end && this.#ms[at & last]! <= ms; at++)
      if (this.#isThere(at)) found.push(this.#messages[at & last]!);
    return found;
  }

  #isThere(at: number): boolean {
    return this.of.fetch[this.#messages[at & (this.#messages.length - 1)]!] === at;
  }

  #passAcknowledged(): void {
    while (this.#first < this.#end && !this.#isThere(this.#first)) this.#first++;
  }

  /** At least half of the ring is free then. */
  #makeRoom(): void {
    this.#passAcknowledged();
    const { length } = this.#messages;
    if (2 * (this.#end - this.#first) <= length) return;
    const [messages, ms, last] = [this.#messages, this.#ms, length - 1];
    if (2 * this.length > length) {
      this.#messages = new Int32Array(2 * length);
      this.#ms = new Float64Array(2 * length);
    }
    const wide = this.#messages.length - 1;
    let to = this.#first;
    for (let at = this.#first; at < this.#end; at++) {
      const message = messages[at & last]!;
      if (this.of.fetch[message] !== at) continue;
      this.#messages[to & wide] = message;
      this.#ms[to & wide] = ms[at & last]!;
      this.of.fetch[message] = to++;
    }
    this.#end = to;
  }
}

/** What one reader has fetched and not acknowledged. */
export class Held {
  length = 0;
  /** Of these, those that somebody else has fetched as well. */
  readonly #shared = new Set<MessageNumber>();

  constructor(
    readonly of: Messages,
    /** From 1, and another one for each reader. */
    readonly reader: number,
  ) {}

  add(message: MessageNumber): void {
    const { holder } = this.of;
    if (holder[message] === this.reader) return;
    if (holder[message] === 0) holder[message] = this.reader;
    else if (this.#shared.has(message)) return;
    else this.#shared.add(message);
    this.length++;
  }

  /** Takes it out; false if it was not there. */
  delete(message: MessageNumber): boolean {
    const { holder } = this.of;
    if (holder[message] === this.reader) holder[message] = 0;
    else if (!this.#shared.delete(message)) return false;
    this.length--;
    return true;
  }
}

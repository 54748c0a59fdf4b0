/** Messages on their way, and those of them that were fetched and not acknowledged. */
import type { KeptMessage, TaskNumber } from '../vocabulary.ts';

/** A task on its way: all deliveries of it share it, and who acknowledges it does so for all. */
export class Message implements KeptMessage {
  /** Who has fetched it and not acknowledged it; most have one such reader at most, a further one keeps it itself. */
  holder: object | undefined = undefined;
  /** While nobody has acknowledged it: which of all fetches its last one was, from 1, and when that was (ms). Else 0. */
  fetch = 0;
  fetchedMs = 0;

  constructor(
    readonly task: TaskNumber,
    readonly retries: number,
    readonly dueMs: number,
    /** As an earlier page has left it. */
    readonly left?: KeptMessage,
  ) {}

  /** As it outlives the page. */
  get kept(): KeptMessage {
    return this.left ?? this;
  }
}

/** Those that were fetched and not acknowledged. */
export class Fetched {
  length = 0;
  /** Those from `#first` to `#end`, in the order in which they were fetched, each with its fetch. Those that were acknowledged are taken out at times. */
  readonly #all: Message[] = [];
  readonly #numbers: number[] = [];
  #first = 0;
  #end = 0;
  #fetches = 0;

  /** The one that was fetched first. */
  get first(): Message | undefined {
    while (this.#first < this.#end && !this.#isThere(this.#first)) this.#first++;
    return this.#first < this.#end ? this.#all[this.#first] : undefined;
  }

  add(message: Message, nowMs: number): void {
    if (message.fetch === 0) this.length++;
    message.fetch = ++this.#fetches;
    message.fetchedMs = nowMs;
    if (this.#end >= MANY + 2 * this.length) this.#tidy();
    this.#all[this.#end] = message;
    this.#numbers[this.#end++] = message.fetch;
  }

  /** Takes it out; false if it was not there. */
  remove(message: Message): boolean {
    if (message.fetch === 0) return false;
    message.fetch = 0;
    this.length--;
    return true;
  }

  /** All of them that were fetched at that time (ms) or before. */
  until(ms: number): Message[] {
    this.#tidy();
    return this.#all.slice(0, this.#end).filter(({ fetchedMs }) => fetchedMs <= ms);
  }

  #isThere(at: number): boolean {
    return this.#all[at]!.fetch === this.#numbers[at];
  }

  #tidy(): void {
    let to = 0;
    for (let at = this.#first; at < this.#end; at++) {
      if (!this.#isThere(at)) continue;
      this.#all[to] = this.#all[at]!;
      this.#numbers[to++] = this.#numbers[at]!;
    }
    this.#first = 0;
    this.#end = to;
  }
}

/** Acknowledged ones are not looked for among fewer. */
const MANY = 256;

/** What one reader has fetched and not acknowledged. */
export class Held {
  length = 0;
  /** Of these, those that somebody else has fetched as well. */
  readonly #shared = new Set<Message>();

  add(message: Message): void {
    if (message.holder === this) return;
    if (message.holder === undefined) message.holder = this;
    else if (this.#shared.has(message)) return;
    else this.#shared.add(message);
    this.length++;
  }

  /** Takes it out; false if it was not there. */
  delete(message: Message): boolean {
    if (message.holder === this) message.holder = undefined;
    else if (!this.#shared.delete(message)) return false;
    this.length--;
    return true;
  }
}

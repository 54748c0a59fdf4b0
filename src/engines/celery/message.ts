/** Messages on their way, and those of them that were fetched and not acknowledged. */
import type { KeptMessage, TaskNumber } from '../vocabulary.ts';

/** A task on its way: all deliveries of it share it, and who acknowledges it does so for all. */
export class Message implements KeptMessage {
  /** Who has fetched it and not acknowledged it; most have one such reader at most, a further one keeps it itself. */
  holder: object | undefined = undefined;
  /** Whether it was fetched and not acknowledged by anybody; when that was (ms), and its neighbours among those. */
  isFetched = false;
  fetchedMs = 0;
  before: Message | undefined = undefined;
  after: Message | undefined = undefined;

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

/** Those that were fetched and not acknowledged, in the order in which they were fetched. */
export class Fetched {
  length = 0;
  #first: Message | undefined;
  #last: Message | undefined;

  get first(): Message | undefined {
    return this.#first;
  }

  /** It is fetched now. One that was fetched before keeps its place. */
  add(message: Message, nowMs: number): void {
    message.fetchedMs = nowMs;
    if (message.isFetched) return;
    message.isFetched = true;
    message.before = this.#last;
    if (this.#last) this.#last.after = message;
    else this.#first = message;
    this.#last = message;
    this.length++;
  }

  /** Takes it out; false if it was not there. */
  remove(message: Message): boolean {
    if (!message.isFetched) return false;
    const { before, after } = message;
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
    message.isFetched = false;
    message.before = message.after = undefined;
    this.length--;
    return true;
  }

  /** All of them that were fetched at that time (ms) or before. */
  until(ms: number): Message[] {
    const found: Message[] = [];
    for (let message = this.#first; message; message = message.after) if (message.fetchedMs <= ms) found.push(message);
    return found;
  }
}

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

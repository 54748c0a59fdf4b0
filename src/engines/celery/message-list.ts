/** First in, first out, for messages: those whose numbers follow each other are two numbers together, so that a million published in a row take no room. */
import { Fifo } from '../fifo.ts';
import type { MessageNumber } from './messages.ts';

export class MessageList {
  length = 0;
  /** The first row of numbers, from `#from` up to `#to`; the last one, if it is another; and those in between, two entries each. */
  #from = 0;
  #to = 0;
  #lastFrom = 0;
  #lastTo = 0;
  readonly #between = new Fifo<MessageNumber>();

  push(message: MessageNumber): void {
    this.length++;
    if (this.#lastFrom < this.#lastTo) {
      if (message === this.#lastTo) this.#lastTo++;
      else {
        this.#between.push(this.#lastFrom);
        this.#between.push(this.#lastTo);
        this.#startLast(message);
      }
    } else if (this.#from === this.#to) this.#startFirst(message);
    else if (message === this.#to) this.#to++;
    else this.#startLast(message);
  }

  /** Puts a message before all others. */
  pushFront(message: MessageNumber): void {
    this.length++;
    if (this.#from === this.#to) this.#startFirst(message);
    else if (message === this.#from - 1) this.#from--;
    else {
      if (this.#lastFrom < this.#lastTo) {
        this.#between.pushFront(this.#to);
        this.#between.pushFront(this.#from);
      } else {
        this.#lastFrom = this.#from;
        this.#lastTo = this.#to;
      }
      this.#startFirst(message);
    }
  }

  /** Takes the first message; there must be one. */
  shift(): MessageNumber {
    this.length--;
    const message = this.#from++;
    if (this.#from === this.#to && this.length > 0) this.#nextRow();
    return message;
  }

  #startFirst(message: MessageNumber): void {
    this.#from = message;
    this.#to = message + 1;
  }

  #startLast(message: MessageNumber): void {
    this.#lastFrom = message;
    this.#lastTo = message + 1;
  }

  #nextRow(): void {
    if (this.#between.length > 0) {
      this.#from = this.#between.shift()!;
      this.#to = this.#between.shift()!;
    } else {
      this.#from = this.#lastFrom;
      this.#to = this.#lastTo;
      this.#lastFrom = this.#lastTo;
    }
  }
}

/** First in, first out, for numbers of tasks or messages: those that follow each other are two numbers together, so that a million in a row take no room. */
import { Fifo } from './fifo.ts';

export class NumberList {
  length = 0;
  /** The first row of numbers, from `#from` up to `#to`; the last one, if it is another; and those in between, two entries each. */
  #from = 0;
  #to = 0;
  #lastFrom = 0;
  #lastTo = 0;
  readonly #between = new Fifo<number>();

  push(one: number): void {
    this.length++;
    if (this.#lastFrom < this.#lastTo) {
      if (one === this.#lastTo) this.#lastTo++;
      else {
        this.#between.push(this.#lastFrom);
        this.#between.push(this.#lastTo);
        this.#startLast(one);
      }
    } else if (this.#from === this.#to) this.#startFirst(one);
    else if (one === this.#to) this.#to++;
    else this.#startLast(one);
  }

  /** Puts a number before all others. */
  pushFront(one: number): void {
    this.length++;
    if (this.#from === this.#to) this.#startFirst(one);
    else if (one === this.#from - 1) this.#from--;
    else {
      if (this.#lastFrom < this.#lastTo) {
        this.#between.pushFront(this.#to);
        this.#between.pushFront(this.#from);
      } else {
        this.#lastFrom = this.#from;
        this.#lastTo = this.#to;
      }
      this.#startFirst(one);
    }
  }

  /** Takes the first number; there must be one. */
  shift(): number {
    this.length--;
    const one = this.#from++;
    if (this.#from === this.#to && this.length > 0) this.#nextRow();
    return one;
  }

  #startFirst(one: number): void {
    this.#from = one;
    this.#to = one + 1;
  }

  #startLast(one: number): void {
    this.#lastFrom = one;
    this.#lastTo = one + 1;
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

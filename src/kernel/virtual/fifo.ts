/** First in, first out, without moving what stays, and without giving back room that will be needed again. */
export class Fifo<T> {
  readonly #items: (T | undefined)[] = [];
  #first = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#first;
  }

  push(item: T): void {
    // Half of the room is used up: what is left moves to its begin.
    if (this.#first > 1024 && this.#first * 2 > this.#end) {
      this.#items.copyWithin(0, this.#first, this.#end);
      this.#items.fill(undefined, this.#end - this.#first, this.#end);
      this.#end -= this.#first;
      this.#first = 0;
    }
    this.#items[this.#end++] = item;
  }

  /** The first item; there must be one. */
  shift(): T {
    const item = this.#items[this.#first] as T;
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#end) this.#first = this.#end = 0;
    return item;
  }

  /** Takes an item out of the midst; gives whether it was there. */
  remove(item: T): boolean {
    const at = this.#items.indexOf(item, this.#first);
    if (at < 0 || at >= this.#end) return false;
    this.#items.copyWithin(at, at + 1, this.#end);
    this.#items[--this.#end] = undefined;
    return true;
  }
}

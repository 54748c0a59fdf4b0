/** First in, first out, in constant time. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** Puts an item before all others. */
  pushFront(item: T): void {
    if (this.#first > 0) this.#items[--this.#first] = item;
    else this.#items.unshift(item);
  }

  /** Puts an item before the first one for which this holds, else at the end. */
  insertBefore(item: T, later: (other: T) => boolean): void {
    let at = this.#first;
    while (at < this.#items.length && !later(this.#items[at]!)) at++;
    this.#items.splice(at, 0, item);
  }

  /** Takes the first item; `undefined` if there is none. */
  shift(): T | undefined {
    if (this.#first === this.#items.length) return undefined;
    const item = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#items.length) {
      this.#items.length = 0;
      this.#first = 0;
    } else if (this.#first > 4096 && this.#first * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }

  /** Takes an item out of the midst, if it is there. */
  remove(item: T): void {
    const at = this.#items.indexOf(item, this.#first);
    if (at >= 0) this.#items.splice(at, 1);
  }

  /** Keeps only the items for which this holds. */
  keep(wanted: (item: T) => boolean): void {
    this.#items = (this.#items.slice(this.#first) as T[]).filter(wanted);
    this.#first = 0;
  }
}

/** First in, first out, seldom moving what stays, and without giving back room that will be needed again. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #first = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#first;
  }

  push(item: T): void {
    // Half of the room is used up: what is left gets a room of its own.
    if (this.#first > 1024 && this.#first * 2 > this.#end) {
      this.#items = this.#items.slice(this.#first, this.#end);
      this.#end -= this.#first;
      this.#first = 0;
    }
    this.#items[this.#end++] = item;
  }

  /** Puts an item before all others. */
  pushFront(item: T): void {
    if (this.#first > 0) this.#items[--this.#first] = item;
    else this.#insert(0, item);
  }

  /** Puts an item before the first one for which this holds, else at the end. */
  insertBefore(item: T, later: (other: T) => boolean): void {
    let at = this.#first;
    while (at < this.#end && !later(this.#items[at] as T)) at++;
    this.#insert(at, item);
  }

  /** The first item; `undefined` if there is none. */
  get first(): T | undefined {
    return this.#first < this.#end ? this.#items[this.#first] : undefined;
  }

  /** Takes the first item; `undefined` if there is none. */
  shift(): T | undefined {
    if (this.#first === this.#end) return undefined;
    const item = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#end) this.#first = this.#end = 0;
    return item;
  }

  /** All items, the first one first. */
  items(): readonly T[] {
    return this.#items.slice(this.#first, this.#end) as T[];
  }

  /** Takes all items out. */
  clear(): void {
    this.#items = [];
    this.#first = this.#end = 0;
  }

  /** Takes an item out of the midst, if it is there. */
  remove(item: T): void {
    const at = this.#items.indexOf(item, this.#first);
    if (at < 0 || at >= this.#end) return;
    this.#items.copyWithin(at, at + 1, this.#end);
    this.#items[--this.#end] = undefined;
  }

  /** Keeps only the items for which this holds. */
  keep(wanted: (item: T) => boolean): void {
    this.#items = (this.#items.slice(this.#first, this.#end) as T[]).filter(wanted);
    this.#first = 0;
    this.#end = this.#items.length;
  }

  #insert(at: number, item: T): void {
    this.#items.splice(at, 0, item);
    this.#end++;
  }
}

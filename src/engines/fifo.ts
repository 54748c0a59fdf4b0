/** Rows are this long: a queue of a million in one array would be copied each time that it grows. */
const ROW = 4096;

/** First in, first out, without moving what stays. */
export class Fifo<T> {
  /** Of what is there, those from `#first` to `#end` of the first row, and all of the rows behind. */
  #items: (T | undefined)[] = [];
  #first = 0;
  #end = 0;
  /** Rows behind it, all full but the last, which has so many. */
  #behind: T[][] = [];
  #lastEnd = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    this.#length++;
    if (this.#end < ROW && this.#behind.length === 0) this.#items[this.#end++] = item;
    else this.#pushBehind(item);
  }

  #pushBehind(item: T): void {
    const behind = this.#behind;
    if (behind.length === 0 || this.#lastEnd === ROW) {
      // Of this length at once: one that grows is copied time and again.
      behind.push(new Array<T>(ROW));
      this.#lastEnd = 0;
    }
    behind[behind.length - 1]![this.#lastEnd++] = item;
  }

  /** Puts an item before all others. */
  pushFront(item: T): void {
    this.#length++;
    if (this.#first > 0) this.#items[--this.#first] = item;
    else {
      this.#items.unshift(item);
      this.#end++;
    }
  }

  /** The first item; `undefined` if there is none. */
  get first(): T | undefined {
    return this.#first < this.#end ? this.#items[this.#first] : undefined;
  }

  /** Takes the first item; `undefined` if there is none. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    this.#length--;
    const item = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#end) {
      this.#first = this.#end = 0;
      if (this.#behind.length > 0) this.#nextRow();
    }
    return item;
  }

  #nextRow(): void {
    this.#items = this.#behind.shift()!;
    this.#end = this.#behind.length > 0 ? ROW : this.#lastEnd;
  }

  /** All items, the first one first. */
  items(): readonly T[] {
    this.#join();
    return this.#items.slice(this.#first, this.#end) as T[];
  }

  /** Takes all items out. */
  clear(): void {
    this.#set([]);
  }

  /** Takes an item out of the midst, if it is there. */
  remove(item: T): void {
    this.#join();
    const at = this.#items.indexOf(item, this.#first);
    if (at < 0 || at >= this.#end) return;
    this.#items.copyWithin(at, at + 1, this.#end);
    this.#items[--this.#end] = undefined;
    this.#length--;
  }

  /** Makes one row of all. */
  #join(): void {
    const last = this.#behind.at(-1);
    if (!last) return;
    last.length = this.#lastEnd;
    const all = this.#items.slice(this.#first, this.#end) as T[];
    this.#set(all.concat(...this.#behind));
  }

  #set(items: T[]): void {
    this.#items = items;
    this.#behind = [];
    this.#first = 0;
    this.#end = this.#length = items.length;
  }
}

/**
 * The heap of coming events: time, then the order in which they were asked for. Columns, no object an event. Each entry has four
 * below it, which lie side by side: half as many levels as with two, and so half as many waits for memory where it is wide.
 */
export class Events {
  length = 0;
  #time = new Float64Array(64);
  #order = new Float64Array(64);
  #what = new Int32Array(64);
  #stamp = new Int32Array(64);
  /** How many were asked for. */
  asked = 0;

  /** `what` and `stamp` of the event last popped. */
  what = 0;
  stamp = 0;

  /** Time (ms) of the next event; there must be one. */
  get nextTime(): number {
    return this.#time[0]!;
  }

  /** Whether the next event, if there is one, comes before such a one. `order`: its number among all that were asked for. */
  isNextBefore(time: number, order: number): boolean {
    if (this.length === 0) return false;
    const next = this.#time[0]!;
    return next < time || (next === time && this.#order[0]! < order);
  }

  push(time: number, what: number, stamp: number): void {
    this.pushAs(this.asked++, time, what, stamp);
  }

  /** The same for one that was asked for before: its number was taken then. */
  pushAs(order: number, time: number, what: number, stamp: number): void {
    if (this.length === this.#time.length) this.#grow();
    let at = this.length++;
    const times = this.#time;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const its = times[parent]!;
      if (its < time || (its === time && this.#order[parent]! < order)) break;
      this.#move(parent, at);
      at = parent;
    }
    times[at] = time;
    this.#order[at] = order;
    this.#what[at] = what;
    this.#stamp[at] = stamp;
  }

  /** Takes the next event out and gives its time. */
  pop(): number {
    const times = this.#time;
    const orders = this.#order;
    const first = times[0]!;
    this.what = this.#what[0]!;
    this.stamp = this.#stamp[0]!;
    const last = --this.length;
    const time = times[last]!;
    const order = orders[last]!;
    let at = 0;
    for (let child = 1; child < last; child = 4 * at + 1) {
      const end = child + 4 < last ? child + 4 : last;
      let least = times[child]!;
      for (let other = child + 1; other < end; other++) {
        const its = times[other]!;
        if (its < least || (its === least && orders[other]! < orders[child]!)) {
          child = other;
          least = its;
        }
      }
      if (time < least || (time === least && order < orders[child]!)) break;
      this.#move(child, at);
      at = child;
    }
    if (at < last) this.#move(last, at);
    return first;
  }

  #move(from: number, to: number): void {
    this.#time[to] = this.#time[from]!;
    this.#order[to] = this.#order[from]!;
    this.#what[to] = this.#what[from]!;
    this.#stamp[to] = this.#stamp[from]!;
  }

  /** Whether any pending event is such a one. */
  some(test: (what: number, stamp: number) => boolean): boolean {
    for (let at = 0; at < this.length; at++) if (test(this.#what[at]!, this.#stamp[at]!)) return true;
    return false;
  }

  #grow(): void {
    const wider = <T extends Float64Array | Int32Array>(old: T, made: T): T => {
      made.set(old as never);
      return made;
    };
    const length = this.#time.length * 2;
    this.#time = wider(this.#time, new Float64Array(length));
    this.#order = wider(this.#order, new Float64Array(length));
    this.#what = wider(this.#what, new Int32Array(length));
    this.#stamp = wider(this.#stamp, new Int32Array(length));
  }
}

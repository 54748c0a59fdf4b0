/** The heap of coming events: time, then the order in which they were asked for. Columns, no object an event. */
export class Events {
  length = 0;
  #time = new Float64Array(64);
  #order = new Float64Array(64);
  #what = new Int32Array(64);
  #stamp = new Int32Array(64);
  #asked = 0;

  /** `what` and `stamp` of the event last popped. */
  what = 0;
  stamp = 0;

  /** Time (ms) of the next event; there must be one. */
  get nextTime(): number {
    return this.#time[0]!;
  }

  push(time: number, what: number, stamp: number): void {
    if (this.length === this.#time.length) this.#grow();
    const order = this.#asked++;
    let at = this.length++;
    const [times, orders, whats, stamps] = [this.#time, this.#order, this.#what, this.#stamp];
    while (at > 0) {
      const parent = (at - 1) >> 1;
      // The new one was asked for last, so it goes up only past later times.
      if (times[parent]! <= time) break;
      times[at] = times[parent]!;
      orders[at] = orders[parent]!;
      whats[at] = whats[parent]!;
      stamps[at] = stamps[parent]!;
      at = parent;
    }
    times[at] = time;
    orders[at] = order;
    whats[at] = what;
    stamps[at] = stamp;
  }

  /** Takes the next event out and gives its time. */
  pop(): number {
    const [times, orders, whats, stamps] = [this.#time, this.#order, this.#what, this.#stamp];
    const first = times[0]!;
    this.what = whats[0]!;
    this.stamp = stamps[0]!;
    const last = --this.length;
    if (last === 0) return first;
    const [time, order] = [times[last]!, orders[last]!];
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      const right = child + 1;
      if (
        right < last &&
        (times[right]! < times[child]! || (times[right]! === times[child]! && orders[right]! < orders[child]!))
      )
        child = right;
      if (time < times[child]! || (time === times[child]! && order < orders[child]!)) break;
      times[at] = times[child]!;
      orders[at] = orders[child]!;
      whats[at] = whats[child]!;
      stamps[at] = stamps[child]!;
      at = child;
    }
    times[at] = time;
    orders[at] = order;
    whats[at] = whats[last]!;
    stamps[at] = stamps[last]!;
    return first;
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

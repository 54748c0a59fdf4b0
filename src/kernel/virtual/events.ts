/**
 * The heap of coming events: time, then the order in which they were asked for. Columns, no object an event. Each entry has four
 * below it, which lie side by side: half as many levels as with two, and so half as many waits for memory where it is wide. What is due
 * at once lies beside it, in the order in which it was asked for.
 */
export class Events {
  length = 0;
  /** How many of them lie in the heap. The others are due at the time of the event last taken, and lie in a ring, in order. */
  #heaped = 0;
  #time = new Float64Array(64);
  #order = new Float64Array(64);
  #what = new Int32Array(64);
  #stamp = new Int32Array(64);
  /** How many were asked for. */
  asked = 0;

  /** `what` and `stamp` of the event last popped, and its time (ms). */
  what = 0;
  stamp = 0;
  time = 0;

  /** The ring: as long as a power of two. Its first entry's place, and their common time (ms). */
  #nowOrder = new Float64Array(64);
  #nowWhat = new Int32Array(64);
  #nowStamp = new Int32Array(64);
  #first = 0;
  #at = 0;

  /** Time (ms) of the next event; there must be one. */
  get nextTime(): number {
    return this.#isInRing() ? this.#at : this.#time[0]!;
  }

  /** Whether the next event, if there is one, comes before such a one. `order`: its number among all that were asked for. */
  isNextBefore(time: number, order: number): boolean {
    if (this.length === 0) return false;
    const inRing = this.#isInRing();
    const next = inRing ? this.#at : this.#time[0]!;
    return next < time || (next === time && (inRing ? this.#nowOrder[this.#first]! : this.#order[0]!) < order);
  }

  push(time: number, what: number, stamp: number): void {
    if (time === this.time) this.pushNow(what, stamp);
    else this.pushAs(this.asked++, time, what, stamp);
  }

  /** The same for one that is due at the time of the event last taken. */
  pushNow(what: number, stamp: number): void {
    if (this.length === this.#heaped || this.#at === this.time) this.#pushInRing(what, stamp);
    else this.pushAs(this.asked++, this.time, what, stamp);
  }

  /** What is due at once needs no heap: all that is due then and was asked for before is taken first. */
  #pushInRing(what: number, stamp: number): void {
    const ring = this.length++ - this.#heaped;
    if (ring === this.#nowOrder.length) this.#growRing();
    const place = (this.#first + ring) & (this.#nowOrder.length - 1);
    this.#at = this.time;
    this.#nowOrder[place] = this.asked++;
    this.#nowWhat[place] = what;
    this.#nowStamp[place] = stamp;
  }

  /** Whether the next event lies in the ring. */
  #isInRing(): boolean {
    if (this.length === this.#heaped) return false;
    if (this.#heaped === 0) return true;
    const time = this.#time[0]!;
    return time > this.#at || (time === this.#at && this.#order[0]! > this.#nowOrder[this.#first]!);
  }

  /** The same for one that was asked for before: its number was taken then. */
  pushAs(order: number, time: number, what: number, stamp: number): void {
    if (this.#heaped === this.#time.length) this.#grow();
    this.length++;
    let at = this.#heaped++;
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

  /** Takes the next event out: `time`, `what` and `stamp` are its own from now on. */
  pop(): void {
    if (!this.#isInRing()) {
      this.#popHeap();
      return;
    }
    const place = this.#first;
    this.length--;
    this.#first = (place + 1) & (this.#nowOrder.length - 1);
    this.what = this.#nowWhat[place]!;
    this.stamp = this.#nowStamp[place]!;
    this.time = this.#at;
  }

  #popHeap(): void {
    const times = this.#time;
    const orders = this.#order;
    this.time = times[0]!;
    this.what = this.#what[0]!;
    this.stamp = this.#stamp[0]!;
    this.length--;
    const last = --this.#heaped;
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
  }

  #move(from: number, to: number): void {
    this.#time[to] = this.#time[from]!;
    this.#order[to] = this.#order[from]!;
    this.#what[to] = this.#what[from]!;
    this.#stamp[to] = this.#stamp[from]!;
  }

  /** Whether any pending event is such a one. */
  some(test: (what: number, stamp: number) => boolean): boolean {
    for (let at = 0; at < this.#heaped; at++) if (test(this.#what[at]!, this.#stamp[at]!)) return true;
    for (let n = 0; n < this.length - this.#heaped; n++) {
      const place = (this.#first + n) & (this.#nowOrder.length - 1);
      if (test(this.#nowWhat[place]!, this.#nowStamp[place]!)) return true;
    }
    return false;
  }

  #growRing(): void {
    const [order, what, stamp] = [this.#nowOrder, this.#nowWhat, this.#nowStamp];
    const { length } = order;
    this.#nowOrder = new Float64Array(2 * length);
    this.#nowWhat = new Int32Array(2 * length);
    this.#nowStamp = new Int32Array(2 * length);
    for (let n = 0; n < length; n++) {
      const place = (this.#first + n) & (length - 1);
      this.#nowOrder[n] = order[place]!;
      this.#nowWhat[n] = what[place]!;
      this.#nowStamp[n] = stamp[place]!;
    }
    this.#first = 0;
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

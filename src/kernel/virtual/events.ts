/**
 * Coming events: time, then the order in which they were asked for. Columns, no object an event. They lie in a heap; of many that
 * are asked for while none is taken, in a run beside it. Each entry of the heap has four below it, which lie side by side: half as
 * many levels as with two, and so half as many waits for memory where it is wide.
 */
import { LARGE, Run } from './run.ts';

export class Events {
  /** Of all events, and of those in the heap. */
  length = 0;
  #heaped = 0;
  #time = new Float64Array(64);
  #order = new Float64Array(64);
  #what = new Int32Array(64);
  #stamp = new Int32Array(64);
  #asked = 0;
  readonly #run = new Run();
  /** Asked for since one was taken last. */
  #untaken = 0;

  /** `what` and `stamp` of the event last popped. */
  what = 0;
  stamp = 0;

  /** Time (ms) of the next event; there must be one. */
  get nextTime(): number {
    return this.#isInRun() ? this.#run.time[this.#run.read]! : this.#time[0]!;
  }

  push(time: number, what: number, stamp: number): void {
    this.length++;
    if (this.#untaken++ < LARGE) this.#putIntoHeap(time, this.#asked++, what, stamp);
    else this.#run.add(time, this.#asked++, what, stamp);
  }

  /** Takes the next event out and gives its time. */
  pop(): number {
    const inRun = this.#isInRun();
    this.length--;
    this.#untaken = 0;
    return inRun ? this.#takeFromRun() : this.#takeFromHeap();
  }

  /** Whether the next event is the run's first. */
  #isInRun(): boolean {
    if (this.length === this.#heaped) return false;
    const run = this.#run;
    if (run.sorted < run.end) this.#sortRun();
    const { read, sorted } = run;
    if (read === sorted || this.#heaped === 0) return read < sorted;
    const [first, its] = [this.#time[0]!, run.time[read]!];
    return its < first || (its === first && run.order[read]! < this.#order[0]!);
  }

  /** What the run has got is sorted, or put into the heap. */
  #sortRun(): void {
    const run = this.#run;
    if (run.isWorthSorting) run.sort();
    else {
      const { sorted, end, time, order, what, stamp } = run;
      for (let at = sorted; at < end; at++) this.#putIntoHeap(time[at]!, order[at]!, what[at]!, stamp[at]!);
      run.end = sorted;
    }
  }

  #takeFromRun(): number {
    const run = this.#run;
    const at = run.read++;
    this.what = run.what[at]!;
    this.stamp = run.stamp[at]!;
    return run.time[at]!;
  }

  /** It was asked for last of those in the heap, so it goes up only past later times. */
  #putIntoHeap(time: number, order: number, what: number, stamp: number): void {
    if (this.#heaped === this.#time.length) this.#grow();
    let at = this.#heaped++;
    const times = this.#time;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      if (times[parent]! <= time) break;
      this.#move(parent, at);
      at = parent;
    }
    times[at] = time;
    this.#order[at] = order;
    this.#what[at] = what;
    this.#stamp[at] = stamp;
  }

  #takeFromHeap(): number {
    const times = this.#time;
    const orders = this.#order;
    const first = times[0]!;
    this.what = this.#what[0]!;
    this.stamp = this.#stamp[0]!;
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
    for (let at = 0; at < this.#heaped; at++) if (test(this.#what[at]!, this.#stamp[at]!)) return true;
    const { read, end, what, stamp } = this.#run;
    for (let at = read; at < end; at++) if (test(what[at]!, stamp[at]!)) return true;
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

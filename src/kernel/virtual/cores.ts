/**
 * The processor's cores, shared evenly among all who compute (processor sharing: `rules.md`, 7). A clock of service
 * given runs at `min(1, cores / computing)`; each burner ends when that clock has advanced by its work.
 */
export interface Burner {
  /** Where the service clock stands when this one is done. */
  coreTarget: number;
  /** Who began first, where targets are equal. */
  coreOrder: number;
  /** Its place in the heap, -1 while it does not burn. */
  coreSlot: number;
}

export class Cores<B extends Burner> {
  readonly #cores: number;
  readonly #heap: B[] = [];
  /** Service given is `#base + (t - #since) * #rate`. While nobody has to share it is `t`, exactly. */
  #base = 0;
  #since = 0;
  #rate = 1;
  #begun = 0;

  constructor(cores: number) {
    this.#cores = cores;
  }

  /** Begins `work` ms of computing at time `now` (ms). */
  add(burner: B, now: number, work: number): void {
    burner.coreTarget = this.#service(now) + work;
    burner.coreOrder = this.#begun++;
    const heap = this.#heap;
    burner.coreSlot = heap.length;
    heap.push(burner);
    this.#up(burner.coreSlot);
    this.#share(now);
  }

  /** Stops one before its end. */
  remove(burner: B, now: number): void {
    if (burner.coreSlot >= 0) this.#take(burner.coreSlot, now);
  }

  /** When the next one is done, as things stand: ms, Infinity if nobody computes. */
  get nextEnd(): number {
    const first = this.#heap[0];
    return first ? this.#since + (first.coreTarget - this.#base) / this.#rate : Number.POSITIVE_INFINITY;
  }

  /** Takes out the one that is done at `now`, if there is one. */
  done(now: number): B | undefined {
    const first = this.#heap[0];
    if (!first || this.nextEnd > now) return undefined;
    this.#take(0, now);
    return first;
  }

  #service(now: number): number {
    return this.#base + (now - this.#since) * this.#rate;
  }

  #share(now: number): void {
    const rate = this.#heap.length > this.#cores ? this.#cores / this.#heap.length : 1;
    if (rate === this.#rate && this.#heap.length > 0) return;
    // With nobody computing the clock begins anew, so that no rounding error lives on.
    this.#base = this.#heap.length > 0 ? this.#service(now) : now;
    this.#since = now;
    this.#rate = rate;
  }

  #take(slot: number, now: number): void {
    const heap = this.#heap;
    heap[slot]!.coreSlot = -1;
    const last = heap.pop()!;
    if (slot < heap.length) {
      heap[slot] = last;
      last.coreSlot = slot;
      this.#up(slot);
      this.#down(last.coreSlot);
    }
    this.#share(now);
  }

  #up(slot: number): void {
    const heap = this.#heap;
    const burner = heap[slot]!;
    let at = slot;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (before(heap[parent]!, burner)) break;
      heap[at] = heap[parent]!;
      heap[at]!.coreSlot = at;
      at = parent;
    }
    heap[at] = burner;
    burner.coreSlot = at;
  }

  #down(slot: number): void {
    const heap = this.#heap;
    const burner = heap[slot]!;
    let at = slot;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (before(burner, heap[child]!)) break;
      heap[at] = heap[child]!;
      heap[at]!.coreSlot = at;
      at = child;
    }
    heap[at] = burner;
    burner.coreSlot = at;
  }
}

const before = (a: Burner, b: Burner): boolean =>
  a.coreTarget < b.coreTarget || (a.coreTarget === b.coreTarget && a.coreOrder < b.coreOrder);

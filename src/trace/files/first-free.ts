/**
 * Lanes side by side: each taker gets the first one that is free by then. A tree of the least ends finds it in as many steps as the
 * number of lanes has digits, so that a million events at once cost no more than a million one after another.
 */
export class FirstFree {
  /** How many lanes there are. */
  count = 0;
  /** Leaves are the ends of lanes, Infinity where there is no lane yet; each node above is the lesser of its two. */
  #tree = new Float64Array(2).fill(Number.POSITIVE_INFINITY);
  #size = 1;

  /** The first lane whose end is at most `by`, else a new one. From then on it ends at `end`. */
  take(by: number, end: number): number {
    let lane = this.count;
    if (this.#tree[1]! <= by) {
      let node = 1;
      while (node < this.#size) {
        node *= 2;
        if (!(this.#tree[node]! <= by)) node++;
      }
      lane = node - this.#size;
    } else if (this.count++ === this.#size) this.#grow();
    this.#set(lane, end);
    return lane;
  }

  #set(lane: number, end: number): void {
    const tree = this.#tree;
    let node = this.#size + lane;
    tree[node] = end;
    for (node >>= 1; node >= 1; node >>= 1) tree[node] = Math.min(tree[2 * node]!, tree[2 * node + 1]!);
  }

  #grow(): void {
    const ends = this.#tree.slice(this.#size);
    this.#size *= 2;
    this.#tree = new Float64Array(2 * this.#size).fill(Number.POSITIVE_INFINITY);
    this.#tree.set(ends, this.#size);
    for (let node = this.#size - 1; node >= 1; node--)
      this.#tree[node] = Math.min(this.#tree[2 * node]!, this.#tree[2 * node + 1]!);
  }
}

/** Sums over a window of time that is cut into equal buckets. */

/** A window cut into equal buckets. */
export class Grid {
  readonly width: number;

  constructor(
    readonly fromMs: number,
    readonly toMs: number,
    readonly buckets: number,
  ) {
    this.width = (toMs - fromMs) / buckets;
  }

  sum(): BucketSum {
    return new BucketSum(this);
  }

  /** The bucket of a moment. */
  of(ms: number): number {
    const bucket = this.width > 0 ? Math.floor((ms - this.fromMs) / this.width) : 0;
    return Math.min(this.buckets - 1, Math.max(0, bucket));
  }
}

/** A sum a bucket of stretches of time; each stretch costs the same, however long it is. */
export class BucketSum {
  /** ms in buckets that a stretch fills in part. */
  readonly #part: Float64Array;
  /** How many stretches begin to fill buckets here, less those that no longer do. */
  readonly #steps: Float64Array;

  constructor(readonly grid: Grid) {
    this.#part = new Float64Array(grid.buckets);
    this.#steps = new Float64Array(grid.buckets + 1);
  }

  add(from: number, to: number): void {
    const { grid } = this;
    const [a, b] = [Math.max(from, grid.fromMs), Math.min(to, grid.toMs)];
    if (!(b > a)) return;
    const [first, last] = [grid.of(a), grid.of(b)];
    if (first === last) {
      this.#part[first]! += b - a;
      return;
    }
    this.#part[first]! += grid.fromMs + (first + 1) * grid.width - a;
    this.#part[last]! += b - (grid.fromMs + last * grid.width);
    this.#steps[first + 1]! += 1;
    this.#steps[last]! -= 1;
  }

  /** Counts one in each bucket that the stretch touches. A stretch that ends where a bucket begins does not touch that bucket. */
  count(from: number, to: number): void {
    const { grid } = this;
    const first = grid.of(from);
    let last = grid.of(to);
    if (last > first && to <= grid.fromMs + last * grid.width) last--;
    this.#steps[first]! += 1;
    this.#steps[last + 1]! -= 1;
  }

  /** How many at a time, on average. */
  average(): Float64Array {
    const sums = this.#part.map((ms) => (this.grid.width > 0 ? ms / this.grid.width : 0));
    let full = 0;
    for (let i = 0; i < sums.length; i++) {
      full += this.#steps[i]!;
      sums[i]! += full;
    }
    return sums;
  }

  total(): Float64Array {
    let full = 0;
    return this.#part.map((_, i) => (full += this.#steps[i]!));
  }
}

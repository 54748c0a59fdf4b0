/** How much of each column of pixels is computing, sleeping and waiting. One object, used again for every lane. */

/** Which of the three. */
export type Share = 'cpu' | 'sleep' | 'wait';
export const SHARES: readonly Share[] = ['cpu', 'sleep', 'wait'];
/** Stretches over more columns than this are noted by where they begin and end. */
const LONG = 16;

export class Shares {
  /** Columns in use. */
  count = 0;
  cpu = new Float32Array(0);
  sleep = new Float32Array(0);
  /** Waits to compute, for a message or for start-up, while the place is held. */
  wait = new Float32Array(0);
  /** By how much the share of all columns from here on rises. */
  readonly #steps = { cpu: new Float64Array(0), sleep: new Float64Array(0), wait: new Float64Array(0) };
  #stepped = false;

  reset(count: number): void {
    for (const share of SHARES) {
      if (count > this[share].length) {
        this[share] = new Float32Array(count + 64);
        this.#steps[share] = new Float64Array(count + 65);
      } else {
        this[share].fill(0, 0, count);
        if (this.#stepped) this.#steps[share].fill(0);
      }
    }
    this.#stepped = false;
    this.count = count;
  }

  /** Adds a stretch (columns, fractions of them too) to the columns that it covers; `part`: so much of it counts. */
  add(share: Share, from: number, until: number, part: number): void {
    const { count } = this;
    const a = from > 0 ? from : 0;
    const b = until < count ? until : count;
    if (!(b > a)) return;
    const to = this[share];
    const first = Math.floor(a);
    const last = Math.floor(b);
    if (first === last) {
      to[first] = to[first]! + (b - a) * part;
      return;
    }
    to[first] = to[first]! + (first + 1 - a) * part;
    if (last - first > LONG) {
      const steps = this.#steps[share];
      steps[first + 1] = steps[first + 1]! + part;
      steps[last] = steps[last]! - part;
      this.#stepped = true;
    } else for (let column = first + 1; column < last; column++) to[column] = to[column]! + part;
    if (last < count) to[last] = to[last]! + (b - last) * part;
  }

  /** To be called before the columns are read. */
  settle(): void {
    if (!this.#stepped) return;
    this.#stepped = false;
    for (const share of SHARES) {
      const [to, steps] = [this[share], this.#steps[share]];
      let level = 0;
      for (let column = 0; column < this.count; column++) {
        level += steps[column]!;
        if (level > 1e-9) to[column] = to[column]! + level;
      }
      steps.fill(0);
    }
  }
}

/** How many there were of something at each moment of a run, as a staircase. */
import { upTo } from '../ascending.ts';

export interface Staircase {
  /** Ascending (ms). From each on, the level is what stands at the same place; before the first it is 0. */
  readonly at: Float64Array;
  readonly level: Float64Array;
  /** The highest level, at least 0. */
  readonly most: number;
}

export const levelAt = ({ at, level }: Staircase, ms: number): number => {
  const place = upTo(at, ms) - 1;
  return place < 0 ? 0 : level[place]!;
};

/** With more changes than this they are summed up in slots of time: as many as no screen has pixels. */
const EXACT = 20_000;
const SLOTS = 8192;
/** Less than this is rounding. */
const NOTHING = 1e-9;

/** Changes of a level, in any order. */
export class Changes {
  #at = new Float64Array(64);
  #by = new Float64Array(64);
  #count = 0;

  /** From `ms` on the level is so much higher, or lower. A time that is not known changes nothing. */
  add(ms: number, by: number): void {
    if (Number.isNaN(ms)) return;
    if (this.#count === this.#at.length) {
      this.#at = wider(this.#at);
      this.#by = wider(this.#by);
    }
    this.#at[this.#count] = ms;
    this.#by[this.#count++] = by;
  }

  staircase(): Staircase {
    return this.#count > EXACT ? this.#slotted() : this.#exact();
  }

  #exact(): Staircase {
    const order = Uint32Array.from({ length: this.#count }, (_, i) => i).sort((a, b) => this.#at[a]! - this.#at[b]!);
    return climb(
      Float64Array.from(order, (i) => this.#at[i]!),
      Float64Array.from(order, (i) => this.#by[i]!),
    );
  }

  #slotted(): Staircase {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < this.#count; i++) {
      from = Math.min(from, this.#at[i]!);
      to = Math.max(to, this.#at[i]!);
    }
    const width = (to - from) / SLOTS || 1;
    const sums = new Float64Array(SLOTS);
    for (let i = 0; i < this.#count; i++)
      sums[Math.min(SLOTS - 1, Math.floor((this.#at[i]! - from) / width))]! += this.#by[i]!;
    return climb(
      Float64Array.from(sums, (_, slot) => from + slot * width),
      sums,
    );
  }
}

/** Of all that happens at one moment, only what comes of it counts. */
function climb(times: Float64Array, by: Float64Array): Staircase {
  const at: number[] = [];
  const levels: number[] = [];
  let [level, most] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    level += by[i]!;
    if (times[i + 1] === times[i]) continue;
    const next = Math.abs(level) < NOTHING ? 0 : level;
    if (next === (levels.at(-1) ?? 0)) continue;
    at.push(times[i]!);
    levels.push(next);
    most = Math.max(most, next);
  }
  return { at: Float64Array.from(at), level: Float64Array.from(levels), most };
}

function wider(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const twice = new Float64Array(array.length * 2);
  twice.set(array);
  return twice;
}

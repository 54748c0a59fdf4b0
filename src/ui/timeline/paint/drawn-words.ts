/** Where the words of a frame stand, so that an upright line over the lanes breaks off where it would strike one through. */

/** How far a line stays away from words at their sides, and from the middle of their line (px). */
const BESIDE = 2;
const HALF = 7;
/** A piece of a line that is shorter than this (px) is left out. */
const LEAST = 3;

export class DrawnWords {
  /** For each: its left and right edge, and the middle of its line (px). */
  readonly #boxes: number[] = [];
  readonly #texts: string[] = [];

  clear(): void {
    this.#boxes.length = 0;
    this.#texts.length = 0;
  }

  add(text: string, x: number, width: number, middle: number): void {
    this.#boxes.push(x, x + width, middle);
    this.#texts.push(text);
  }

  /** Visits the words whose line has its middle there (px), with their left and right edges. */
  eachAt(middle: number, visit: (text: string, left: number, right: number) => void): void {
    for (const [i, text] of this.#texts.entries())
      if (this.#boxes[3 * i + 2] === middle) visit(text, this.#boxes[3 * i]!, this.#boxes[3 * i + 1]!);
  }

  /** The pieces of a line at `x` from `top` to `bottom` (px) that no words stand in, from above to below. */
  between(x: number, top: number, bottom: number): (readonly [from: number, to: number])[] {
    const middles: number[] = [];
    for (let i = 0; i < this.#boxes.length; i += 3) {
      const middle = this.#boxes[i + 2]!;
      if (x < this.#boxes[i]! - BESIDE || x >= this.#boxes[i + 1]! + BESIDE) continue;
      if (middle + HALF > top && middle - HALF < bottom) middles.push(middle);
    }
    middles.sort((a, b) => a - b);
    const pieces: [number, number][] = [];
    let from = top;
    for (const middle of middles) {
      if (middle - HALF - from >= LEAST) pieces.push([from, middle - HALF]);
      from = Math.max(from, middle + HALF);
    }
    if (bottom > from) pieces.push([from, bottom]);
    return pieces;
  }
}

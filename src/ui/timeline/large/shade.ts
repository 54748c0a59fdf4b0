/** A buffer of pixels under the canvas' own drawing: thousands of small rectangles for the price of one picture. */
import type { Shares } from './shares.ts';

/** A colour as the buffer holds it: A B G R in one number. */
export type Ink = number;

export class Shade {
  #image = new ImageData(1, 1);
  #pixels = new Uint32Array(this.#image.data.buffer);
  #width = 1;
  #ratio = 1;
  /** y of the first row (px of the page), and rows that have been drawn into (of the device). */
  #top = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = 0;
  #height = 1;
  readonly #inks = new Map<string, Ink>();
  readonly #levels = { cpu: new Int16Array(0), all: new Int16Array(0), wait: new Uint8Array(0) };

  /** A clean buffer of so many pixels of the device; `top`: where it begins on the page (px). */
  begin(width: number, height: number, ratio: number, top: number): void {
    if (this.#image.width !== width || this.#image.height < height) {
      this.#image = new ImageData(width, height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    } else if (this.#to > this.#from) this.#pixels.fill(0, this.#from * width, this.#to * width);
    this.#width = width;
    this.#height = this.#image.height;
    this.#ratio = ratio;
    this.#top = top;
    this.#from = Number.POSITIVE_INFINITY;
    this.#to = 0;
  }

  /** Puts what has been drawn onto the canvas; all else of the canvas stays as it is. */
  end(ctx: CanvasRenderingContext2D): void {
    if (this.#to > this.#from)
      ctx.putImageData(this.#image, 0, 0, 0, this.#from, this.#width, Math.min(this.#to, this.#height) - this.#from);
  }

  /** A colour of the palette, as `getComputedStyle` gives it: `rgb(1, 2, 3)` or `color(srgb ...)`. */
  ink(colour: string, alpha = 1): Ink {
    const key = alpha === 1 ? colour : `${colour}/${alpha}`;
    let ink = this.#inks.get(key);
    if (ink === undefined) {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      const unit = colour.startsWith('color') ? 255 : 1;
      const byte = (value: number) => Math.round(value * unit) & 255;
      ink = ((Math.round(alpha * 255) << 24) | (byte(b) << 16) | (byte(g) << 8) | byte(r)) >>> 0;
      this.#inks.set(key, ink);
    }
    return ink;
  }

  /** A rectangle, in px of the page. */
  rect(ink: Ink, x0: number, x1: number, y0: number, y1: number): void {
    const [left, right] = [Math.max(0, Math.round(x0 * this.#ratio)), Math.round(x1 * this.#ratio)];
    const [from, to] = this.#rows(y0, y1);
    const end = Math.min(right, this.#width);
    if (end <= left) return;
    for (let y = from; y < to; y++) {
      const line = y * this.#width;
      for (let x = left; x < end; x++) this.#pixels[line + x] = ink;
    }
  }

  /**
   * Columns standing on `bottom`: computing, on it sleeping with an edge on top; a thread through the middle where it
   * waits. `x0` is the first column's left (px), a column one pixel wide.
   */
  columns(
    shares: Shares,
    x0: number,
    bottom: number,
    height: number,
    cpuInk: Ink,
    sleepInk: Ink,
    edgeInk: Ink,
    waitInk: Ink,
  ): void {
    const ratio = this.#ratio;
    const { count } = shares;
    const levels = this.#levels;
    if (levels.cpu.length < count) {
      levels.cpu = new Int16Array(count + 64);
      levels.all = new Int16Array(count + 64);
      levels.wait = new Uint8Array(count + 64);
    }
    const [from, to] = this.#rows(bottom - height, bottom);
    const rows = Math.round(height * ratio);
    const floor = Math.round((bottom - this.#top) * ratio);
    for (let i = 0; i < count; i++) {
      const cpu = levelOf(shares.cpu[i]!, rows);
      const all = levelOf(shares.cpu[i]! + shares.sleep[i]!, rows);
      levels.cpu[i] = cpu;
      levels.all[i] = all > cpu || shares.sleep[i]! <= 0.001 ? all : Math.min(rows, cpu + 1);
      levels.wait[i] = shares.wait[i]! > 0.02 ? 1 : 0;
    }
    const edge = Math.max(1, Math.round(ratio));
    const middle = Math.floor(rows / 2);
    const pixels = this.#pixels;
    for (let y = from; y < to; y++) {
      const level = floor - y;
      const thread = level > middle - ratio && level <= middle + ratio;
      const line = y * this.#width;
      for (let i = 0; i < count; i++) {
        const all = levels.all[i]!;
        let ink = 0;
        if (level <= all) {
          const cpu = levels.cpu[i]!;
          if (level <= cpu) ink = cpuInk;
          else ink = level > all - edge ? edgeInk : sleepInk;
        } else if (thread && levels.wait[i] === 1) ink = waitInk;
        if (ink === 0) continue;
        const right = Math.round((x0 + i + 1) * ratio);
        for (let x = Math.round((x0 + i) * ratio); x < right; x++) pixels[line + x] = ink;
      }
    }
  }

  /** Rows of the buffer, kept within it and remembered as drawn into. */
  #rows(y0: number, y1: number): [number, number] {
    const from = Math.max(0, Math.round((y0 - this.#top) * this.#ratio));
    const to = Math.min(this.#height, Math.round((y1 - this.#top) * this.#ratio));
    if (to > from) {
      if (from < this.#from) this.#from = from;
      if (to > this.#to) this.#to = to;
    }
    return [from, to];
  }
}

/** Whole pixels; the least share that there is is still one. */
const levelOf = (share: number, height: number): number =>
  share > 0.0005 ? Math.max(1, Math.min(height, Math.round(share * height))) : 0;

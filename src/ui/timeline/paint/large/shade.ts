/** A buffer of pixels that is put onto the canvas: thousands of small rectangles for the price of one picture. */
import type { Shares } from '../../model/shares/shares.ts';

/** A colour as the buffer holds it: A, B, G, R in one signed number of 32 bits. */
export type Ink = number;

export class Shade {
  #image: ImageData | undefined;
  #pixels = new Int32Array(0);
  #width = 0;
  #height = 0;
  #ratio = 1;
  /** y of the buffer's first line: on the page (px), and on the canvas (pixels). */
  #top = 0;
  #row = 0;
  readonly #inks = new Map<string, Ink>();
  /** Left edges of the columns, in pixels of the device. */
  #edges = new Int32Array(0);
  #edgesFor = { count: -1, x0: 0, ratio: 0, width: 0 };
  #levels = levelsOf(0);

  /**
   * Begins with an empty buffer, as wide as the canvas, for what stands between two heights (px of the page). `canvasTop`: y
   * of the page at which the canvas begins. The buffer holds one lane at a time, so that it fits the processor's cache.
   */
  begin(ctx: CanvasRenderingContext2D, ratio: number, canvasTop: number, top: number, bottom: number): void {
    const { width } = ctx.canvas;
    const height = Math.ceil((bottom - top) * ratio) + 1;
    if (!this.#image || this.#width !== width || this.#height < height) {
      this.#image = new ImageData(width, height);
      this.#pixels = new Int32Array(this.#image.data.buffer);
      this.#width = width;
      this.#height = height;
    } else this.#pixels.fill(0);
    this.#ratio = ratio;
    this.#row = Math.round((top - canvasTop) * ratio);
    this.#top = top;
  }

  /** Puts the buffer onto the canvas, in place of what is there. */
  end(ctx: CanvasRenderingContext2D, x0: number, x1: number): void {
    const left = Math.floor(x0 * this.#ratio);
    ctx.putImageData(this.#image!, 0, this.#row, left, 0, Math.ceil(x1 * this.#ratio) - left, this.#height);
  }

  /** A colour of the palette, as `getComputedStyle` gives it: `rgb(1, 2, 3)` or `color(srgb ...)`. */
  ink(colour: string, alpha = 1): Ink {
    const key = alpha === 1 ? colour : `${colour}/${alpha}`;
    let ink = this.#inks.get(key);
    if (ink === undefined) {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      const unit = colour.startsWith('color') ? 255 : 1;
      const byte = (value: number) => Math.round(value * unit) & 255;
      ink = (Math.round(alpha * 255) << 24) | (byte(b) << 16) | (byte(g) << 8) | byte(r);
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
   * Columns of one pixel on `bottom`: computing, on top of that sleeping with an edge; and a thread through the middle
   * where spans wait. `x0`: the left of the first column (px).
   */
  columns(shares: Shares, x0: number, bottom: number, height: number, inks: Readonly<Inks>): void {
    const ratio = this.#ratio;
    const { count } = shares;
    const edges = this.#edgesOf(count, x0);
    const [from, to] = this.#rows(bottom - height, bottom);
    const rows = Math.round(height * ratio);
    const floor = Math.round((bottom - this.#top) * ratio);
    if (this.#levels.cpu.length < count) this.#levels = levelsOf(count + 64);
    const levels = this.#levels;
    takeLevels(levels, shares, rows);
    const edge = Math.max(1, Math.round(ratio));
    const middle = Math.floor(rows / 2);
    line.edge = edge;
    for (let y = from; y < to; y++) {
      const level = floor - y;
      line.start = y * this.#width;
      line.level = level;
      line.isThread = level > middle - ratio && level <= middle + ratio;
      paintLine(this.#pixels, edges, count, levels, inks);
    }
  }

  /** Where columns begin and end: the same for all lanes of a frame. */
  #edgesOf(count: number, x0: number): Int32Array {
    const ratio = this.#ratio;
    const width = this.#width;
    const known = this.#edgesFor;
    if (known.count === count && known.x0 === x0 && known.ratio === ratio && known.width === width) return this.#edges;
    this.#edgesFor = { count, x0, ratio, width };
    if (this.#edges.length < count + 1) this.#edges = new Int32Array(count + 65);
    for (let i = 0; i <= count; i++) this.#edges[i] = Math.min(width, Math.round((x0 + i) * ratio));
    return this.#edges;
  }

  /** Lines of the buffer, kept within it. */
  #rows(y0: number, y1: number): [number, number] {
    const from = Math.max(0, Math.round((y0 - this.#top) * this.#ratio));
    return [from, Math.min(this.#height, Math.round((y1 - this.#top) * this.#ratio))];
  }
}

/** The height of a share in whole pixels; even the smallest share has one. */
const levelOf = (share: number, height: number): number =>
  share > 0.0005 ? Math.max(1, Math.min(height, Math.round(share * height))) : 0;

/** Of each column: how high computing stands, how high all stands (rows of pixels), and whether it waits. */
interface Levels {
  readonly cpu: Int16Array;
  readonly all: Int16Array;
  readonly wait: Uint8Array;
}

const levelsOf = (count: number): Levels => ({
  cpu: new Int16Array(count),
  all: new Int16Array(count),
  wait: new Uint8Array(count),
});

function takeLevels(to: Levels, { cpu, sleep, wait, count }: Shares, rows: number): void {
  for (let i = 0; i < count; i++) {
    const level = levelOf(cpu[i]!, rows);
    const all = levelOf(cpu[i]! + sleep[i]!, rows);
    to.cpu[i] = level;
    // Sleeping is always seen, however little there is of it.
    to.all[i] = all > level || sleep[i]! <= 0.001 ? all : Math.min(rows, level + 1);
    to.wait[i] = wait[i]! > 0.02 ? 1 : 0;
  }
}

/** The colours of columns; 0: not drawn. */
export interface Inks {
  cpu: Ink;
  sleep: Ink;
  /** On top of what sleeps. */
  edge: Ink;
  wait: Ink;
}

/** The line of pixels that is painted. Used again for every one. */
const line = {
  /** Of its first pixel. */
  start: 0,
  /** How far above the bottom it is (pixels). */
  level: 0,
  /** The thread through the middle runs through it. */
  isThread: false,
  /** How thick the edge on top of what sleeps is (pixels). */
  edge: 1,
};

/** Paints the line. A function by itself, so that it is compiled before the first picture is done. */
function paintLine(
  pixels: Int32Array,
  edges: Int32Array,
  count: number,
  { cpu, all, wait }: Levels,
  inks: Readonly<Inks>,
): void {
  const { start, level, isThread, edge } = line;
  const { cpu: cpuInk, sleep: sleepInk, edge: edgeInk, wait: waitInk } = inks;
  for (let i = 0; i < count; i++) {
    const top = all[i]!;
    let ink = 0;
    if (level <= cpu[i]!) ink = cpuInk;
    else if (level <= top) ink = level > top - edge ? edgeInk : sleepInk;
    else if (isThread && wait[i] === 1) ink = waitInk;
    if (ink === 0) continue;
    for (let x = edges[i]!; x < edges[i + 1]!; x++) pixels[start + x] = ink;
  }
}

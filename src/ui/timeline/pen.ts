/** What every mark draws with: the context, the colours, the way from ms to x, and text that knows its width. */
import type { Palette } from './palette.ts';

const MOST_WIDTHS = 5000;

export class Pen {
  palette!: Palette;
  family = 'sans-serif';
  /** x = ms * perMs + offset. */
  perMs = 1;
  offset = 0;
  /** Edges of the plot: nothing outside is worth drawing. */
  left = 0;
  right = 0;
  /** What fades is drawn so; texts turn another colour instead. */
  faded = false;
  /** For shares a pixel; as wide as the plot, used again by everyone. */
  columns = new Float64Array(0);
  columns2 = new Float64Array(0);
  readonly #widths = new Map<string, number>();
  #font = '';

  constructor(readonly ctx: CanvasRenderingContext2D) {}

  x(ms: number): number {
    return ms * this.perMs + this.offset;
  }

  /** On a whole pixel, and near the plot even for times far away. */
  px(ms: number): number {
    const x = Math.round(ms * this.perMs + this.offset);
    return x < this.left - 100 ? this.left - 100 : x > this.right + 100 ? this.right + 100 : x;
  }

  ms(x: number): number {
    return (x - this.offset) / this.perMs;
  }

  setScale(fromMs: number, toMs: number, left: number, right: number): void {
    this.perMs = (right - left) / (toMs - fromMs);
    this.offset = left - fromMs * this.perMs;
    this.left = left;
    this.right = right;
    if (this.columns.length < right - left + 2) {
      this.columns = new Float64Array(right - left + 2);
      this.columns2 = new Float64Array(right - left + 2);
    }
  }

  fill(colour: string, x: number, y: number, width: number, height: number): void {
    this.ctx.fillStyle = colour;
    this.ctx.fillRect(x, y, width, height);
  }

  /** Marks fade to 40 %. */
  fade(faded: boolean): void {
    if (this.faded === faded) return;
    this.faded = faded;
    this.ctx.globalAlpha = faded ? 0.4 : 1;
  }

  bold(): string {
    return `600 11px ${this.family}`;
  }

  plain(): string {
    return `400 11px ${this.family}`;
  }

  /** Forgets what fonts made: they have changed, or the context was reset. */
  reset(): void {
    this.#widths.clear();
    this.#font = '';
    this.faded = false;
  }

  width(text: string, bold = false): number {
    const key = bold ? `b${text}` : text;
    let width = this.#widths.get(key);
    if (width === undefined) {
      if (this.#widths.size > MOST_WIDTHS) this.#widths.clear();
      this.#setFont(bold);
      width = this.ctx.measureText(text).width;
      this.#widths.set(key, width);
    }
    return width;
  }

  /** Text whose middle is at `y`. Never faded: colour says it instead. */
  text(text: string, x: number, y: number, colour: string, bold = false): void {
    this.#setFont(bold);
    this.ctx.globalAlpha = 1;
    this.ctx.fillStyle = colour;
    this.ctx.fillText(text, x, y + 0.5);
    if (this.faded) this.ctx.globalAlpha = 0.4;
  }

  #setFont(bold: boolean): void {
    const font = bold ? this.bold() : this.plain();
    if (font === this.#font) return;
    this.#font = font;
    this.ctx.font = font;
    this.ctx.textBaseline = 'middle';
    this.ctx.textAlign = 'left';
  }
}

/** What every mark draws with: the canvas' context, the colours, the way from ms to x, and text with its width. */
import type { MarkName } from '../model/mark-name.ts';
import type { Pieces } from '../model/pieces.ts';
import { DrawnWords } from './drawn-words.ts';
import type { Palette } from './palette.ts';

const MOST_WIDTHS = 2000;
const ASCII = 128;
/** How wide an ellipsis is (px). */
const ELLIPSIS = 11;
/** Of a text that is too long, this many letters at its end are kept. */
const TAIL = 8;

/** Whether a piece of a loaded span stands out. */
export type Lit = (pieces: Pieces, i: number) => boolean;

export class Pen {
  palette!: Palette;
  family = 'sans-serif';
  /** x = ms * perMs + offset. */
  perMs = 1;
  offset = 0;
  /** Edges of the plot: nothing outside is worth drawing. */
  left = 0;
  right = 0;
  /** What is drawn now is faded. Texts are never faded: they take another colour instead. */
  faded = false;
  /** The one mark that is drawn, by its name in the key; null: all. */
  only: string | null = null;
  /** Which pieces of a loaded span stand out, while a line of code is pointed at. */
  lit: Lit | undefined;
  /** Scratch memory for a number a pixel, as wide as the plot. Whoever draws may use it. */
  columns = new Float64Array(0);
  columns2 = new Float64Array(0);
  /** All that has been written in this frame. */
  readonly words = new DrawnWords();
  readonly #widths = new Map<string, number>();
  /** The widths of single letters, plain and bold; NaN until measured. A text is as wide as its letters: kerning is less than a pixel. */
  readonly #letters = [new Float64Array(ASCII).fill(Number.NaN), new Float64Array(ASCII).fill(Number.NaN)] as const;
  #font = '';

  constructor(readonly ctx: CanvasRenderingContext2D) {}

  x(ms: number): number {
    return ms * this.perMs + this.offset;
  }

  /** x on a whole pixel. Times far away get an x just outside the plot. */
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

  /** Fades what does not belong to the line of code that is pointed at, if one is. */
  fadeUnlit(pieces: Pieces, i: number): void {
    if (this.lit) this.fade(!this.lit(pieces, i));
  }

  /** Whether marks of this name are drawn. */
  shows(name: MarkName | 'predicted' | 'last'): boolean {
    return this.only === null || this.only === name;
  }

  bold(): string {
    return `600 11px ${this.family}`;
  }

  plain(): string {
    return `400 11px ${this.family}`;
  }

  /** Forgets all widths: the fonts have changed. */
  reset(): void {
    this.#widths.clear();
    for (const letters of this.#letters) letters.fill(Number.NaN);
    this.forgetState();
  }

  /** Forgets what was set: the context has gone back to an earlier state. */
  forgetState(): void {
    this.#font = '';
    this.faded = false;
  }

  width(text: string, bold = false): number {
    const letters = this.#letters[bold ? 1 : 0];
    let sum = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= ASCII) return this.#wholeWidth(text, bold);
      let width = letters[code]!;
      if (Number.isNaN(width)) {
        this.#setFont(bold);
        letters[code] = width = this.ctx.measureText(text[i]!).width;
      }
      sum += width;
    }
    return sum;
  }

  /** The text, or what fits of it into `width` px: its front, an ellipsis, and its last letters, which tell it from others. */
  fitted(text: string, width: number): string {
    const whole = this.width(text);
    if (whole <= width) return text;
    const tail = text.slice(-TAIL);
    const room = width - ELLIPSIS - this.width(tail);
    let length = text.length - TAIL;
    while (length > 1 && this.width(text.slice(0, length)) > room) length--;
    return `${text.slice(0, length).trimEnd()}…${tail.trimStart()}`;
  }

  #wholeWidth(text: string, bold: boolean): number {
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

  /** Writes a text whose middle is at `y`. Texts are never faded. */
  text(text: string, x: number, y: number, colour: string, bold = false): void {
    this.#setFont(bold);
    this.ctx.globalAlpha = 1;
    this.ctx.fillStyle = colour;
    this.ctx.fillText(text, x, y + 0.5);
    this.words.add(text, x, this.width(text, bold), y);
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

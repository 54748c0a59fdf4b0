/**
 * A canvas context that writes SVG: the part of CanvasRenderingContext2D that the timeline draws with, so that the same painter
 * makes both. Text stays text. Transforms are scale and shift only. What is drawn `destination-over` goes below what its group
 * has so far; `clearRect` on a part paints the ground.
 */

/** What needs a browser: how wide texts are, and a part of some pixels as an image's address. */
export interface SvgMeans {
  measure(text: string, font: string): number;
  image(pixels: ImageData, x: number, y: number, width: number, height: number): string;
  /** Colour of the ground. */
  readonly ground: string;
}

interface Group {
  readonly clip: string | undefined;
  readonly parts: (string | Group)[];
}

/** What `save` keeps. */
interface Pens {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  globalCompositeOperation: string;
  font: string;
  textAlign: string;
  textBaseline: string;
}

interface Kept extends Pens {
  readonly group: Group;
  readonly matrix: Matrix;
  readonly dash: readonly number[];
}

interface Matrix {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

const PLAIN: Matrix = { scaleX: 1, scaleY: 1, x: 0, y: 0 };

export class SvgContext implements Pens {
  readonly canvas: { readonly width: number; readonly height: number };
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  globalAlpha = 1;
  globalCompositeOperation = 'source-over';
  font = '10px sans-serif';
  textAlign = 'left';
  textBaseline = 'alphabetic';
  readonly #root: Group = { clip: undefined, parts: [] };
  #group = this.#root;
  #matrix = PLAIN;
  #dash: readonly number[] = [];
  #path = '';
  readonly #kept: Kept[] = [];
  readonly #clips: string[] = [];

  constructor(
    width: number,
    height: number,
    readonly means: SvgMeans,
  ) {
    this.canvas = { width, height };
  }

  /** The document. `title` and `description` are told to screen readers. */
  document(title: string, description: string): string {
    const { width, height } = this.canvas;
    const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`;
    const told = `<title id="title">${escaped(title)}</title><desc id="description">${escaped(description)}</desc>`;
    const clips = this.#clips.length > 0 ? `<defs>${this.#clips.join('')}</defs>` : '';
    return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${told}\n${clips}\n${written(this.#root)}\n</svg>\n`;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, globalCompositeOperation, font, textAlign, textBaseline } =
      this;
    this.#kept.push({
      fillStyle,
      strokeStyle,
      lineWidth,
      globalAlpha,
      globalCompositeOperation,
      font,
      textAlign,
      textBaseline,
      group: this.#group,
      matrix: this.#matrix,
      dash: this.#dash,
    });
  }

  restore(): void {
    const kept = this.#kept.pop();
    if (!kept) return;
    const { group, matrix, dash, ...pens } = kept;
    Object.assign(this, pens);
    this.#group = group;
    this.#matrix = matrix;
    this.#dash = dash;
  }

  setTransform(scaleX: number, _b: number, _c: number, scaleY: number, x: number, y: number): void {
    this.#matrix = { scaleX, scaleY, x, y };
  }

  translate(x: number, y: number): void {
    const { scaleX, scaleY } = this.#matrix;
    this.#matrix = { scaleX, scaleY, x: this.#matrix.x + x * scaleX, y: this.#matrix.y + y * scaleY };
  }

  scale(x: number, y: number): void {
    this.#matrix = { ...this.#matrix, scaleX: this.#matrix.scaleX * x, scaleY: this.#matrix.scaleY * y };
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    if (width >= this.canvas.width && height >= this.canvas.height) {
      this.#root.parts.length = 0;
      return;
    }
    this.#put(`<rect ${this.#box(x, y, width, height)} fill="${escaped(this.means.ground)}"/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width !== 0 && height !== 0) this.#put(`<rect ${this.#box(x, y, width, height)}${this.#fill()}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#put(`<rect ${this.#box(x, y, width, height)} fill="none"${this.#stroke()}/>`);
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${this.#at(x, y)}`;
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#path += `Q${this.#at(cx, cy)} ${this.#at(x, y)}`;
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#path += `C${this.#at(ax, ay)} ${this.#at(bx, by)} ${this.#at(x, y)}`;
  }

  /** Clockwise unless told; a whole circle is two halves. */
  arc(x: number, y: number, radius: number, from: number, to: number, back = false): void {
    const angle = back ? from - to : to - from;
    const point = (at: number) => this.#at(x + radius * Math.cos(at), y + radius * Math.sin(at));
    const rx = number(radius * this.#matrix.scaleX);
    const bow = (large: boolean, end: string) => `A${rx} ${rx} 0 ${large ? 1 : 0} ${back ? 0 : 1} ${end}`;
    this.#path += `${this.#path === '' ? 'M' : 'L'}${point(from)}`;
    if (Math.abs(angle) >= Math.PI * 2 - 1e-9)
      this.#path += bow(false, point(from + Math.PI)) + bow(false, point(from));
    else this.#path += bow(Math.abs(angle) > Math.PI, point(to));
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** `radii`: one for all corners, or up to four, clockwise from the upper left. */
  roundRect(x: number, y: number, width: number, height: number, radii: number | readonly number[] = 0): void {
    const list = typeof radii === 'number' ? [radii] : radii;
    const most = Math.min(width, height) / 2;
    const [a = 0, b = a, c = a, d = b] = list.map((radius) => Math.min(radius, most));
    this.moveTo(x + a, y);
    this.lineTo(x + width - b, y);
    this.quadraticCurveTo(x + width, y, x + width, y + b);
    this.lineTo(x + width, y + height - c);
    this.quadraticCurveTo(x + width, y + height, x + width - c, y + height);
    this.lineTo(x + d, y + height);
    this.quadraticCurveTo(x, y + height, x, y + height - d);
    this.lineTo(x, y + a);
    this.quadraticCurveTo(x, y, x + a, y);
    this.closePath();
  }

  closePath(): void {
    if (this.#path !== '') this.#path += 'Z';
  }

  fill(): void {
    if (this.#path !== '') this.#put(`<path d="${this.#path}"${this.#fill()}/>`);
  }

  stroke(): void {
    if (this.#path !== '') this.#put(`<path d="${this.#path}" fill="none"${this.#stroke()}/>`);
  }

  clip(): void {
    const id = `clip${this.#clips.length}`;
    this.#clips.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath>`);
    const group: Group = { clip: id, parts: [] };
    this.#group.parts.push(group);
    this.#group = group;
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  getLineDash(): number[] {
    return [...this.#dash];
  }

  measureText(text: string): { width: number } {
    return { width: this.means.measure(text, this.font) };
  }

  fillText(text: string, x: number, y: number): void {
    const { size, weight, family } = fontOf(this.font);
    const anchor = {
      left: '',
      start: '',
      center: ' text-anchor="middle"',
      right: ' text-anchor="end"',
      end: ' text-anchor="end"',
    }[this.textAlign];
    // Baselines other than the alphabetic are not known to every reader of SVG.
    const down = this.textBaseline === 'middle' ? size * 0.35 : this.textBaseline === 'top' ? size * 0.8 : 0;
    const at = this.#matrix;
    // A reader without the font has another: the room is kept.
    const length = number(this.means.measure(text, this.font) * at.scaleX);
    const spaces = /^\s|\s$|\s\s/.test(text) ? ' xml:space="preserve"' : '';
    this.#put(
      `<text x="${number(x * at.scaleX + at.x)}" y="${number((y + down) * at.scaleY + at.y)}" font-family="${escaped(family)}" font-size="${number(size * at.scaleY)}" font-weight="${weight}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${anchor ?? ''}${spaces}${this.#fill()}>${escaped(text)}</text>`,
    );
  }

  /** Pixels lie where they are told, whatever the transform. The last four: the part of them that is meant. */
  putImageData(
    pixels: ImageData,
    x: number,
    y: number,
    fromX = 0,
    fromY = 0,
    width = pixels.width,
    height = pixels.height,
  ): void {
    if (!(width > 0 && height > 0)) return;
    const href = escaped(this.means.image(pixels, fromX, fromY, width, height));
    this.#put(
      `<image x="${number(x + fromX)}" y="${number(y + fromY)}" width="${width}" height="${height}" href="${href}"/>`,
    );
  }

  #put(part: string): void {
    const { parts } = this.#group;
    if (this.globalCompositeOperation === 'destination-over') parts.unshift(part);
    else parts.push(part);
  }

  #at(x: number, y: number): string {
    const at = this.#matrix;
    return `${number(x * at.scaleX + at.x)} ${number(y * at.scaleY + at.y)}`;
  }

  #box(x: number, y: number, width: number, height: number): string {
    const at = this.#matrix;
    const [left, top] = [Math.min(x, x + width), Math.min(y, y + height)];
    return `x="${number(left * at.scaleX + at.x)}" y="${number(top * at.scaleY + at.y)}" width="${number(Math.abs(width) * at.scaleX)}" height="${number(Math.abs(height) * at.scaleY)}"`;
  }

  #fill(): string {
    return ` fill="${escaped(this.fillStyle)}"${this.#faded('fill-opacity')}`;
  }

  #stroke(): string {
    const width = this.lineWidth * this.#matrix.scaleX;
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.map(number).join(' ')}"` : '';
    return ` stroke="${escaped(this.strokeStyle)}" stroke-width="${number(width)}"${dash}${this.#faded('stroke-opacity')}`;
  }

  #faded(name: string): string {
    return this.globalAlpha < 1 ? ` ${name}="${number(this.globalAlpha)}"` : '';
  }
}

function written({ clip, parts }: Group): string {
  const inner = parts.map((part) => (typeof part === 'string' ? part : written(part))).join('\n');
  if (inner === '') return '';
  return clip === undefined ? inner : `<g clip-path="url(#${clip})">\n${inner}\n</g>`;
}

/** At most two digits behind the point. */
const number = (value: number): string => String(Math.round(value * 100) / 100);

function fontOf(font: string): { size: number; weight: string; family: string } {
  const [, weight = '400', size = '10', family = 'sans-serif'] =
    /^(?:(\d{3}|bold|normal) )?([\d.]+)px(?:\/\S+)? (.+)$/.exec(font) ?? [];
  return { size: Number(size), weight, family };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As it may stand in XML: its own marks as entities, characters that no XML may hold as a replacement. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/[&<>"]/g, (mark) => ENTITIES[mark]!)
  );
}

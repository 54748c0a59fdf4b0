/** Draws the strip of the whole run. The strip is drawn when the run has changed; in between only the frame over it moves. */

import { formatRange } from '../../../scenario/format-range.ts';
import type { State, TimeWindow } from '../../../store/state/state.ts';
import { OUTCOMES } from '../../../trace/trace.ts';
import { Later } from '../model/later.ts';
import type { Picture } from '../model/picture.ts';
import { COMPUTE, Pieces, PLACE, SLEEP } from '../model/pieces.ts';
import { fitWindow } from '../model/time-scale.ts';
import { type Palette, readPalette, watchPalette } from '../paint/palette.ts';
import type { FrameListener, Surface } from '../surface/surface.ts';
import type { MapLoads } from './map-loads.ts';

const HEIGHT = 22;
/** A section of up to this many spans is drawn span by span. */
const SMALL = 1000;
const pieces = new Pieces();
/** While a run goes on, its strip is drawn once in this time (ms). */
const EVERY_MS = 250;
const LATER_MS = 60;

export class MapPainter implements FrameListener {
  /** Edges of the frame, in px of the strip. */
  x0 = 0;
  x1 = 0;
  msPerPixel = 1;
  showsAll = true;
  /** The right edge of the strip (ms). */
  endMs = 0;
  #fromMs = 0;
  #drawn = '';
  #drawnAt = Number.NEGATIVE_INFINITY;
  #said = '';
  #wanted = '';
  #due = 0;
  #palette = 0;
  #colours: Palette;
  readonly #loads = new Later<MapLoads>(() => import('./map-loads.ts').then(({ MapLoads }) => new MapLoads()));
  readonly #stop: () => void;

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly frameBox: HTMLElement,
    readonly strip: HTMLElement,
  ) {
    // Colours are read here and not in a frame: after what a frame writes, all styles of the page would be worked out again.
    this.#colours = readPalette(strip);
    this.#stop = watchPalette(() => {
      this.#palette++;
      this.#colours = readPalette(strip);
    });
  }

  end(): void {
    this.#stop();
  }

  msAt(x: number): number {
    return this.#fromMs + x * this.msPerPixel;
  }

  frame(surface: Surface, state: State): void {
    const { layout } = surface.snapshot;
    const width = layout.right - layout.gutter;
    if (width <= 1) return;
    let endMs = 0;
    for (const { endMs: own, shiftMs } of surface.pictures) endMs = Math.max(endMs, own + shiftMs);
    const all = fitWindow(endMs, width);
    this.#fromMs = all.fromMs;
    this.msPerPixel = (all.toMs - all.fromMs) / width;
    this.endMs = all.toMs;
    this.#moveFrame(surface, state, width);
    const now = performance.now();
    if (surface.rendered.moving || (state.run.kind === 'running' && now < this.#drawnAt + EVERY_MS)) return;
    const key = `${width} ${endMs} ${state.revision} ${state.query} ${this.#palette} ${surface.pictures.length} ${devicePixelRatio}`;
    if (key === this.#drawn) return;
    const isSmall = surface.pictures.every(({ main, found }) => (main?.trace.spans.length ?? 0) <= SMALL && !found);
    if (!isSmall && state.run.kind !== 'running' && !this.#waits(key, surface)) return;
    const loads = isSmall ? undefined : this.#loads.get(surface.draw);
    if (!isSmall && !loads?.isReady(surface.pictures, surface.draw)) return;
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = HEIGHT * ratio;
    this.canvas.style.width = `${width}px`;
    const ctx = this.canvas.getContext('2d')!;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const colours = this.#colours;
    const whole = loads?.paint(ctx, colours, surface.pictures, all, width, HEIGHT) ?? true;
    if (!loads) paintSmall(ctx, colours, surface.pictures, all, width, HEIGHT);
    this.#drawnAt = now;
    // A large live run is summed in slices; until it is whole, each frame adds one.
    if (whole) this.#drawn = key;
    else surface.draw();
  }

  /** Whether to wait: the lanes are drawn first, and the strip of a large run a little later. */
  #waits(key: string, surface: Surface): boolean {
    if (key === this.#wanted) return performance.now() >= this.#due;
    this.#wanted = key;
    this.#due = performance.now() + LATER_MS;
    setTimeout(surface.draw, LATER_MS + 1);
    return false;
  }

  #moveFrame(surface: Surface, state: State, width: number): void {
    const { fromMs, toMs } = surface.snapshot.window;
    this.showsAll = state.view === null;
    const x0 = this.showsAll ? 0 : (fromMs - this.#fromMs) / this.msPerPixel;
    const x1 = this.showsAll ? width : Math.max(x0 + 3, (toMs - this.#fromMs) / this.msPerPixel);
    if (x0 !== this.x0 || x1 !== this.x1) {
      [this.x0, this.x1] = [x0, x1];
      this.frameBox.style.transform = `translateX(${Math.round(x0)}px)`;
      this.frameBox.style.width = `${Math.round(x1) - Math.round(x0)}px`;
      this.frameBox.toggleAttribute('data-part', !this.showsAll);
    }
    const said = formatRange(Math.max(0, fromMs), toMs);
    if (said === this.#said || surface.rendered.moving) return;
    this.#said = said;
    this.strip.setAttribute('aria-valuetext', this.showsAll ? 'the whole run' : said);
    this.strip.setAttribute('aria-valuenow', seconds((fromMs + toMs) / 2));
    this.strip.setAttribute('aria-valuemax', seconds(this.#fromMs + width * this.msPerPixel));
  }
}

/** A small run: all that its tasks do, drawn over each other, the fainter the more lanes there are. Failures are drawn at full strength. */
function paintSmall(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  pictures: readonly Picture[],
  all: TimeWindow,
  width: number,
  height: number,
): void {
  const shown = pictures.filter(({ main }) => main !== undefined);
  const share = height / Math.max(1, shown.length);
  const perMs = width / (all.toMs - all.fromMs);
  for (const [i, { main, measured, lanes, shiftMs }] of shown.entries()) {
    const { trace } = main!;
    const { outcome } = trace.spans.at;
    const top = Math.round(i * share);
    const rowHeight = Math.max(1, Math.round((i + 1) * share) - 1 - top);
    const faint = (measured ? 1 : 0.5) / Math.min(Math.max(1, lanes), 8);
    const x = (ms: number) => (ms + shiftMs - all.fromMs) * perMs;
    for (let row = 0; row < trace.spans.length; row++) {
      pieces.load(trace, row);
      for (let piece = 0; piece < pieces.count; piece++) {
        const kind = pieces.kind[piece]!;
        if (kind >= PLACE && kind !== COMPUTE) continue;
        ctx.globalAlpha = kind === SLEEP || kind === COMPUTE ? faint * 0.6 : faint;
        ctx.fillStyle = kind === SLEEP ? palette.sleepEdge : kind === COMPUTE ? palette.wproc : palette.cpu;
        const from = x(pieces.from[piece]!);
        ctx.fillRect(from, top, x(pieces.to[piece]!) - from, rowHeight);
      }
      if (OUTCOMES[outcome[row]!] !== 'failed' && OUTCOMES[outcome[row]!] !== 'killed') continue;
      ctx.globalAlpha = 1;
      ctx.fillStyle = palette.fail;
      ctx.fillRect(x(pieces.end) - 1, top, 2, rowHeight);
    }
  }
}

const seconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(3);

/** What the strip of the whole run is drawn from, a section a row: shades of how busy it is, what failed, what is found. */
import type { TimeWindow } from '../../../store/state/state.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Picture } from '../model/picture.ts';
import { aside, type Job } from '../model/shares/aside.ts';
import { RunLoad } from '../model/shares/run-load.ts';
import type { Palette } from '../paint/palette.ts';

/** One frame takes in this many rows of a live run's spans, which takes some milliseconds. */
const SLICE = 40_000;
/** Between the lines of two sections (px). */
const GAP = 1;
/** Shares are drawn in so many shades. */
const SHADES = 12;

export class MapLoads {
  readonly #loads = new WeakMap<Trace, RunLoad>();
  readonly #jobs = new WeakMap<Trace, Job>();

  /** Whether all runs that are over have been summed. If not, that is done in idle time, and `ready` is called after it. */
  isReady(pictures: readonly Picture[], ready: () => void): boolean {
    const left = pictures.filter((picture) => picture.main && !picture.live && !this.#of(picture).whole);
    for (const picture of left) {
      const trace = picture.main!.trace;
      if (this.#jobs.get(trace)?.dropped === false) continue;
      this.#jobs.set(trace, aside(`map ${picture.engine.id}`, this.#of(picture).rest(), ready));
    }
    return left.length === 0;
  }

  /** Draws all sections. Gives whether all spans of live runs have been taken in by now. */
  paint(
    ctx: CanvasRenderingContext2D,
    palette: Palette,
    pictures: readonly Picture[],
    all: TimeWindow,
    width: number,
    height: number,
  ): boolean {
    ctx.clearRect(0, 0, width, height);
    const shown = pictures.filter(({ main }) => main !== undefined);
    const share = height / Math.max(1, shown.length);
    const inks: Inks = {
      bg: rgbOf(palette.bg),
      sleep: rgbOf(palette.sleepEdge),
      wait: rgbOf(palette.wproc),
      cpu: rgbOf(palette.cpu),
    };
    // Each section is one line of pixels, stretched to the height that it has.
    const pixels = new OffscreenCanvas(width, 1);
    const one = pixels.getContext('2d')!;
    const image = one.createImageData(width, 1);
    let whole = true;
    for (const [i, picture] of shown.entries()) {
      const load = this.#of(picture);
      whole = load.refresh(Math.ceil(SLICE / shown.length)) && whole;
      const top = Math.round(i * share);
      const bottom = Math.max(top + 1, Math.round((i + 1) * share) - GAP);
      paintRow(new Uint32Array(image.data.buffer), inks, picture, load, all, width);
      one.putImageData(image, 0, 0);
      ctx.drawImage(pixels, 0, top, width, bottom - top);
      paintMarks(ctx, palette, picture, load, { all, width, top, bottom });
    }
    return whole;
  }

  #of(picture: Picture): RunLoad {
    const { trace } = picture.main!;
    let load = this.#loads.get(trace);
    if (!load) this.#loads.set(trace, (load = new RunLoad(trace)));
    return load;
  }
}

function paintRow(to: Uint32Array, inks: Inks, picture: Picture, load: RunLoad, all: TimeWindow, width: number): void {
  const { shiftMs } = picture;
  const msPerPixel = (all.toMs - all.fromMs) / width;
  const lanes = Math.max(1, Math.min(picture.lanes, load.peak));
  const faint = picture.hollow ? 0.5 : 1;
  const at = (x: number) => all.fromMs - shiftMs + x * msPerPixel;
  const scale = 1 / msPerPixel / lanes;
  let [cpuBefore, sleepBefore, waitBefore] = [
    load.before('cpu', at(0)),
    load.before('sleep', at(0)),
    load.before('wait', at(0)),
  ];
  for (let x = 0; x < width; x++) {
    const toMs = at(x + 1);
    const [cpu, sleep, wait] = [load.before('cpu', toMs), load.before('sleep', toMs), load.before('wait', toMs)];
    const asleep = shadeOf((sleep - sleepBefore) * scale * 0.55 * faint);
    const waiting = shadeOf((wait - waitBefore) * scale * 0.45 * faint);
    const busy = shadeOf((cpu - cpuBefore) * scale * faint);
    let rgb = 255;
    for (let c = 2; c >= 0; c--) {
      let value = inks.bg[c]!;
      value += (inks.sleep[c]! - value) * asleep;
      value += (inks.wait[c]! - value) * waiting;
      value += (inks.cpu[c]! - value) * busy;
      rgb = (rgb << 8) | value;
    }
    to[x] = rgb >>> 0;
    [cpuBefore, sleepBefore, waitBefore] = [cpu, sleep, wait];
  }
}

/** Where a section's marks stand in the strip (px); `all`: the time that the strip shows. */
interface Strip {
  readonly all: TimeWindow;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

function paintMarks(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  { found, shiftMs }: Picture,
  load: RunLoad,
  { all, width, top, bottom }: Strip,
): void {
  const msPerPixel = (all.toMs - all.fromMs) / width;
  const at = (x: number) => all.fromMs - shiftMs + x * msPerPixel;
  ctx.fillStyle = palette.fail;
  for (let x = 0; x < width; x++) if (load.isBad(at(x), at(x + 1))) ctx.fillRect(x - 0.5, top, 2, bottom - top);
  if (!found) return;
  ctx.fillStyle = palette.ink;
  const { start } = found.index.trace.spans.at;
  const seen = new Uint8Array(width + 1);
  for (const row of found.index.rows) {
    const x = Math.round((start[row]! + shiftMs - all.fromMs) / msPerPixel);
    if (x < 0 || x > width || seen[x] === 1) continue;
    seen[x] = 1;
    ctx.fillRect(x, bottom - 3, 1, 3);
  }
}

type Rgb = readonly [number, number, number];
type Inks = Readonly<Record<'bg' | 'sleep' | 'wait' | 'cpu', Rgb>>;

/** `rgb(1, 2, 3)`, or `color(srgb 0.1 0.2 0.3)`. */
function rgbOf(colour: string): Rgb {
  const unit = colour.startsWith('color') ? 255 : 1;
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) * unit);
  return [r, g, b];
}

/** Even the smallest share gets the palest shade, so that it is seen. */
const shadeOf = (share: number): number =>
  share < 0.002 ? 0 : Math.min(1, Math.max(1, Math.ceil(share * SHADES)) / SHADES);

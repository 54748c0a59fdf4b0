/** What the strip of the whole run is drawn from, a section a row: shades of how busy it is, what failed, what is found. */
import type { TimeWindow } from '../../../store/state.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Palette } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { RunLoad } from './run-load.ts';

/** Rows of spans that one frame takes in (some ms). */
const SLICE = 60_000;
/** A row is so high at least; sections beyond share the last row's height. */
const GAP = 1;
/** Shares are drawn in so many shades. */
const SHADES = 12;

export class MapLoads {
  readonly #loads = new WeakMap<Trace, RunLoad>();

  /** Draws all; whether all has been taken in. */
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
    let whole = true;
    for (const [i, picture] of shown.entries()) {
      const load = this.#of(picture);
      whole = load.refresh(SLICE) && whole;
      const top = Math.round(i * share);
      const bottom = Math.max(top + 1, Math.round((i + 1) * share) - GAP);
      paintRow(ctx, palette, picture, load, all, width, top, bottom);
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

function paintRow(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  picture: Picture,
  load: RunLoad,
  all: TimeWindow,
  width: number,
  top: number,
  bottom: number,
): void {
  const { found, shiftMs } = picture;
  const msPerPixel = (all.toMs - all.fromMs) / width;
  const lanes = Math.max(1, Math.min(picture.lanes, load.peak));
  const faint = picture.measured === undefined ? 0.5 : 1;
  const at = (x: number) => all.fromMs - shiftMs + x * msPerPixel;
  for (let x = 0; x < width; x++) {
    const [fromMs, toMs] = [at(x), at(x + 1)];
    const share = (of: 'cpu' | 'sleep' | 'wait') =>
      (load.before(of, toMs) - load.before(of, fromMs)) / msPerPixel / lanes;
    const cpu = share('cpu');
    const sleep = share('sleep');
    const wait = share('wait');
    shade(ctx, palette.sleepEdge, sleep * 0.55 * faint, x, top, bottom);
    shade(ctx, palette.wproc, wait * 0.45 * faint, x, top, bottom);
    shade(ctx, palette.cpu, cpu * faint, x, top, bottom);
  }
  ctx.globalAlpha = 1;
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

/** The least share that there is has the least shade. */
function shade(
  ctx: CanvasRenderingContext2D,
  colour: string,
  share: number,
  x: number,
  top: number,
  bottom: number,
): void {
  if (share < 0.002) return;
  ctx.globalAlpha = Math.min(1, Math.max(1, Math.ceil(share * SHADES)) / SHADES);
  ctx.fillStyle = colour;
  ctx.fillRect(x, top, 1, bottom - top);
}

/** The heartbeat row: a tick a frame while the main thread is alive, a line in `fail` while it stands still. */
import { formatMs } from '../../../../scenario/duration.ts';
import { longestStop, type Stop } from '../../model/stops.ts';
import type { Pen } from '../pen.ts';

/** Ticks are thinned to this distance. */
const APART = 6;

/** Beats of a run, sorted; `count` of them. */
export function beatTicks(pen: Pen, at: Float64Array, count: number, middle: number): void {
  const { ctx } = pen;
  ctx.fillStyle = pen.palette.frame;
  let low = 0;
  let high = count;
  const fromMs = pen.ms(pen.left - APART);
  while (low < high) {
    const centre = (low + high) >>> 1;
    if (at[centre]! < fromMs) low = centre + 1;
    else high = centre;
  }
  let last = Number.NEGATIVE_INFINITY;
  for (let row = low; row < count; row++) {
    const x = pen.px(at[row]!);
    if (x > pen.right) break;
    if (x < last + APART) continue;
    ctx.fillRect(x, middle - 3, 1, 6);
    last = x;
  }
}

/** Before any run: a row of faint dots, where beats will be. */
export function beatDots(pen: Pen, middle: number): void {
  const { ctx } = pen;
  ctx.fillStyle = pen.palette.line2;
  for (let x = Math.round(Math.max(pen.left, pen.offset)); x < pen.right; x += 6) ctx.fillRect(x, middle, 1, 1);
}

/** Where the main thread stood still; the longest stop says for how long. `hollow`: only predicted. */
export function stoppedLines(pen: Pen, stops: readonly Stop[], middle: number, hollow: boolean): void {
  const { ctx, palette } = pen;
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (const stop of stops) {
    const x0 = pen.px(stop.fromMs) + 4;
    const x1 = pen.px(stop.toMs) - 3;
    if (x1 < pen.left || x0 > pen.right || (x1 <= x0 && x0 < drawnTo)) continue;
    const width = Math.max(1, x1 - x0);
    drawnTo = x0 + width;
    if (!hollow || width < 5) pen.fill(palette.fail, x0, middle - 1, width, 2);
    else {
      ctx.strokeStyle = palette.fail;
      ctx.lineWidth = 1;
      ctx.strokeRect(x0 + 0.5, middle - 1.5, width - 1, 3);
    }
  }
  const longest = longestStop(stops);
  if (!longest) return;
  const words = `stopped ${formatMs(longest.toMs - longest.fromMs, 2)}`;
  const width = pen.width(words) + 8;
  const [x0, x1] = [Math.max(pen.left, pen.px(longest.fromMs)), Math.min(pen.right, pen.px(longest.toMs))];
  if (x1 - x0 < width + 8) return;
  const x = Math.round((x0 + x1 - width) / 2);
  pen.fill(palette.bg, x, middle - 7, width, 14);
  pen.text(words, x + 4, middle, palette.ink2);
}

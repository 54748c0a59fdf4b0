/** A column a pixel: shares of a pixel's time as heights, neighbours of one height as one rectangle. */
import { computing } from './marks/stretch.ts';
import type { Pen } from './pen.ts';

/** Columns of computing standing on `bottom`. */
export function fillColumns(
  pen: Pen,
  shares: Float64Array,
  x0: number,
  x1: number,
  bottom: number,
  height: number,
  thin: boolean,
): void {
  let from = x0;
  let level = -1;
  for (let x = x0; x <= x1; x++) {
    const share = x < x1 ? shares[x - x0]! : -1;
    const own = x === x1 ? -2 : share > 0.001 ? Math.max(1, Math.round(share * height)) : 0;
    if (own === level) continue;
    if (level > 0) computing(pen, from, x, bottom - level, level, thin);
    from = x;
    level = own;
  }
}

/** Columns up to all doing; those of computing are drawn over them. A line on top, since the fill is pale. */
export function fillSleep(
  pen: Pen,
  doing: Float64Array,
  cpu: Float64Array,
  x0: number,
  x1: number,
  bottom: number,
  height: number,
  thin: boolean,
): void {
  const { ctx, palette } = pen;
  let from = x0;
  let level = -1;
  for (let x = x0; x <= x1; x++) {
    let own = -2;
    if (x < x1) own = doing[x - x0]! - cpu[x - x0]! > 0.001 ? Math.max(1, Math.round(doing[x - x0]! * height)) : 0;
    if (own === level) continue;
    if (level > 0) {
      if (!thin) {
        ctx.fillStyle = palette.sleepFill;
        ctx.fillRect(from, bottom - level, x - from, level);
      }
      ctx.fillStyle = palette.sleepEdge;
      ctx.fillRect(from, bottom - level, x - from, 1);
    }
    from = x;
    level = own;
  }
}

/** Columns of one pixel, as high as the share of the pixel's time. All columns of a lane are one path: thousands of rectangles would cost more than the rest of a frame. */
import type { Pen } from './pen.ts';

/** Where columns stand (px): from `x0` to before `x1`, on `bottom`, as high as `height` where a share is 1. */
export interface ColumnBox {
  readonly x0: number;
  readonly x1: number;
  readonly bottom: number;
  readonly height: number;
  /** Only predicted. */
  readonly thin: boolean;
}

/** Columns of computing. */
export function fillColumns(pen: Pen, shares: Float64Array, box: ColumnBox): void {
  const { thin } = box;
  const { ctx } = pen;
  ctx.fillStyle = pen.palette.cpu;
  if (thin) ctx.globalAlpha = pen.faded ? 0.14 : 0.28;
  fillSteps(ctx, shares, box);
  if (thin) ctx.globalAlpha = pen.faded ? 0.4 : 1;
}

/** Fills all columns as one path. */
export function fillSteps(
  ctx: CanvasRenderingContext2D,
  shares: Float64Array,
  { x0, x1, bottom, height }: ColumnBox,
): void {
  ctx.beginPath();
  ctx.moveTo(x0, bottom);
  let level = 0;
  for (let x = x0; x < x1; x++) {
    const own = levelOf(shares[x - x0]!, height);
    if (own === level) continue;
    ctx.lineTo(x, bottom - level);
    ctx.lineTo(x, bottom - own);
    level = own;
  }
  ctx.lineTo(x1, bottom - level);
  ctx.lineTo(x1, bottom);
  ctx.fill();
}

/** The height of a share in whole pixels; even the smallest share has one. */
export const levelOf = (share: number, height: number): number =>
  share > 0.001 ? Math.max(1, Math.min(height, Math.round(share * height))) : 0;

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

/** Columns for all doing, with a line on top since the fill is pale. Columns of computing are drawn over them. */
export function fillSleep(pen: Pen, doing: Float64Array, box: ColumnBox): void {
  const { x0, x1, bottom, height, thin } = box;
  const { ctx, palette } = pen;
  if (!thin) {
    ctx.fillStyle = palette.sleepFill;
    fillSteps(ctx, doing, box);
  }
  ctx.strokeStyle = palette.sleepEdge;
  ctx.lineWidth = 1;
  ctx.beginPath();
  let level = 0;
  for (let x = x0; x < x1; x++) {
    const own = levelOf(doing[x - x0]!, height);
    if (own === level) continue;
    if (level > 0) ctx.lineTo(x, bottom - level + 0.5);
    if (own > 0 && level > 0) ctx.lineTo(x, bottom - own + 0.5);
    else if (own > 0) ctx.moveTo(x, bottom - own + 0.5);
    level = own;
  }
  if (level > 0) ctx.lineTo(x1, bottom - level + 0.5);
  ctx.stroke();
}

function fillSteps(ctx: CanvasRenderingContext2D, shares: Float64Array, { x0, x1, bottom, height }: ColumnBox): void {
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
const levelOf = (share: number, height: number): number =>
  share > 0.001 ? Math.max(1, Math.min(height, Math.round(share * height))) : 0;

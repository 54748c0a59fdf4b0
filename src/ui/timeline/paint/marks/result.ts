/** A result reaches the caller: a small triangle towards the main thread; a cross where the call ends with a failure. */
import type { Pen } from '../pen.ts';

const HALF = 3.5;

/** `hollow`: only predicted. */
export function result(pen: Pen, x: number, middle: number, hollow: boolean): void {
  const { ctx, palette } = pen;
  ctx.beginPath();
  ctx.moveTo(x + 0.5 - HALF, middle - 2.5);
  ctx.lineTo(x + 0.5 + HALF, middle - 2.5);
  ctx.lineTo(x + 0.5, middle + 3.5);
  ctx.closePath();
  if (hollow) {
    ctx.strokeStyle = palette.frame;
    ctx.lineWidth = 1;
    ctx.stroke();
  } else {
    ctx.fillStyle = palette.ink;
    ctx.fill();
  }
}

/** Instead of the triangle, where there is no room for one. */
export function resultTick(pen: Pen, x: number, middle: number, hollow: boolean): void {
  pen.fill(hollow ? pen.palette.frame : pen.palette.ink, x, middle - 3, 1, 6);
}

export function raisedCross(pen: Pen, x: number, middle: number, hollow: boolean): void {
  const { ctx } = pen;
  ctx.strokeStyle = pen.palette.fail;
  ctx.lineWidth = hollow ? 1 : 2;
  ctx.beginPath();
  ctx.moveTo(x - 2.5, middle - 3);
  ctx.lineTo(x + 3.5, middle + 3);
  ctx.moveTo(x + 3.5, middle - 3);
  ctx.lineTo(x - 2.5, middle + 3);
  ctx.stroke();
}

/** Waiting for others: a thin grey line with a ring at its end, where one of them let it go on. */
import type { Pen } from '../pen.ts';

const RING = 3;

export function waitForOthers(pen: Pen, x0: number, x1: number, middle: number): void {
  const { ctx, palette } = pen;
  const ringed = x1 - x0 > 4 * RING && x1 <= pen.right;
  pen.fill(palette.ink3, x0, middle, Math.max(1, x1 - x0 - (ringed ? 2 * RING : 0)), 1);
  if (!ringed) return;
  ctx.strokeStyle = palette.ink3;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  ctx.arc(x1 - RING, middle + 0.5, RING - 0.5, 0, 2 * Math.PI);
  ctx.stroke();
}

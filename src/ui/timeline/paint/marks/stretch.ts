/** Doing: computing is solid, sleeping pale with an edge and leader dots. */
import type { Pen } from '../pen.ts';

/** Computing; `tint`: only predicted. */
export function computing(pen: Pen, x0: number, x1: number, y: number, height: number, tint: boolean): void {
  if (!pen.shows('computing')) return;
  const { ctx } = pen;
  if (tint) ctx.globalAlpha = pen.faded ? 0.14 : 0.28;
  pen.fill(pen.palette.cpu, x0, y, x1 - x0, height);
  if (tint) ctx.globalAlpha = pen.faded ? 0.4 : 1;
}

export function sleeping(pen: Pen, x0: number, x1: number, y: number, height: number): void {
  if (!pen.shows('sleeping')) return;
  const width = x1 - x0;
  if (width <= 2) {
    pen.fill(pen.palette.sleepEdge, x0, y, width, height);
    return;
  }
  // Edge and fill stand side by side. One over the other would show through while both are faded.
  pen.fill(pen.palette.sleepFill, x0 + 1, y + 1, width - 2, height - 2);
  const { ctx } = pen;
  ctx.strokeStyle = pen.palette.sleepEdge;
  ctx.lineWidth = 1;
  ctx.strokeRect(x0 + 0.5, y + 0.5, width - 1, height - 1);
}

/** A dot every 8 px from x0 to x1, none cut off. */
export function leaderDots(pen: Pen, x0: number, x1: number, middle: number): void {
  if (!pen.shows('sleeping')) return;
  const { ctx } = pen;
  ctx.fillStyle = pen.palette.sleepEdge;
  const from = Math.max(x0, x0 + Math.ceil((pen.left - 8 - x0) / 8) * 8);
  const to = Math.min(x1, pen.right + 8);
  for (let x = from; x + 2 <= to; x += 8) ctx.fillRect(x, middle - 1, 2, 2);
}

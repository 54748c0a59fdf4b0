/** The prediction: a frame of one pixel around where a task will be. */
import type { Pen } from '../pen.ts';

/** From x0 to x1; the frame stands one pixel outside, so that a bar of the same time lies within. */
export function outline(pen: Pen, x0: number, x1: number, y: number, height: number): void {
  if (!pen.shows('predicted')) return;
  const { ctx } = pen;
  ctx.strokeStyle = pen.palette.frame;
  ctx.lineWidth = 1;
  const width = x1 - x0 + 1;
  if (width < 6) {
    ctx.strokeRect(x0 - 0.5, y + 0.5, width, height - 1);
    return;
  }
  ctx.beginPath();
  ctx.roundRect(x0 - 0.5, y + 0.5, width, height - 1, 2);
  ctx.stroke();
}

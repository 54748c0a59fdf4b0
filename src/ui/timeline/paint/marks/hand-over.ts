/** A place changes hands between lanes: a line with an arrow's head, at whole pixels. */
import type { Pen } from '../pen.ts';

/** From the edge of one lane at `y0` to that of another at `y1`. */
export function handOver({ ctx, palette }: Pen, x: number, y0: number, y1: number): void {
  const back = y1 > y0 ? -1 : 1;
  ctx.strokeStyle = palette.ink;
  ctx.fillStyle = palette.ink;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x + 0.5, y0);
  ctx.lineTo(x + 0.5, y1 + 5 * back);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + 0.5, y1);
  ctx.lineTo(x - 3, y1 + 6 * back);
  ctx.lineTo(x + 4, y1 + 6 * back);
  ctx.fill();
}

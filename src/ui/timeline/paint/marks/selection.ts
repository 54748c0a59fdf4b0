/** The selected task, and the one under the pointer: ink around it, with air between. */
import type { Pen } from '../pen.ts';

/** `strong`: the task is selected in this engine. If not, it is the same task in another engine. */
export function selectionBox(pen: Pen, x0: number, x1: number, y: number, height: number, strong: boolean): void {
  const { ctx } = pen;
  ctx.strokeStyle = pen.palette.ink;
  ctx.lineWidth = strong ? 2 : 1;
  const out = strong ? 3 : 2.5;
  ctx.beginPath();
  ctx.roundRect(x0 - out, y - out + 1, x1 - x0 + 2 * out, height + 2 * out - 2, 4);
  ctx.stroke();
}

/** A frame around what the pointer is on. */
export function hoverBox(pen: Pen, x0: number, x1: number, y: number, height: number): void {
  const { ctx } = pen;
  ctx.strokeStyle = pen.palette.ink;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x0 - 1.5, y + 0.5, Math.max(4, x1 - x0 + 3), height - 1, 2);
  ctx.stroke();
}

/** The last run: a dashed frame around where a task was, before the scenario was changed. */
import type { Pen } from '../pen.ts';

const DASHES = [3, 2];
const NO_DASHES: number[] = [];

export function dashed(pen: Pen, x0: number, x1: number, y: number, height: number): void {
  const { ctx } = pen;
  ctx.strokeStyle = pen.palette.frame;
  ctx.lineWidth = 1;
  ctx.setLineDash(DASHES);
  ctx.strokeRect(x0 + 0.5, y + 0.5, Math.max(1, x1 - x0 - 1), height - 1);
  ctx.setLineDash(NO_DASHES);
}

/** Columns of what sleeps, as strips draw them. */
import { type ColumnBox, fillSteps, levelOf } from '../columns.ts';
import type { Pen } from '../pen.ts';

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

/** A task that took no time at all. */
import type { Pen } from '../pen.ts';

export const DIAMOND_RADIUS = 5;

/** `hollow`: only predicted. */
export function diamond(pen: Pen, cx: number, cy: number, hollow: boolean): void {
  const { ctx, palette } = pen;
  ctx.beginPath();
  ctx.moveTo(cx + 0.5, cy - DIAMOND_RADIUS);
  ctx.lineTo(cx + 0.5 + DIAMOND_RADIUS, cy);
  ctx.lineTo(cx + 0.5, cy + DIAMOND_RADIUS);
  ctx.lineTo(cx + 0.5 - DIAMOND_RADIUS, cy);
  ctx.closePath();
  ctx.fillStyle = hollow ? palette.bg : palette.sleepFill;
  ctx.fill();
  ctx.strokeStyle = palette.sleepEdge;
  ctx.lineWidth = 1.25;
  ctx.stroke();
}

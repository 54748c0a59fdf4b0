/** How an attempt ended, where it did not end well: a cap with a cross, a torn edge or two strokes. Never left out, however narrow the bar is. */
import type { Outcome } from '../../../../trace/trace.ts';
import type { Pen } from '../pen.ts';

const CAP_WIDTH = 15;
const LEAST = 3;
/** In a cap at least this wide (px) there is room for the sign. */
const SIGN = 11;

/** Pixels that the cap takes from the end of a bar of this width. A cancelled one's stands after it. */
export const capInside = (outcome: Outcome, width: number): number =>
  outcome === 'failed' || outcome === 'killed' ? Math.min(CAP_WIDTH, Math.max(LEAST, width)) : 0;

/** The cap of a bar that ends at x1 and is `width` wide. */
export function endCap(pen: Pen, outcome: Outcome, x1: number, y: number, height: number, width: number): void {
  if (outcome === 'failed') failed(pen, x1 - capInside(outcome, width), y, capInside(outcome, width), height);
  else if (outcome === 'killed') killed(pen, x1 - capInside(outcome, width), y, capInside(outcome, width), height);
  else if (outcome === 'cancelled') cancelled(pen, x1, y, width < 4 ? 6 : 14, height);
}

export function failed(pen: Pen, x: number, y: number, width: number, height: number): void {
  pen.fill(pen.palette.fail, x, y, width, height);
  if (width < SIGN) return;
  const { ctx } = pen;
  const [cx, cy] = [x + width / 2, y + height / 2];
  ctx.strokeStyle = pen.palette.failOn;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(cx - 3, cy - 3);
  ctx.lineTo(cx + 3, cy + 3);
  ctx.moveTo(cx + 3, cy - 3);
  ctx.lineTo(cx - 3, cy + 3);
  ctx.stroke();
}

export function killed(pen: Pen, x: number, y: number, width: number, height: number): void {
  const { ctx, palette } = pen;
  if (width < SIGN) {
    pen.fill(palette.ink, x, y, width, height);
    return;
  }
  const right = x + width;
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(right, y);
  ctx.lineTo(right - 4, y + height * 0.25);
  ctx.lineTo(right, y + height * 0.5);
  ctx.lineTo(right - 4, y + height * 0.75);
  ctx.lineTo(right, y + height);
  ctx.lineTo(x, y + height);
  ctx.fill();
  pen.fill(palette.bg, x + 3, y + height / 2 - 1, 5, 2);
}

export function cancelled(pen: Pen, x: number, y: number, width: number, height: number): void {
  pen.fill(pen.palette.cancel, x, y, width, height);
  if (width < SIGN) return;
  const stroke = Math.min(8, height - 2);
  const top = y + Math.floor((height - stroke) / 2);
  pen.fill(pen.palette.bg, x + Math.floor(width / 2) - 3, top, 2, stroke);
  pen.fill(pen.palette.bg, x + Math.floor(width / 2) + 1, top, 2, stroke);
}

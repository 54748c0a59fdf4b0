/** Waiting is a line: plain between caps for a place, dashed to compute, with a ring for others, one pixel for messages and start-up. */
import type { Pen } from '../pen.ts';

/** A wait narrower than this (px) is a plain thread: dashes could not be told in it. */
const THREAD = 16;
const CAP = 10;

/** For a place. `hollow`: only predicted. `open`: still going on, no cap at its end. */
export function waitForPlace(pen: Pen, x0: number, x1: number, middle: number, hollow: boolean, open = false): void {
  const { ctx, palette } = pen;
  const width = Math.max(1, x1 - x0);
  if (hollow && width > 4) {
    ctx.strokeStyle = palette.wplace;
    ctx.lineWidth = 1;
    ctx.strokeRect(x0 + 0.5, middle - 1.5, width - 1, 3);
    return;
  }
  pen.fill(palette.wplace, x0, middle - 2, width, 4);
  if (hollow) return;
  ctx.fillRect(x0, middle - CAP / 2, 1, CAP);
  if (!open) ctx.fillRect(x0 + width, middle - CAP / 2, 1, CAP);
}

/** To compute. `thin`: only predicted. */
export function waitToCompute(pen: Pen, x0: number, x1: number, middle: number, thin: boolean): void {
  const { ctx, palette } = pen;
  ctx.fillStyle = palette.wproc;
  if (x1 - x0 < THREAD) {
    ctx.fillRect(x0, middle - 1, Math.max(1, x1 - x0), thin ? 1 : 2);
    return;
  }
  const height = thin ? 1 : 4;
  const y = thin ? middle - 1 : middle - 2;
  const from = Math.max(x0, x0 + Math.ceil((pen.left - 5 - x0) / 5) * 5);
  const to = Math.min(x1, pen.right + 5);
  for (let x = from; x < to; x += 5) ctx.fillRect(x, y, Math.min(3, to - x), height);
}

/** Of the ring at the end of a wait for others (px). */
const RING = 3;

/** For others: a thin line with a ring at its end. `thin`: only predicted. `open`: still going on, no ring. */
export function waitForOthers(pen: Pen, x0: number, x1: number, middle: number, thin: boolean, open = false): void {
  const { ctx, palette } = pen;
  const width = Math.max(1, x1 - x0);
  const ring = !open && width > 2 * RING;
  pen.fill(palette.wothers, x0, middle - 1, ring ? width - 2 * RING : width, thin ? 1 : 2);
  if (!ring) return;
  ctx.strokeStyle = palette.wothers;
  ctx.lineWidth = thin ? 1 : 1.5;
  ctx.beginPath();
  ctx.arc(x1 - RING, thin ? middle - 0.5 : middle, RING - 0.5, 0, 2 * Math.PI);
  ctx.stroke();
}

/** For a message or for start-up. */
export function waitThin(pen: Pen, x0: number, x1: number, middle: number): void {
  pen.fill(pen.palette.frame, x0, middle, Math.max(1, x1 - x0), 1);
}

/** From the end of a queue line down to the lane where the task went on. */
export function drop(pen: Pen, x: number, y0: number, y1: number): void {
  const { ctx } = pen;
  ctx.fillStyle = pen.palette.wplace;
  for (let y = y0; y < y1; y += 3) ctx.fillRect(x, y, 1, 1);
}

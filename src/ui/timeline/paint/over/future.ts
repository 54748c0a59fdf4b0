/** In the replay of a run with more attempts than can be cut in each frame: what is to come lies under a veil. */
import type { Section } from '../../model/layout.ts';
import { MOST_REPLAYED } from '../../model/most-replayed.ts';
import type { Picture } from '../../model/picture.ts';
import type { Pen } from '../pen.ts';

const VEIL = 0.82;

/** `cursorMs`: the moment of the replay, on the axis that all sections share. */
export function paintFuture(pen: Pen, picture: Picture, section: Section, cursorMs: number): void {
  if ((picture.main?.trace.spans.length ?? 0) <= MOST_REPLAYED) return;
  const x = Math.max(pen.left, pen.px(cursorMs - picture.shiftMs));
  const { ctx } = pen;
  ctx.globalAlpha = VEIL;
  pen.fill(pen.palette.bg, x, section.rowsTop, pen.right + 4 - x, section.bottom - section.rowsTop);
  ctx.globalAlpha = 1;
}

/** A section's own time axis: ticks and grid lines. Since there is no common axis then, the range and the replay's moment are drawn here, too. */
import type { TimeWindow } from '../../../../store/state/state.ts';
import type { Section } from '../../model/layout.ts';
import { timeTicks } from '../../model/ticks.ts';
import type { Pen } from '../pen.ts';

const GAP = { wide: 110, narrow: 50 };

export function paintOwnAxis(
  pen: Pen,
  section: Section,
  narrow: boolean,
  range: TimeWindow | null,
  cursorMs: number | null,
): void {
  const { palette } = pen;
  const [fromMs, toMs] = [pen.ms(pen.left), pen.ms(pen.right)];
  const middle = section.axisTop + section.axisHeight / 2 - 1;
  // The grid ends above the last row.
  const gridBottom = section.rows.at(-1)?.top ?? section.bottom;
  pen.ctx.globalCompositeOperation = 'destination-over';
  for (const { ms } of timeTicks(fromMs, toMs, pen.right - pen.left, narrow ? GAP.narrow : GAP.wide)) {
    pen.fill(palette.grid, pen.px(ms), section.rowsTop, 1, gridBottom - section.rowsTop);
  }
  if (range) {
    const x0 = pen.px(range.fromMs);
    pen.ctx.globalAlpha = 0.08;
    pen.fill(palette.ink, x0, section.axisTop, Math.max(1, pen.px(range.toMs) - x0), section.bottom - section.axisTop);
    pen.ctx.globalAlpha = 1;
  }
  pen.ctx.globalCompositeOperation = 'source-over';
  for (const { ms, label } of timeTicks(fromMs, toMs, pen.right - pen.left, narrow ? GAP.narrow : GAP.wide)) {
    const x = pen.px(ms) - pen.width(label) / 2;
    pen.text(label, Math.max(pen.left - 4, x), middle, palette.ink2);
    pen.fill(palette.line2, pen.px(ms), section.rowsTop - 4, 1, 4);
  }
  if (cursorMs === null) return;
  const x = pen.px(cursorMs);
  for (const [from, to] of pen.words.between(x, section.axisTop, section.bottom))
    pen.fill(palette.ink, x, from, 1, to - from);
}

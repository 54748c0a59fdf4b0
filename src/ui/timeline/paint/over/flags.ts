/** Notes on tasks: a small flag at the bar's begin. */
import type { Note } from '../../../../store/state/state.ts';
import { laneTop } from '../../model/lane-top.ts';
import type { Section } from '../../model/layout.ts';
import type { Picture } from '../../model/picture.ts';
import type { Pen } from '../pen.ts';

const WIDTH = 8;
const HEIGHT = 6;

export function paintFlags(pen: Pen, picture: Picture, section: Section, notes: readonly Note[]): void {
  const trace = picture.main?.trace;
  for (const { on } of notes) {
    if (!trace || on?.engine !== section.engine) continue;
    const row = picture.rowOf(on.task, on.attempt);
    if (row < 0 || picture.slots.slotOf(trace.spans.at.lane[row]!) < 0) continue;
    const x = pen.px(trace.spans.at.start[row]!);
    if (x < pen.left - WIDTH || x > pen.right) continue;
    const top = laneTop(section, picture, trace.spans.at.lane[row]!);
    const { ctx } = pen;
    pen.fill(pen.palette.ink, x, top, 1, section.laneHeight - 5);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x + WIDTH, top + HEIGHT / 2);
    ctx.lineTo(x, top + HEIGHT);
    ctx.fill();
  }
}

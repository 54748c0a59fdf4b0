/** An empty stretch of a lane that is selected: ink around it, dashed. */
import type { IdleStretch } from '../../../../store/state/state.ts';
import { laneTop } from '../../model/lane-top.ts';
import type { Section } from '../../model/layout.ts';
import type { Picture } from '../../model/picture.ts';
import type { Pen } from '../pen.ts';

export function paintIdle(pen: Pen, picture: Picture, section: Section, idle: IdleStretch): void {
  if (idle.engine !== section.engine || picture.slots.slotOf(idle.lane) < 0) return;
  const { ctx } = pen;
  const top = laneTop(section, picture, idle.lane) + 4;
  const x0 = pen.px(idle.fromMs);
  const x1 = Math.max(pen.px(idle.toMs), x0 + 2);
  ctx.strokeStyle = pen.palette.ink;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([4, 3]);
  ctx.strokeRect(x0 + 1, top + 0.5, x1 - x0 - 2, section.laneHeight - 9);
  ctx.setLineDash([]);
}

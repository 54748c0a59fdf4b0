/** Brings a task into sight when the keyboard goes to it: in time and among the lanes. */
import { laneTop } from './lane-top.ts';
import { AXIS_HEIGHT } from './layout.ts';
import type { Picture } from './picture.ts';
import { endOf } from './pieces.ts';
import type { Surface } from './surface.ts';

function span(surface: Surface, picture: Picture, row: number, root: HTMLElement): void {
  const { trace } = picture.main!;
  const { start, lane } = trace.spans.at;
  const view = surface.view.now;
  const [from, to] = [start[row]! + picture.shiftMs, endOf(trace, row) + picture.shiftMs];
  const length = view.toMs - view.fromMs;
  if (to < view.fromMs || from > view.toMs) {
    surface.view.show({ fromMs: from - length / 4, toMs: from + (length * 3) / 4 });
  }
  const section = surface.snapshot.layout.sections.find((s) => s.engine === picture.engine.id);
  if (!section || section.collapsed || picture.slots.slotOf(lane[row]!) < 0) return;
  const top = laneTop(section, picture, lane[row]!);
  const page = document.scrollingElement;
  const scroller = root.scrollHeight > root.clientHeight + 1 ? root : page;
  if (!scroller) return;
  const offset = scroller === root ? 0 : root.getBoundingClientRect().top + scroller.scrollTop;
  const height = scroller === root ? root.clientHeight : window.innerHeight;
  const upper = scroller.scrollTop - offset + AXIS_HEIGHT;
  const lower = scroller.scrollTop - offset + height;
  if (top < upper) scroller.scrollTop = top + offset - AXIS_HEIGHT - 8;
  else if (top + section.laneHeight > lower) scroller.scrollTop = top + offset + section.laneHeight - height + 8;
}

export const Reveal = { span };

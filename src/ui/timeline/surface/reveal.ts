/**
 * Brings a place into sight: in time and among the lanes. Places are named as the store names them. Where there is no
 * timeline on the page (null), nothing is shown.
 */
import type { Selection, TimeWindow } from '../../../store/state/state.ts';
import { endOf } from '../../../trace/ends.ts';
import { laneTop } from '../model/lane-top.ts';
import { AXIS_HEIGHT } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import type { Surface } from './surface.ts';

/** Brings an attempt at a task into sight. Does nothing where it has no bar. */
export function reveal(surface: Surface | null, { engine, task, attempt }: Selection): void {
  const picture = surface?.pictureOf(engine);
  const row = picture?.main ? picture.rowOf(task, attempt) : -1;
  if (!picture?.main || row < 0) return;
  const { trace } = picture.main;
  const stretch = { fromMs: trace.spans.at.start[row]!, toMs: endOf(trace, row) };
  revealStretch(surface, engine, trace.spans.at.lane[row]!, stretch);
}

/** Brings a stretch of a lane into sight; times on the section's own clock. */
export function revealStretch(
  surface: Surface | null,
  engine: string,
  lane: number,
  { fromMs, toMs }: TimeWindow,
): void {
  const picture = surface?.pictureOf(engine);
  if (!surface || !picture) return;
  revealTime(surface, { fromMs: fromMs + picture.shiftMs, toMs: toMs + picture.shiftMs });
  revealLane(surface, picture, lane);
}

/** Brings the lane of an attempt into sight, wherever in time the window is. Only where the timeline scrolls by itself: scrolling the page would move it away from where the user is. */
export function revealLaneOf(surface: Surface | null, { engine, task, attempt }: Selection): void {
  const picture = surface?.pictureOf(engine);
  const row = picture?.main ? picture.rowOf(task, attempt) : -1;
  if (!surface?.root || !scrolls(surface.root)) return;
  if (picture?.main && row >= 0) revealLane(surface, picture, picture.main.trace.spans.at.lane[row]!);
}

const scrolls = (root: HTMLElement): boolean => root.scrollHeight > root.clientHeight + 1;

function revealLane({ snapshot, root }: Surface, picture: Picture, lane: number): void {
  const section = snapshot.layout.sections.find(({ engine }) => engine === picture.engine.id);
  if (!root || !section || (!section.collapsed && picture.slots.slotOf(lane) < 0)) return;
  const top = section.collapsed ? section.lanesTop : laneTop(section, picture, lane);
  const scroller = scrolls(root) ? root : document.scrollingElement;
  if (!scroller) return;
  const offset = scroller === root ? 0 : root.getBoundingClientRect().top + scroller.scrollTop;
  const height = scroller === root ? root.clientHeight : window.innerHeight;
  const from = scroller.scrollTop - offset + AXIS_HEIGHT;
  const to = scroller.scrollTop - offset + height;
  if (top < from) scroller.scrollTop = top + offset - AXIS_HEIGHT - 8;
  else if (top + section.laneHeight > to) scroller.scrollTop = top + offset + section.laneHeight - height + 8;
}

/** Brings a stretch of the axis into sight. The window moves only where it shows nothing of the stretch, and keeps its length. */
export function revealTime(surface: Surface | null, { fromMs, toMs }: TimeWindow): void {
  const view = surface?.view;
  if (!view) return;
  const now = view.now;
  const length = now.toMs - now.fromMs;
  if (toMs < now.fromMs || fromMs > now.toMs) {
    view.show({ fromMs: fromMs - length / 4, toMs: fromMs + (length * 3) / 4 });
  }
}

/** Zooms to a stretch of the axis, with some air around it. */
export function zoomTo(surface: Surface | null, { fromMs, toMs }: TimeWindow): void {
  const air = Math.max((toMs - fromMs) / 20, 0.01);
  surface?.view.show({ fromMs: fromMs - air, toMs: toMs + air }, true);
}

/** Scrolls to a section that has just been added, as soon as it is on the page. */
export function revealSection(id: string): void {
  let tries = 0;
  const look = () => {
    const header = document.querySelector(`.tl-header[data-engine="${id}"]`);
    if (header) header.scrollIntoView({ block: 'start' });
    else if (tries++ < 30) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

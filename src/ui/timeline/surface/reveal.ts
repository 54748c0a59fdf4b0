/** Brings a place into sight: in time and among the lanes. Others than the timeline ask for it by what the store names. */
import type { Selection, TimeWindow } from '../../../store/state/state.ts';
import { laneTop } from '../model/lane-top.ts';
import { AXIS_HEIGHT } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { endOf } from '../model/pieces.ts';
import { type OnPage, onPage } from './on-page.ts';

/** An attempt at a task; nothing where it has no bar. */
export function reveal({ engine, task, attempt }: Selection): void {
  const picture = onPage.timeline?.surface.pictureOf(engine);
  const row = picture?.main ? picture.rowOf(task, attempt) : -1;
  if (!picture?.main || row < 0) return;
  const { trace } = picture.main;
  const stretch = { fromMs: trace.spans.at.start[row]!, toMs: endOf(trace, row) };
  revealStretch(engine, trace.spans.at.lane[row]!, stretch);
}

/** A stretch of a lane, on the section's own clock. */
export function revealStretch(engine: string, lane: number, { fromMs, toMs }: TimeWindow): void {
  const page = onPage.timeline;
  const picture = page?.surface.pictureOf(engine);
  if (!page || !picture) return;
  revealTime({ fromMs: fromMs + picture.shiftMs, toMs: toMs + picture.shiftMs });
  revealLane(page, picture, engine, lane);
}

/** The lane of an attempt, wherever in time the window is; not where the page would have to scroll, away from who asks. */
export function revealLaneOf({ engine, task, attempt }: Selection): void {
  const page = onPage.timeline;
  const picture = page?.surface.pictureOf(engine);
  const row = picture?.main ? picture.rowOf(task, attempt) : -1;
  if (!page || !scrolls(page.root)) return;
  if (picture?.main && row >= 0) revealLane(page, picture, engine, picture.main.trace.spans.at.lane[row]!);
}

const scrolls = (root: HTMLElement): boolean => root.scrollHeight > root.clientHeight + 1;

function revealLane({ surface, root }: OnPage, picture: Picture, engine: string, lane: number): void {
  const section = surface.snapshot.layout.sections.find((s) => s.engine === engine);
  if (!section || (!section.collapsed && picture.slots.slotOf(lane) < 0)) return;
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

/** A stretch of the axis: the window moves only where it shows nothing of it, and keeps its length. */
export function revealTime({ fromMs, toMs }: TimeWindow): void {
  const view = onPage.timeline?.surface.view;
  if (!view) return;
  const now = view.now;
  const length = now.toMs - now.fromMs;
  if (toMs < now.fromMs || fromMs > now.toMs) {
    view.show({ fromMs: fromMs - length / 4, toMs: fromMs + (length * 3) / 4 });
  }
}

/** Shows a stretch of the axis and little else. */
export function zoomTo({ fromMs, toMs }: TimeWindow): void {
  const air = Math.max((toMs - fromMs) / 20, 0.01);
  onPage.timeline?.surface.view.show({ fromMs: fromMs - air, toMs: toMs + air }, true);
}

/** A section that has just come: scrolled to as soon as it is there. */
export function revealSection(id: string): void {
  let tries = 0;
  const look = () => {
    const header = document.querySelector(`.tl-header[data-engine="${id}"]`);
    if (header) header.scrollIntoView({ block: 'start' });
    else if (tries++ < 30) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Where the page itself scrolls, and a sheet lies over its lower part: what was tapped is scrolled to where it can be seen. */
import type { Selection } from '../../../store/state/state.ts';
import { laneTop } from '../model/lane-top.ts';
import { AXIS_HEIGHT } from '../model/layout.ts';
import type { Surface } from './surface.ts';

/** Between the lane and what lies over the page (px). */
const AIR = 8;

/** `sheet`, `bar`: selectors of what lies over the lower part of the page. */
export function aboveSheet(surface: Surface | null, { engine, task, attempt }: Selection, ...over: string[]): void {
  const picture = surface?.pictureOf(engine);
  const section = surface?.snapshot.layout.sections.find((one) => one.engine === engine);
  const row = picture?.main ? picture.rowOf(task, attempt) : -1;
  if (!surface?.root || !picture?.main || !section || row < 0) return;
  const lane = picture.main.trace.spans.at.lane[row]!;
  const inSection =
    section.collapsed || picture.slots.slotOf(lane) < 0 ? section.lanesTop : laneTop(section, picture, lane);
  const top = surface.root.getBoundingClientRect().top + inSection;
  const bottom = top + section.laneHeight;
  const edges = over.flatMap((selector) => document.querySelector(selector)?.getBoundingClientRect().top ?? []);
  const covered = bottom + AIR - Math.min(window.innerHeight, ...edges);
  const hidden = AXIS_HEIGHT + AIR - top;
  if (covered > 0) window.scrollBy(0, covered);
  else if (hidden > 0) window.scrollBy(0, -hidden);
}

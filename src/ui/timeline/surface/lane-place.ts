/** The lane that a menu is asked for. */
import type { Surface } from './surface.ts';

/** A lane, and where in the window of the browser it was asked for (px). */
export interface LanePlace {
  readonly section: string;
  readonly lane: number;
  readonly x: number;
  readonly y: number;
}

/** The lane whose label is at a point of the window of the browser; null where there is none. */
export function laneLabelAt(surface: Surface, clientX: number, clientY: number): LanePlace | null {
  const { sections, gutter } = surface.snapshot.layout;
  const { x, y } = surface.local(clientX, clientY);
  const section = sections.find(({ lanesTop, bottom }) => y >= lanesTop && y < bottom);
  const picture = section && surface.pictureOf(section.engine);
  if (!picture || section.collapsed || x > gutter) return null;
  const lane = picture.slots.laneAt(Math.floor((y - section.lanesTop) / section.laneHeight));
  return lane === undefined || lane < 0 ? null : { section: section.engine, lane, x: clientX, y: clientY };
}

/** The lane of the selected task, for a menu at a point of the window of the browser; null where its task has no bar. */
export function laneOfSelected(surface: Surface, x: number, y: number): LanePlace | null {
  const { selected } = surface.store.getState();
  const picture = selected && surface.pictureOf(selected.engine);
  const row = picture ? picture.rowOf(selected.task, selected.attempt) : -1;
  if (!selected || !picture?.main || row < 0) return null;
  return { section: selected.engine, lane: picture.main.trace.spans.at.lane[row]!, x, y };
}

/** Which lane and moment a point of the timeline is. */
import type { Section } from '../model/layout.ts';
import { scaleOf } from '../model/own-axis.ts';
import type { Picture } from '../model/picture.ts';
import { msAt } from '../model/time-scale.ts';
import type { Surface } from './surface.ts';

export interface Place {
  readonly picture: Picture;
  readonly section: Section;
  /** The number of the lane; -1 where there is none: in a header, in another row, in a folded group or a folded section. */
  readonly lane: number;
  /** On the section's own clock. */
  readonly ms: number;
}

/** `x` and `y` in the timeline's own coordinates. */
export function placeAt({ snapshot, pictures, scale }: Surface, x: number, y: number): Place | undefined {
  const i = snapshot.layout.sections.findIndex((section) => y >= section.top && y < section.bottom);
  const section = snapshot.layout.sections[i];
  const picture = pictures[i];
  if (!section || !picture || !scale || x < scale.left) return undefined;
  const slot = section.collapsed ? -1 : Math.floor((y - section.lanesTop) / section.laneHeight);
  const lane = Math.max(-1, picture.slots.laneAt(slot) ?? -1);
  return { picture, section, lane, ms: msAt(scaleOf(scale, picture, snapshot.layout), x) };
}

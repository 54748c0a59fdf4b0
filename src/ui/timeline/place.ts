/** Which lane and moment a point of the timeline is, and where a lane stands. */
import type { Section } from './layout.ts';
import type { Picture } from './picture.ts';
import type { Surface } from './surface.ts';
import { msAt, shifted } from './time-scale.ts';

export interface Place {
  readonly picture: Picture;
  readonly section: Section;
  /** -1: none, as in a header, a queue or a collapsed engine. */
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
  const lane = Math.floor((y - section.lanesTop) / section.laneHeight);
  const inLanes = !section.collapsed && lane >= 0 && lane < section.lanes;
  return { picture, section, lane: inLanes ? lane : -1, ms: msAt(shifted(scale, picture.shiftMs), x) };
}

/** y of a lane's top. */
export const topOf = (section: Section, lane: number): number =>
  section.collapsed ? section.lanesTop : section.lanesTop + lane * section.laneHeight;

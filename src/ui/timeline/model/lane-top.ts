/** Where a lane stands on the page, in the order that its section has. */
import type { Section } from './layout.ts';
import type { Picture } from './picture.ts';

/** y of the lane's upper edge. Only for lanes that are shown: `slots.slotOf` tells. */
export const laneTop = (section: Section, picture: Picture, lane: number): number =>
  section.lanesTop + picture.slots.slotOf(lane) * section.laneHeight;

/** Moving the selection by keyboard: along a lane, and to the lane above or below. Pure. */
import type { Selection } from '../../../store/state/state.ts';
import { endOf } from '../../../trace/ends.ts';
import type { Picture } from './picture.ts';
import { selectionOf } from './selection-of.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The task next to the selected one; without a selection the first there is. Null where there is none. */
export function neighbour(
  pictures: readonly Picture[],
  selected: Selection | null,
  direction: Direction,
): Selection | null {
  const at = selected ? pictures.findIndex((picture) => picture.engine.id === selected.engine) : -1;
  const picture = pictures[at];
  const row = selected && picture?.main ? picture.rowOf(selected.task, selected.attempt) : -1;
  if (!picture?.main || row < 0) return firstOf(pictures, 0, 1);
  const { main } = picture;
  const { lane: lanes, start } = main.trace.spans.at;
  const number = lanes[row]!;
  if (direction === 'left' || direction === 'right') {
    const lane = main.lanes[number]!;
    let place = main.startingAt(lane, start[row]!);
    while (place < lane.count && main.rowAt(lane, place) !== row) place++;
    const next = place + (direction === 'right' ? 1 : -1);
    return next >= 0 && next < lane.count ? selectionOf(picture, main.rowAt(lane, next)) : selected;
  }
  const step = direction === 'down' ? 1 : -1;
  const { slots } = picture;
  for (let slot = slots.slotOf(number) + step; slot >= 0 && slot < slots.count; slot += step) {
    const found = nearest(picture, slots.laneAt(slot)!, (start[row]! + endOf(main.trace, row)) / 2);
    if (found) return found;
  }
  return firstOf(pictures, at + step, step) ?? selected;
}

/** The first task of the first picture from `at` on, or the one in the last lane when going up. */
function firstOf(pictures: readonly Picture[], at: number, step: number): Selection | null {
  for (let i = at; i >= 0 && i < pictures.length; i += step) {
    const picture = pictures[i]!;
    const { count } = picture.slots;
    for (let slot = step > 0 ? 0 : count - 1; slot >= 0 && slot < count; slot += step) {
      const found = picture.main && nearest(picture, picture.slots.laneAt(slot)!, 0);
      if (found) return found;
    }
  }
  return null;
}

function nearest(picture: Picture, number: number, ms: number): Selection | null {
  const main = picture.main!;
  const lane = main.lanes[number];
  if (!lane || lane.count === 0) return null;
  const place = Math.min(main.firstAt(lane, ms), lane.count - 1);
  return selectionOf(picture, main.rowAt(lane, place));
}

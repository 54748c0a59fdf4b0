/** Edges of a range snap to where spans start and end. */
import type { Picture } from '../model/picture.ts';
import { placeAt } from './place.ts';
import type { Surface } from './surface.ts';

/** An edge snaps to a time this near (px). */
const NEAR = 6;

/** The start or end of a span that is within 6 px of `ms`, else `ms` itself. Only spans of the section at `y` count; above the sections, those of all. Times of the axis. */
export function snapped(surface: Surface, y: number, ms: number): number {
  const { scale } = surface;
  if (!scale) return ms;
  const nearMs = (NEAR * (scale.toMs - scale.fromMs)) / scale.width;
  const here = placeAt(surface, scale.left, y)?.picture;
  let best = ms;
  let distance = nearMs;
  for (const picture of here ? [here] : surface.pictures) {
    eachTime(picture, ms - picture.shiftMs - nearMs, ms - picture.shiftMs + nearMs, (time) => {
      const off = Math.abs(time + picture.shiftMs - ms);
      if (off > distance) return;
      distance = off;
      best = time + picture.shiftMs;
    });
  }
  return best;
}

/** The next start or end after `ms` (`step` 1), or the previous one before it (-1), in any section. Undefined where there is none. Times of the axis. */
export function nextTime(surface: Surface, ms: number, step: 1 | -1): number | undefined {
  let best: number | undefined;
  // A time that differs by a rounding error only is the same place.
  const least = 1e-6;
  for (const picture of surface.pictures) {
    const own = ms - picture.shiftMs;
    const visit = (time: number) => {
      if ((time - own) * step <= least) return;
      const found = time + picture.shiftMs;
      if (best === undefined || (best - found) * step > 0) best = found;
    };
    if (step > 0) eachTime(picture, own, Number.POSITIVE_INFINITY, visit, 3);
    else eachTimeBefore(picture, own, visit);
  }
  return best;
}

/** Visits starts and ends of a picture's spans between two times, at most `most` spans of a lane. */
function eachTime(
  { main }: Picture,
  fromMs: number,
  toMs: number,
  visit: (ms: number) => void,
  most = Number.POSITIVE_INFINITY,
): void {
  if (!main) return;
  const { start, end } = main.trace.spans.at;
  for (const lane of main.lanes) {
    const first = main.firstAt(lane, fromMs);
    for (let place = first; place < lane.count && place < first + most; place++) {
      const row = main.rowAt(lane, place);
      if (start[row]! > toMs) break;
      if (start[row]! >= fromMs) visit(start[row]!);
      if (end[row]! >= fromMs && end[row]! <= toMs) visit(end[row]!);
    }
  }
}

function eachTimeBefore({ main }: Picture, ms: number, visit: (ms: number) => void): void {
  if (!main) return;
  const { start, end } = main.trace.spans.at;
  for (const lane of main.lanes) {
    const after = main.startingAt(lane, ms);
    for (let place = after - 1; place >= 0 && place > after - 4; place--) {
      const row = main.rowAt(lane, place);
      visit(start[row]!);
      if (!Number.isNaN(end[row]!)) visit(end[row]!);
    }
  }
}

/** A lane as one frame draws it, and which of its spans are in sight. Both are used again for every lane: a frame allocates nothing. */
import type { Lane } from '../model/lane.ts';
import type { LaneIndex } from '../model/lane-index.ts';
import type { Picture } from '../model/picture.ts';
import type { Emphasis } from './emphasis.ts';
import type { Pen } from './pen.ts';

/** A lane, and where it stands (px). */
export interface LaneView {
  readonly picture: Picture;
  readonly emphasis: Emphasis;
  /** Its number. */
  readonly lane: number;
  readonly top: number;
  readonly height: number;
}

/** What is drawn of a span reaches up to this far (px) beyond its ends. */
const BEYOND = 8;

/** The spans of a lane between two places, `first` and before `last`. */
export class SpansInSight {
  index!: LaneIndex;
  lane!: Lane;
  first = 0;
  last = 0;

  /** Finds what is in sight of a lane; false where the index has no such lane. */
  find(pen: Pen, index: LaneIndex, number: number): boolean {
    const lane = index.lanes[number];
    if (!lane) return false;
    this.index = index;
    this.lane = lane;
    this.first = index.firstAt(lane, pen.ms(pen.left - BEYOND));
    this.last = index.startingAt(lane, pen.ms(pen.right + BEYOND));
    return true;
  }
}

/** What a lane's bars are drawn from: the run, else the prediction; undefined where that has nothing there. */
export function barsOf({ main }: Picture, number: number): LaneIndex | undefined {
  return main && (main.lanes[number]?.count ?? 0) > 0 ? main : undefined;
}

/** The lanes of the user's own program, as the row of lanes has them drawn. */
import { signsOf } from '../../../store/python/cast.ts';
import type { ProgramShown } from '../../../store/traces/program-record.ts';
import type { Layout } from '../model/layout.ts';
import type { LaneView } from '../paint/lane-view.ts';
import type { Pen } from '../paint/pen.ts';
import { paintLaneLabel } from '../paint/program/paint-labels.ts';
import { paintProgramLane } from '../paint/program/paint-lane.ts';
import { LABELS } from './row.ts';

export function paintLane(pen: Pen, program: ProgramShown, { lane, top, height, emphasis, picture }: LaneView): void {
  const row = picture.rowOf(lane, 1);
  if (emphasis.hides(row, false)) return;
  paintProgramLane(pen, program, lane, { top, height }, picture.live);
}

/** What writes the label of a lane into the gutter. */
export function labelsOf({ record: { lanes } }: ProgramShown) {
  const signs = signsOf(lanes);
  return (pen: Pen, lane: number, middle: number, { gutter, narrow }: Layout): void => {
    const [sign, name] = [signs[lane], lanes[lane]?.name];
    if (sign === undefined || name === undefined) return;
    paintLaneLabel(pen, { sign, name: narrow ? sign : name }, narrow ? 4 : LABELS, middle, gutter - LABELS - 8);
  };
}

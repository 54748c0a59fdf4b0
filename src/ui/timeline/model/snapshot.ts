/** What React renders of the timeline, made from pictures, room and view. It stays the same object as long as nothing of it changes. */
import type { TimeWindow } from '../../../store/state/state.ts';
import type { ProgramDress } from '../../../store/traces/program-record.ts';
import { AXIS_HEIGHT, type Layout, layOut, type Room } from './layout.ts';
import type { Picture } from './picture.ts';
import { type Tick, timeTicks } from './ticks.ts';
import { fitWindow, inside } from './time-scale.ts';

export interface Snapshot {
  readonly layout: Layout;
  readonly window: TimeWindow;
  readonly ticks: readonly Tick[];
  /** What ticks say, where they do not count time. */
  readonly axis?: ProgramDress['axis'];
  /** The height that can be seen at once, axis included (px). */
  readonly viewport: number;
  readonly empty: boolean;
}

const TICK_GAP = { wide: 110, narrow: 50 };

/** Before anything is known. */
export const NOTHING: Snapshot = {
  layout: { width: 0, narrow: false, gutter: 104, right: 1, height: 0, ownAxes: false, sections: [] },
  window: { fromMs: 0, toMs: 1000 },
  ticks: [],
  viewport: 0,
  empty: false,
};

/** The window that shows all there is. */
export function allOf(pictures: readonly Picture[], layout: Layout): TimeWindow {
  let [startMs, endMs] = [0, 0];
  for (const { endMs: ownMs, shiftMs } of pictures) {
    startMs = Math.min(startMs, shiftMs);
    endMs = Math.max(endMs, ownMs + shiftMs);
  }
  return fitWindow(endMs, layout.right - layout.gutter, startMs);
}

/** What a row asks for in a section. */
export interface LaidOutRow {
  readonly id: string;
  /** Pixels, 0 where the section has no such row; `lanes`: its share of the room that is left. */
  height(picture: Picture): number | 'lanes';
}

/** `room`: its height includes the axis. Gives `old` where nothing has moved. */
export function layoutOf(
  old: Layout,
  pictures: readonly Picture[],
  rows: readonly LaidOutRow[],
  groups: Readonly<Record<string, boolean>>,
  room: Room,
): Layout {
  const wants = pictures.map((picture) => ({
    engine: picture.engine.id,
    rows: rows.map((row) => ({ id: row.id, height: row.height(picture) })),
    lanes: picture.slots.count,
    hidden: picture.hiddenLanes,
    groups: picture.slots.groupRows,
    expanded: groups[picture.engine.id],
  }));
  const layout = layOut(wants, { ...room, height: room.height - AXIS_HEIGHT });
  return JSON.stringify(layout) === JSON.stringify(old) ? old : layout;
}

/** `view`: the window that is asked for, null is all there is. Gives `old` where nothing has changed. */
export function snapshotOf(
  old: Snapshot,
  { layout, viewport, empty, axis }: Pick<Snapshot, 'layout' | 'viewport' | 'empty' | 'axis'>,
  view: TimeWindow | null,
  all: TimeWindow,
): Snapshot {
  const window = view ? inside(view, all) : all;
  const same = window.fromMs === old.window.fromMs && window.toMs === old.window.toMs;
  if (same && layout === old.layout && viewport === old.viewport && empty === old.empty && axis === old.axis)
    return old;
  const gap = layout.narrow ? TICK_GAP.narrow : TICK_GAP.wide;
  const ticks = timeTicks(window.fromMs, window.toMs, layout.right - layout.gutter, gap);
  return { layout, window: same ? old.window : window, ticks: axis ? axis(ticks) : ticks, viewport, empty, axis };
}

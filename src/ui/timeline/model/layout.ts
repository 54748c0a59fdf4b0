/** Where everything stands: sections, headers, rows and lanes, from counts and the room there is. Whole pixels. */
import type { GroupRow } from './lane-order.ts';

/** What one engine asks room for. */
export interface Wants {
  readonly engine: string;
  readonly lanes: number;
  readonly queueRows: number;
  readonly queueMode: 'none' | 'words' | 'lines';
  /** Lanes that the user has hidden; not among `lanes`. */
  readonly hidden?: number;
  /** Rows among `lanes` that stand for groups of tasks. */
  readonly groups?: readonly GroupRow[];
  /** The user has opened (true) or collapsed (false) it; undefined: by room. */
  readonly expanded: boolean | undefined;
  /** A row of when each result reaches the caller. */
  readonly results?: boolean;
  /** Rows of its event loop's own lanes. */
  readonly loop?: LoopRows | undefined;
}

/** Lines of an event loop's queues, five at most each. */
export interface LoopRows {
  readonly timer: number;
  readonly ready: number;
}

/** Where an event loop's own lanes stand, above those of the tasks. */
export interface LoopLanes {
  readonly timerTop: number;
  readonly timerHeight: number;
  readonly readyTop: number;
  readonly readyHeight: number;
  readonly loopTop: number;
}

export interface Room {
  readonly width: number;
  /** What the lanes of all engines may share, the axis not counted. */
  readonly height: number;
  readonly narrow: boolean;
  /** Each section has an axis of its own. */
  readonly ownAxes?: boolean;
}

export interface Section {
  readonly engine: string;
  readonly top: number;
  readonly headerHeight: number;
  readonly queueTop: number;
  readonly queueHeight: number;
  readonly loop: LoopLanes | undefined;
  /** Its own axis, where it has one: a row above the queue. */
  readonly axisTop: number;
  readonly axisHeight: number;
  readonly lanesTop: number;
  /** Rows of lanes. */
  readonly lanes: number;
  readonly hidden: number;
  readonly groups: readonly GroupRow[];
  /** Of one lane; of the whole strip where it is collapsed. */
  readonly laneHeight: number;
  /** Too many lanes: one strip says how many tasks compute and sleep. */
  readonly collapsed: boolean;
  readonly resultsTop: number;
  /** 0: it has no such row. */
  readonly resultsHeight: number;
  readonly beatTop: number;
  readonly bottom: number;
}

export interface Layout {
  readonly width: number;
  readonly narrow: boolean;
  /** Of the labels. */
  readonly gutter: number;
  /** Right edge of the plot. */
  readonly right: number;
  readonly height: number;
  readonly ownAxes: boolean;
  readonly sections: readonly Section[];
}

export const AXIS_HEIGHT = 28;
export const BEAT_HEIGHT = 16;
export const RESULTS_HEIGHT = 14;
/** Of the loop's own turns. */
export const LOOP_HEIGHT = 16;
const HEADER = { wide: 36, narrow: 56 };
const GUTTER = { wide: 104, narrow: 38 };
const RIGHT = { wide: 16, narrow: 12 };
const NO_GROUPS: readonly GroupRow[] = [];
const WORDS_ROW = 14;
const LINES_ROW = 6;
/** Below the heartbeat: four pixels of air and the line between engines. */
const FOOT = 5;
const LEAST_LANE = 20;
const MOST_LANE = 36;
const NARROW_LANE = 22;
const STRIP = 48;
/** An axis of a section's own. */
const OWN_AXIS = 18;
/** An engine with more lanes than this share of the room holds is collapsed. */
const WHOLE_ROOM = 1;

export function layOut(wants: readonly Wants[], room: Room): Layout {
  const size = room.narrow ? 'narrow' : 'wide';
  const header = HEADER[size];
  const least = room.narrow ? NARROW_LANE : LEAST_LANE;
  const collapsed = wants.map((want) =>
    want.expanded === undefined ? want.lanes * least > Math.max(240, room.height * WHOLE_ROOM) : !want.expanded,
  );
  const axis = room.ownAxes ? OWN_AXIS : 0;
  let fixed = 0;
  let lanes = 0;
  for (const [i, want] of wants.entries()) {
    fixed +=
      header +
      axis +
      queueHeight(want) +
      loopHeight(want) +
      resultsHeight(want) +
      BEAT_HEIGHT +
      FOOT +
      (collapsed[i] ? STRIP : 0);
    if (!collapsed[i]) lanes += want.lanes;
  }
  const shared = lanes > 0 ? Math.floor((room.height - fixed) / lanes) : MOST_LANE;
  const laneHeight = room.narrow ? NARROW_LANE : Math.min(MOST_LANE, Math.max(LEAST_LANE, shared));
  let top = AXIS_HEIGHT;
  const sections = wants.map((want, i): Section => {
    const queueTop = top + header + axis;
    const loopTop = queueTop + queueHeight(want);
    const lanesTop = loopTop + loopHeight(want);
    const own = collapsed[i] ? STRIP : laneHeight;
    const resultsTop = lanesTop + (collapsed[i] ? STRIP : want.lanes * laneHeight);
    const beatTop = resultsTop + resultsHeight(want);
    const section = {
      engine: want.engine,
      top,
      headerHeight: header,
      axisTop: top + header,
      axisHeight: axis,
      queueTop,
      queueHeight: queueHeight(want),
      loop: want.loop && loopLanes(want.loop, loopTop),
      lanesTop,
      lanes: want.lanes,
      hidden: want.hidden ?? 0,
      groups: want.groups ?? NO_GROUPS,
      laneHeight: own,
      collapsed: collapsed[i]!,
      resultsTop,
      resultsHeight: resultsHeight(want),
      beatTop,
      bottom: beatTop + BEAT_HEIGHT + FOOT,
    };
    top = section.bottom;
    return section;
  });
  return {
    width: room.width,
    narrow: room.narrow,
    gutter: GUTTER[size],
    right: Math.max(GUTTER[size] + 1, room.width - RIGHT[size]),
    height: top,
    ownAxes: room.ownAxes ?? false,
    sections,
  };
}

const queueHeight = (want: Wants): number => {
  if (want.queueMode === 'none') return 0;
  return want.queueMode === 'words' ? want.queueRows * WORDS_ROW : want.queueRows * LINES_ROW + 2;
};

const resultsHeight = (want: Wants): number => (want.results ? RESULTS_HEIGHT : 0);

/** Even one line has room for its label. */
const linesHeight = (rows: number): number => Math.max(WORDS_ROW, rows * LINES_ROW + 2);

const loopHeight = ({ loop }: Wants): number =>
  loop ? linesHeight(loop.timer) + linesHeight(loop.ready) + LOOP_HEIGHT : 0;

function loopLanes(rows: LoopRows, top: number): LoopLanes {
  const [timerHeight, readyHeight] = [linesHeight(rows.timer), linesHeight(rows.ready)];
  const readyTop = top + timerHeight;
  return { timerTop: top, timerHeight, readyTop, readyHeight, loopTop: readyTop + readyHeight };
}

/** y of the middle of a line in one of the loop's queues. */
export const lineMiddle = (top: number, row: number): number => top + row * LINES_ROW + 4;

/** y of the middle of a queue row. */
export const queueMiddle = (section: Section, mode: 'none' | 'words' | 'lines', row: number): number =>
  section.queueTop + (mode === 'words' ? row * WORDS_ROW + WORDS_ROW / 2 : row * LINES_ROW + 4);

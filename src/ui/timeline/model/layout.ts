/** Where everything stands: sections, headers, rows and lanes, from what each asks for and the room there is. Whole pixels. */
import type { GroupRow } from './lane-order.ts';

/** What one engine asks room for. */
export interface Wants {
  readonly engine: string;
  /** From the top down. */
  readonly rows: readonly RowWant[];
  readonly lanes: number;
  /** Lanes that the user has hidden; not among `lanes`. */
  readonly hidden?: number;
  /** Rows among `lanes` that stand for groups of tasks. */
  readonly groups?: readonly GroupRow[];
  /** The user has opened (true) or collapsed (false) it; undefined: by room. */
  readonly expanded: boolean | undefined;
}

/** A row, and the pixels that it needs; `lanes`: its share of the room that is left. A row of 0 px is left out. */
export interface RowWant {
  readonly id: string;
  readonly height: number | 'lanes';
}

/** Where a row stands (px). */
export interface RowBox {
  readonly id: string;
  readonly top: number;
  readonly height: number;
}

export interface Room {
  readonly width: number;
  /** What the lanes of all engines may share, the axis not counted. */
  readonly height: number;
  readonly narrow: boolean;
  /** Each section has an axis of its own. */
  readonly ownAxes?: boolean;
  /** Labels are names that somebody gave: they need more room. */
  readonly named?: boolean;
}

export interface Section {
  readonly engine: string;
  readonly top: number;
  readonly headerHeight: number;
  /** Its own axis, where it has one: a line under the header. */
  readonly axisTop: number;
  readonly axisHeight: number;
  /** From the top down, without gaps; the lanes are one of them. */
  readonly rows: readonly RowBox[];
  readonly rowsTop: number;
  readonly lanesTop: number;
  /** Rows of lanes. */
  readonly lanes: number;
  readonly hidden: number;
  readonly groups: readonly GroupRow[];
  /** Of one lane; of the whole strip where it is collapsed. */
  readonly laneHeight: number;
  /** Too many lanes: one strip says how many tasks compute and sleep. */
  readonly collapsed: boolean;
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
const HEADER = { wide: 36, narrow: 56 };
const GUTTER = { wide: 104, narrow: 38 };
const NAMED_GUTTER = { wide: 148, narrow: 66 };
const RIGHT = { wide: 16, narrow: 12 };
const NO_GROUPS: readonly GroupRow[] = [];
/** Below the last row: four pixels of air and the line between engines. */
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
  const gutter = (room.named ? NAMED_GUTTER : GUTTER)[size];
  const least = room.narrow ? NARROW_LANE : LEAST_LANE;
  const collapsed = wants.map((want) =>
    want.expanded === undefined ? want.lanes * least > Math.max(240, room.height * WHOLE_ROOM) : !want.expanded,
  );
  const axis = room.ownAxes ? OWN_AXIS : 0;
  let fixed = 0;
  let lanes = 0;
  for (const [i, want] of wants.entries()) {
    fixed += header + axis + FOOT;
    for (const { height } of want.rows) if (height !== 'lanes') fixed += height;
    if (collapsed[i]) fixed += STRIP;
    else lanes += want.lanes;
  }
  const shared = lanes > 0 ? Math.floor((room.height - fixed) / lanes) : MOST_LANE;
  const laneHeight = room.narrow ? NARROW_LANE : Math.min(MOST_LANE, Math.max(LEAST_LANE, shared));
  let top = AXIS_HEIGHT;
  const sections = wants.map((want, i): Section => {
    const rowsTop = top + header + axis;
    const lanesHeight = collapsed[i] ? STRIP : want.lanes * laneHeight;
    const rows: RowBox[] = [];
    let lanesTop = rowsTop;
    let rowTop = rowsTop;
    for (const { id, height } of want.rows) {
      if (height === 0) continue;
      if (height === 'lanes') lanesTop = rowTop;
      const own = height === 'lanes' ? lanesHeight : height;
      rows.push({ id, top: rowTop, height: own });
      rowTop += own;
    }
    const section = {
      engine: want.engine,
      top,
      headerHeight: header,
      axisTop: top + header,
      axisHeight: axis,
      rows,
      rowsTop,
      lanesTop,
      lanes: want.lanes,
      hidden: want.hidden ?? 0,
      groups: want.groups ?? NO_GROUPS,
      laneHeight: collapsed[i] ? STRIP : laneHeight,
      collapsed: collapsed[i]!,
      bottom: rowTop + FOOT,
    };
    top = section.bottom;
    return section;
  });
  return {
    width: room.width,
    narrow: room.narrow,
    gutter,
    right: Math.max(gutter + 1, room.width - RIGHT[size]),
    height: top,
    ownAxes: room.ownAxes ?? false,
    sections,
  };
}

/** Which lanes a section shows, and in what order: sorted, pinned, hidden, groups of tasks folded into one row. Pure. */
import type { LaneChoice, LaneOrder } from '../../../store/state/state.ts';
import { endOf } from '../../../trace/ends.ts';
import { WaitCursor } from '../../../trace/stretches.ts';
import type { LaneIndex } from './lane-index.ts';

/** Lanes that stand together under a line of their own: a group of tasks, in engines whose lane is the task, or those of one machine. */
export interface TaskGroup {
  readonly name: string;
  /** The number of the machine that it is. */
  readonly host?: number;
  readonly lanes: readonly number[];
  /** Folded into one row. */
  readonly collapsed: boolean;
}

/** The line that such a group has among the lanes. */
export interface GroupRow {
  readonly slot: number;
  readonly name: string;
  readonly collapsed: boolean;
  readonly tasks: number;
}
const NO_ROWS: readonly GroupRow[] = [];

export class LaneSlots {
  /** By slot: the lane's number, or -1 - g for the row of group g. Undefined: as numbered. */
  readonly #slots: Int32Array | undefined;
  readonly #slotOf: Int32Array | undefined;

  constructor(
    readonly lanes: number,
    readonly groups: readonly TaskGroup[] = [],
    slots?: Int32Array,
  ) {
    this.#slots = slots;
    if (!slots) return;
    this.#slotOf = new Int32Array(lanes).fill(-1);
    for (const [slot, lane] of slots.entries()) if (lane >= 0) this.#slotOf[lane] = slot;
  }

  /** The lines of the groups. */
  get groupRows(): readonly GroupRow[] {
    if (!this.#slots || this.groups.length === 0) return NO_ROWS;
    const rows: GroupRow[] = [];
    for (const [slot, lane] of this.#slots.entries()) {
      if (lane >= 0) continue;
      const { name, collapsed, lanes } = this.groups[-1 - lane]!;
      rows.push({ slot, name, collapsed, tasks: lanes.length });
    }
    return rows;
  }

  /** How many slots there are: lanes that are shown, and lines of groups. */
  get count(): number {
    return this.#slots ? this.#slots.length : this.lanes;
  }

  /** The lane in a slot. A group's line has -1 minus the number of the group. Undefined where there is no such slot. */
  laneAt(slot: number): number | undefined {
    if (slot < 0 || slot >= this.count) return undefined;
    return this.#slots ? this.#slots[slot]! : slot;
  }

  /** The slot of a lane; -1 where the lane is hidden or its group is folded. */
  slotOf(lane: number): number {
    return this.#slotOf ? (this.#slotOf[lane] ?? -1) : lane;
  }
}

export interface Asked {
  readonly order: LaneOrder;
  readonly choice: LaneChoice | undefined;
  readonly groups: readonly TaskGroup[];
}

/** The slots of `lanes` lanes. Lanes without a span come last. Lanes that tie stay in order of their numbers. */
export function slotsOf(lanes: number, index: LaneIndex | undefined, { order, choice, groups }: Asked): LaneSlots {
  const chosen = choice && (choice.pinned.length > 0 || choice.hidden.length > 0);
  if (order === 'number' && !chosen && groups.length === 0) return new LaneSlots(lanes);
  const hidden = new Set(choice?.hidden);
  const pinned = (choice?.pinned ?? []).filter((lane) => lane < lanes && !hidden.has(lane));
  const first = new Set(pinned);
  const group = new Int32Array(lanes).fill(-1);
  for (const [g, { lanes: own }] of groups.entries()) for (const lane of own) if (lane < lanes) group[lane] = g;
  let rest: number[] = [];
  for (let lane = 0; lane < lanes; lane++) if (!hidden.has(lane) && !first.has(lane)) rest.push(lane);
  if (order !== 'number' && index) {
    const worth = valuesOf(index, lanes, order);
    const sign = order === 'start' ? 1 : -1;
    rest = rest.sort((a, b) => sign * (worth[a]! - worth[b]!) || a - b);
  }
  const slots = [...pinned];
  const own: number[][] = groups.map(() => []);
  for (const lane of rest) if (group[lane]! >= 0) own[group[lane]!]!.push(lane);
  for (const lane of rest) {
    const g = group[lane]!;
    if (g < 0) slots.push(lane);
    else if (own[g]![0] === lane) {
      slots.push(-1 - g);
      if (!groups[g]!.collapsed) for (const among of own[g]!) slots.push(among);
    }
  }
  return new LaneSlots(lanes, groups, Int32Array.from(slots));
}

/** What lanes are sorted by: first start, time busy or time waited (ms). A lane without a span gets the value that puts it last. */
function valuesOf(index: LaneIndex, lanes: number, order: LaneOrder): Float64Array {
  const { trace } = index;
  const { start } = trace.spans.at;
  const values = new Float64Array(lanes).fill(order === 'start' ? Number.MAX_VALUE : 0);
  const wait = new WaitCursor();
  for (let number = 0; number < Math.min(lanes, index.lanes.length); number++) {
    const lane = index.lanes[number]!;
    if (lane.count === 0) continue;
    if (order === 'start') {
      values[number] = start[index.rowAt(lane, 0)]!;
      continue;
    }
    let sum = 0;
    for (let place = 0; place < lane.count; place++) {
      const row = index.rowAt(lane, place);
      if (order === 'busy') sum += endOf(trace, row) - start[row]!;
      else for (wait.of(trace, row); wait.next(); ) sum += wait.ms;
    }
    values[number] = sum;
  }
  return values;
}

/** Which of the things that lanes share have a row: only those that somebody waited for, or that lost an update. */
import type { Level, Thing } from '../../../../kernel/python/messages.ts';
import type { ProgramRecord } from '../../../../store/traces/program-record.ts';

/** How a thing is drawn: as a staircase, as who holds it, as its values. */
export type ThingKind = 'level' | 'held' | 'values';

export interface ThingRow {
  readonly thing: Thing;
  readonly as: ThingKind;
  /** In order of time. */
  readonly levels: readonly Level[];
  /** The places among the levels at which a write went over another one. */
  readonly wrong: ReadonlySet<number>;
}

/** px */
export const THING_HEIGHTS: Readonly<Record<ThingKind, number>> = { level: 64, held: 34, values: 34 };
/** Of the line with their heading. */
const HEAD = 30;
/** More things than this have no row. */
const MOST = 12;

const AS: Readonly<Partial<Record<Thing['is'], ThingKind>>> = {
  queue: 'level',
  lock: 'held',
  semaphore: 'held',
  value: 'values',
};

interface Known {
  readonly things: number;
  readonly levels: number;
  readonly findings: number;
  readonly rows: readonly ThingRow[];
}
const known = new WeakMap<ProgramRecord, Known>();

/** In the order in which the program made them. */
export function thingRowsOf(record: ProgramRecord): readonly ThingRow[] {
  const old = known.get(record);
  const { things, levels, findings } = record;
  if (old?.things === things.length && old.levels === levels.length && old.findings === findings.length)
    return old.rows;
  const byThing = new Map<number, Level[]>();
  for (const level of levels) {
    const there = byThing.get(level.thing);
    if (!there) byThing.set(level.thing, [level]);
    // What is over in the same instant took no time: an item put into a queue at which somebody waits.
    else if (level.value === undefined && there.at(-1)!.atMs === level.atMs) there[there.length - 1] = level;
    else there.push(level);
  }
  const lost = findings.flatMap((one) => (one.find === 'lost update' ? [one] : []));
  const rows = things.flatMap((thing): ThingRow[] => {
    const own = byThing.get(thing.thing);
    const usual = AS[thing.is];
    if (!usual || !own) return [];
    // Where nobody knows who has the permits, how many are left says something.
    const isCounted = thing.is === 'semaphore' && own.every(({ holders = [] }) => holders.length === 0);
    const as = isCounted ? 'level' : usual;
    const over = lost.filter(({ name }) => thing.is === 'value' && name === thing.name);
    const wrong = new Set(over.map(({ over: { atMs } }) => own.findIndex((level) => level.atMs >= atMs - 1e-9)));
    return [{ thing, as, levels: own, wrong }];
  });
  const shown = rows.slice(0, MOST);
  known.set(record, { things: things.length, levels: levels.length, findings: findings.length, rows: shown });
  return shown;
}

/** The height of all of them (px); 0 where there is none. */
export function thingsHeight(record: ProgramRecord | undefined): number {
  const rows = record ? thingRowsOf(record) : [];
  return rows.length === 0 ? 0 : HEAD + rows.reduce((sum, { as }) => sum + THING_HEIGHTS[as], 0);
}

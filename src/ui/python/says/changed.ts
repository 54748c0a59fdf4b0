/** What a drag changed: how long it takes, who waits for what, how full things get; before and now. */
import type { Clock, Lane } from '../../../kernel/python/messages.ts';
import type { Ran } from '../../../store/python/program-state.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { doing, thingName } from '../../words/program-doing.ts';
import { lengthWords } from '../../words/program-times.ts';

export interface Change {
  readonly what: string;
  readonly was: string;
  readonly now: string;
}

/** Rows beside the first. */
const MOST = 5;
/** A time that changed by less than this share of the whole is no row of its own. */
const WORTH = 0.02;

export function changesBetween(before: Ran, now: Ran): Change[] {
  const { clock } = now.program.options;
  const [was, is] = [totalOf(before), totalOf(now)];
  return [
    { what: 'Takes', was: takes(before, clock), now: takes(now, clock) },
    ...spentRows(before, now, Math.max(was, is), clock),
    ...levelRows(before.record, now.record),
  ];
}

const totalOf = ({ ended, record }: Ran): number => ended?.totalMs ?? record.trace.nowMs;

function takes(ran: Ran, clock: Clock): string {
  switch (ran.ended?.end.exit) {
    case 'deadlock':
      return 'for ever';
    case 'stopped':
      return `more than ${lengthWords(totalOf(ran), clock)}`;
    default:
      return lengthWords(totalOf(ran), clock);
  }
}

/** `consumer A` and `consumer B` do the same work. */
const kindOfLane = ({ name }: Lane): string => name.replace(/[\s_-]+(?:\d+|[A-Z])$/, '').replace(/-\d+ \(.*\)$/, '');

/** By kind of lane and what it does: the time (ms), and the lanes. */
function spentIn(record: ProgramRecord): Map<string, { readonly lanes: Set<number>; does: string; ms: number }> {
  const spent = new Map<string, { lanes: Set<number>; does: string; ms: number }>();
  for (const lane of record.lanes)
    for (const stretch of record.stretches[lane.lane] ?? []) {
      // Whoever only waits for the end of all does what the first row says.
      if (stretch.state === 'waiting' && (stretch.for === 'end' || stretch.for === 'work')) continue;
      const does = doing(stretch, record.things, record.lanes);
      const key = `${kindOfLane(lane)} ${does}`;
      const known = spent.get(key) ?? { lanes: new Set(), does, ms: 0 };
      known.lanes.add(lane.lane);
      known.ms += stretch.toMs - stretch.fromMs;
      spent.set(key, known);
    }
  return spent;
}

function spentRows(before: Ran, now: Ran, totalMs: number, clock: Clock): Change[] {
  const [was, is] = [spentIn(before.record), spentIn(now.record)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((key) => ({ key, was: was.get(key)?.ms ?? 0, now: is.get(key)?.ms ?? 0 }))
    .filter((row) => Math.abs(row.was - row.now) > totalMs * WORTH)
    .sort((a, b) => Math.abs(b.was - b.now) - Math.abs(a.was - a.now))
    .slice(0, MOST)
    .map((row) => ({
      what: sentenceOf(row.key, is.get(row.key) ? now.record : before.record, is.get(row.key) ?? was.get(row.key)!),
      was: lengthWords(row.was, clock),
      now: lengthWords(row.now, clock),
    }));
}

/** `producer waits for a place in jobs`, `consumer (2 lanes) waits for an item of jobs` */
function sentenceOf(key: string, record: ProgramRecord, { lanes, does }: { lanes: Set<number>; does: string }): string {
  const [first] = lanes;
  if (lanes.size === 1) return `${record.lanes[first!]!.name} ${does}`;
  return `${key.slice(0, key.length - does.length - 1)} (${lanes.size} lanes) ${does}`;
}

function levelRows(before: ProgramRecord, now: ProgramRecord): Change[] {
  const most = ({ levels }: ProgramRecord, thing: number) =>
    Math.max(0, ...levels.filter((one) => one.thing === thing).map(({ level }) => level));
  return now.things.flatMap((thing): Change[] => {
    const old = before.things.find(({ name, is }) => name === thing.name && is === thing.is);
    if (thing.is !== 'queue' || !old) return [];
    const of = (n: number, size: number | undefined) => (size === undefined ? `${n}` : `${n} of ${size}`);
    const [was, is] = [of(most(before, old.thing), old.size), of(most(now, thing.thing), thing.size)];
    return was === is ? [] : [{ what: `Items in ${thingName(thing)}, at most`, was, now: is }];
  });
}

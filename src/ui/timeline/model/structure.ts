/**
 * What a run shows of the scenario's structure: from when to when each named group was under way, and which tasks waited for
 * which others before they could begin. Loaded with the rows that draw it.
 */
import { formatCount } from '../../../scenario/count.ts';
import { causeRow, markOfCause } from '../../../trace/cause.ts';
import { endOf, makespanOf } from '../../../trace/ends.ts';
import { WaitCursor } from '../../../trace/stretches.ts';
import type { Trace } from '../../../trace/trace.ts';
import { type GroupNames, groupNames } from '../../words/group-names.ts';
import { aside } from './shares/aside.ts';
import { SLICE, type Slices, whole } from './slices.ts';

/** The attempts of a group, from the first start to the last end (ms). */
export interface GroupStretch {
  readonly name: string;
  /** How many tasks it has. */
  readonly tasks: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The line in which its bracket stands, from 0: no two brackets of a line overlap. */
  readonly line: number;
}

/** Tasks that wait for the same others: from the first submit to the last moment of waiting (ms). */
export interface OrderStretch {
  /** `load × 6`, `merge`, `task 3`, `3 tasks`. */
  readonly who: string;
  /** `list`, `tasks 1 and 2`, `others`. */
  readonly what: string;
  readonly tasks: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Somebody still waits. */
  readonly isOpen: boolean;
}

export interface Structure {
  readonly groups: readonly GroupStretch[];
  readonly groupLines: number;
  /** Groups for which there was no line. */
  readonly leftOut: number;
  readonly order: readonly OrderStretch[];
}

const NOTHING: Structure = { groups: [], groupLines: 0, leftOut: 0, order: [] };

/** Brackets that overlap stand in so many lines at most. */
const MOST_GROUP_LINES = 3;
/** With more kinds of waiting for others than this, one line stands for all of them. */
const MOST_ORDER_LINES = 3;
/** A wait shorter than this share of the run has no line. */
const LEAST_WAIT = 1 / 100;
/** Times so close (ms) are one. */
const SAME_MS = 1e-6;

/** A stretch of time that grows with what is taken in. */
interface Reach {
  fromMs: number;
  toMs: number;
}

interface Waiting extends Reach {
  readonly group: string | undefined;
  readonly tasks: number[];
  what: string;
  isOpen: boolean;
}

const wait = new WaitCursor();

export const structureOf = (trace: Trace): Structure => whole(structureSlices(trace));

/** The same, in slices. */
function* structureSlices(trace: Trace): Slices<Structure> {
  const { tasks } = trace.scenario;
  const { task, start } = trace.spans.at;
  const names = groupNames(trace.scenario);
  const groups = new Map<string, Reach>();
  const waiting = new Map<string, Waiting>();
  for (let row = 0; row < trace.spans.length; row++) {
    if (row % SLICE === SLICE - 1) yield;
    const number = task[row]!;
    const group = tasks[number]?.group;
    if (group) reach(groups, group, start[row]!, endOf(trace, row));
    for (wait.of(trace, row); wait.next(); ) {
      const { cause, start: fromMs, end: toMs } = wait;
      // A wait within the attempt is drawn in its bar.
      if (markOfCause(cause) !== 'others' || toMs > start[row]! + SAME_MS) continue;
      addWait(waiting, names, number, { what: whatFor(trace, names, cause, number), fromMs, toMs, isOpen: false });
    }
  }
  for (const { cause, task: number, since } of trace.queued) {
    const of = trace.numberOf(cause);
    if (markOfCause(of) !== 'others') continue;
    const what = whatFor(trace, names, of, number);
    addWait(waiting, names, number, { what, fromMs: since, toMs: makespanOf(trace), isOpen: true });
  }
  return { ...inLines(groups, names), order: inOrder([...waiting.values()], makespanOf(trace) * LEAST_WAIT, names) };
}

function whatFor(trace: Trace, names: GroupNames, cause: number, task: number): string {
  const name = trace.causes[cause]!;
  return name === 'dependency' ? names.after(task) : causeRow(name).what;
}

function reach(of: Map<string, Reach>, key: string, fromMs: number, toMs: number): void {
  const known = of.get(key);
  if (known) extend(known, fromMs, toMs);
  else of.set(key, { fromMs, toMs });
}

function extend(reached: Reach, fromMs: number, toMs: number): void {
  reached.fromMs = Math.min(reached.fromMs, fromMs);
  reached.toMs = Math.max(reached.toMs, toMs);
}

/** Tasks of a group are one line, whatever each of them waits for; tasks of none, if they wait for the same. */
function addWait(
  to: Map<string, Waiting>,
  names: GroupNames,
  task: number,
  { what, fromMs, toMs, isOpen }: Reach & { what: string; isOpen: boolean },
): void {
  const group = names.scenario.tasks[task]!.group || undefined;
  const key = group === undefined ? `for ${what}` : `group ${group}`;
  const known = to.get(key);
  if (!known) {
    to.set(key, { group, tasks: [task], what, fromMs, toMs, isOpen });
    return;
  }
  if (known.tasks.at(-1) !== task) known.tasks.push(task);
  extend(known, fromMs, toMs);
  known.isOpen ||= isOpen;
  if (known.what !== what) known.what = 'others';
}

/** Each bracket in the first line that is free at its begin. */
function inLines(groups: ReadonlyMap<string, Reach>, { sizes }: GroupNames): Omit<Structure, 'order'> {
  const all = [...groups].sort(([, a], [, b]) => a.fromMs - b.fromMs || a.toMs - b.toMs);
  const freeFrom: number[] = [];
  const placed: GroupStretch[] = [];
  for (const [name, { fromMs, toMs }] of all) {
    const free = freeFrom.findIndex((at) => at <= fromMs + SAME_MS);
    const line = free < 0 ? freeFrom.length : free;
    if (line >= MOST_GROUP_LINES) continue;
    freeFrom[line] = toMs;
    placed.push({ name, tasks: sizes.get(name)!, fromMs, toMs, line });
  }
  return { groups: placed, groupLines: freeFrom.length, leftOut: all.length - placed.length };
}

function inOrder(all: readonly Waiting[], leastMs: number, names: GroupNames): OrderStretch[] {
  const long = all.filter(({ fromMs, toMs }) => toMs - fromMs > Math.max(leastMs, SAME_MS));
  if (long.length <= MOST_ORDER_LINES) {
    const told = long.map(({ group, tasks, what, fromMs, toMs, isOpen }): OrderStretch => {
      const count = tasks.length;
      const who = group === undefined ? names.of(tasks) : count > 1 ? `${group} × ${formatCount(count)}` : group;
      return { who, what, tasks: count, fromMs, toMs, isOpen };
    });
    return told.sort((a, b) => a.toMs - b.toMs || a.fromMs - b.fromMs);
  }
  const tasks = long.reduce((sum, one) => sum + one.tasks.length, 0);
  return [
    {
      who: `${formatCount(tasks)} tasks`,
      what: 'others',
      tasks,
      fromMs: Math.min(...long.map(({ fromMs }) => fromMs)),
      toMs: Math.max(...long.map(({ toMs }) => toMs)),
      isOpen: long.some(({ isOpen }) => isOpen),
    },
  ];
}

interface Kept {
  structure: Structure;
  /** What of the trace was there when the work on it began. */
  stamp: string;
  clock: number;
  /** Asks for another frame when the work is done. */
  more: (() => void) | undefined;
}

const kept = new WeakMap<Trace, Kept>();
/** Traces with more spans than this are taken in aside, and while they grow no more often than each so many ms. */
const SMALL = 4000;
const LARGE_EVERY_MS = 250;

/**
 * The structure of a trace as it is by now; while it is worked out, what was known before. `more` asks for another frame, null
 * for none; with undefined all of it is worked out at once.
 */
export function structureNow(engine: string, trace: Trace, more: (() => void) | undefined | null): Structure {
  const { length } = trace.spans;
  const stamp = Number.isNaN(trace.totalMs) ? `${length} ${trace.queued.length} ${trace.nowMs}` : `${length} whole`;
  let own = kept.get(trace);
  if (!own)
    kept.set(trace, (own = { structure: NOTHING, stamp: '', clock: Number.NEGATIVE_INFINITY, more: undefined }));
  if (more) own.more = more;
  if (length <= SMALL || more === undefined) {
    if (own.stamp !== stamp) own.structure = structureOf(trace);
    own.stamp = stamp;
  } else if (own.stamp !== stamp && performance.now() >= own.clock + LARGE_EVERY_MS) {
    own.stamp = stamp;
    own.clock = performance.now();
    aside(`structure ${engine} ${trace.source}`, structureSlices(trace), (structure) => {
      own.structure = structure;
      own.more?.();
    });
  }
  return own.structure;
}

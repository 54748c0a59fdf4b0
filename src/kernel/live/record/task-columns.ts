/** The scenario's tasks as typed columns. They travel to the workers once; after that messages carry numbers only. */
import type { Scenario, Segment, TaskSpec } from '../../../scenario/scenario.ts';
import { SEGMENT_KINDS } from '../../../trace/trace.ts';
import type { Memory } from '../platform/memory.ts';

/** Some attempts of each task. */
export interface AttemptColumns {
  /** By task: NEVER, ALWAYS, or SOMETIMES: the attempts `attempts[first[t] .. first[t + 1]]`. */
  readonly when: Uint8Array;
  readonly first: Int32Array;
  readonly attempts: Int32Array;
}

export interface TaskColumns {
  /** Segments of list l: `firstSegment[l]` up to `firstSegment[l + 1]`. The first lists are the tasks', in their order. */
  readonly firstSegment: Int32Array;
  /** By attempt: which list. It is that of its task (then these are the same numbers as `taskOf`), unless it has one of its own. */
  readonly segmentsAt: Int32Array;
  /** By segment: place in SEGMENT_KINDS, and milliseconds. */
  readonly kind: Uint8Array;
  readonly ms: Float64Array;
  /** By segment: the number of the lock under which it computes, from 1; 0 for none. Left out where there is no lock at all. */
  readonly lock?: Int32Array | undefined;
  /** The attempts that raise at their end, and those whose worker goes away there. */
  readonly fails: AttemptColumns;
  readonly dies: AttemptColumns;
  /** Attempts have numbers of their own, in the order of the tasks: task t has `firstSlot[t]` up to `firstSlot[t + 1]`. */
  readonly firstSlot: Int32Array;
  /** By attempt: 1 where somebody has it fail in mid-run. */
  readonly struck: Uint8Array;
  readonly taskOf: Int32Array;
}

const [NEVER, ALWAYS, SOMETIMES] = [0, 1, 2];

/** Attempts beyond those that a scenario asks for, by the number of tasks: engines of many machines try tasks again that nobody asked them to. */
export const spareAttempts = (tasks: number): number => (tasks <= 1000 ? 30 : tasks <= 10_000 ? 6 : 2);

/** Puts the tasks in columns; `spare`: room for so many attempts more at each. On lanes that are not mortal a task with `dies` fails instead, unless it has `fails` of its own. */
export function taskColumns(scenario: Scenario, mortal: boolean, memory: Memory, spare = 0): TaskColumns {
  const { tasks, kills = [] } = scenario;
  const n = tasks.length;
  const own = ownSegments(tasks);
  const lists = [...tasks.map(({ segments }) => segments), ...own.map(({ segments }) => segments)];
  const segments = lists.reduce((sum, { length }) => sum + length, 0);
  const names = lockNames(lists);
  const failures = tasks.map(({ fails, dies }) => (mortal || fails ? fails : dies));
  const deaths = tasks.map(({ dies }) => (mortal ? dies : false));
  const slots = tasks.map((task) => mostAttempts(task, kills.length) + spare);
  const taskOf = memory.int32(slots.reduce((sum, count) => sum + count, 0));
  const columns: TaskColumns = {
    firstSegment: memory.int32(lists.length + 1),
    segmentsAt: own.length > 0 ? memory.int32(taskOf.length) : taskOf,
    kind: memory.uint8(segments),
    ms: memory.float64(segments),
    ...(names.length > 0 && { lock: memory.int32(segments) }),
    fails: attemptColumns(failures, memory),
    dies: attemptColumns(deaths, memory),
    firstSlot: memory.int32(n + 1),
    struck: memory.uint8(taskOf.length),
    taskOf,
  };
  let [segment, slot] = [0, 0];
  for (const [l, list] of lists.entries()) {
    for (const { kind, ms, lock } of list) {
      if (lock !== undefined) columns.lock![segment] = names.indexOf(lock) + 1;
      columns.kind[segment] = SEGMENT_KINDS.indexOf(kind);
      columns.ms[segment++] = ms;
    }
    columns.firstSegment[l + 1] = segment;
  }
  for (let t = 0; t < n; t++) {
    taskOf.fill(t, slot, slot + slots[t]!);
    columns.firstSlot[t + 1] = slot += slots[t]!;
  }
  if (own.length > 0) columns.segmentsAt.set(taskOf);
  for (const [o, { task, attempt }] of own.entries())
    if (attempt <= slots[task]!) columns.segmentsAt[columns.firstSlot[task]! + attempt - 1] = n + o;
  return columns;
}

/** The locks that these lists name, in the order in which they come. */
const lockNames = (lists: readonly (readonly Segment[])[]): readonly string[] => [
  ...new Set(lists.flatMap((list) => list.flatMap(({ lock }) => lock ?? []))),
];

/** The attempts that have segments of their own. */
const ownSegments = (tasks: readonly TaskSpec[]) =>
  tasks.flatMap(({ segmentsOf = {} }, task) =>
    Object.entries(segmentsOf).map(([attempt, segments]) => ({ task, attempt: Number(attempt), segments })),
  );

function attemptColumns(lists: readonly TaskSpec['fails'][], memory: Memory): AttemptColumns {
  const listed = lists.reduce((sum, list) => sum + (typeof list === 'object' ? list.length : 0), 0);
  const columns = {
    when: memory.uint8(lists.length),
    first: memory.int32(lists.length + 1),
    attempts: memory.int32(listed),
  };
  let at = 0;
  for (const [task, list] of lists.entries()) {
    columns.when[task] = list === true ? ALWAYS! : typeof list === 'object' ? SOMETIMES! : NEVER!;
    if (typeof list === 'object') for (const attempt of list) columns.attempts[at++] = attempt;
    columns.first[task + 1] = at;
  }
  return columns;
}

/** Whether this attempt at a task raises at its end. */
export const raises = (tasks: TaskColumns, task: number, slot: number): boolean =>
  tasks.struck[slot] === 1 || isAmong(tasks.fails, tasks, task, slot);

/** Whether the worker of this attempt goes away at its end. */
export const dies = (tasks: TaskColumns, task: number, slot: number): boolean => isAmong(tasks.dies, tasks, task, slot);

function isAmong({ when, first, attempts }: AttemptColumns, tasks: TaskColumns, task: number, slot: number): boolean {
  if (when[task] !== SOMETIMES) return when[task] === ALWAYS;
  const attempt = slot - tasks.firstSlot[task]! + 1;
  for (let i = first[task]!; i < first[task + 1]!; i++) if (attempts[i] === attempt) return true;
  return false;
}

/** Attempts for which there is room: those that can fail, a kill each, a little for crashes, and the one that succeeds. */
function mostAttempts({ retry = 0, fails, dies }: TaskSpec, kills: number): number {
  if (retry === 0) return 1;
  if (fails === true || dies === true) return retry + 1;
  const listed = (list: TaskSpec['fails']) => (typeof list === 'object' ? list.length : 0);
  return Math.min(retry + 1, listed(fails) + listed(dies) + kills + 4);
}

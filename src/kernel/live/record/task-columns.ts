/** The scenario's tasks as typed columns. They travel to the workers once; after that messages carry numbers only. */
import type { Scenario, TaskSpec } from '../../../scenario/scenario.ts';
import { SEGMENT_KINDS } from '../../../trace/trace.ts';
import type { Memory } from '../platform/memory.ts';

export interface TaskColumns {
  /** Segments of task t: `firstSegment[t]` up to `firstSegment[t + 1]`. */
  readonly firstSegment: Int32Array;
  /** By segment: place in SEGMENT_KINDS, and milliseconds. */
  readonly kind: Uint8Array;
  readonly ms: Float64Array;
  /** By task: NEVER, ALWAYS, or SOMETIMES: the attempts `failing[firstFailing[t] .. firstFailing[t + 1]]`. */
  readonly fails: Uint8Array;
  readonly firstFailing: Int32Array;
  readonly failing: Int32Array;
  readonly dies: Uint8Array;
  /** Attempts have numbers of their own, in the order of the tasks: task t has `firstSlot[t]` up to `firstSlot[t + 1]`. */
  readonly firstSlot: Int32Array;
  readonly taskOf: Int32Array;
}

const [NEVER, ALWAYS, SOMETIMES] = [0, 1, 2];

/** Puts the tasks in columns. On lanes that are not mortal a task with `dies` fails instead, unless it has `fails` of its own. */
export function taskColumns(scenario: Scenario, mortal: boolean, memory: Memory): TaskColumns {
  const { tasks, kills = [] } = scenario;
  const n = tasks.length;
  const segments = tasks.reduce((sum, task) => sum + task.segments.length, 0);
  const listed = tasks.reduce((sum, { fails }) => sum + (typeof fails === 'object' ? fails.length : 0), 0);
  const slots = tasks.map((task) => mostAttempts(task, kills.length));
  const columns: TaskColumns = {
    firstSegment: memory.int32(n + 1),
    kind: memory.uint8(segments),
    ms: memory.float64(segments),
    fails: memory.uint8(n),
    firstFailing: memory.int32(n + 1),
    failing: memory.int32(listed),
    dies: memory.uint8(n),
    firstSlot: memory.int32(n + 1),
    taskOf: memory.int32(slots.reduce((sum, count) => sum + count, 0)),
  };
  let [segment, failing, slot] = [0, 0, 0];
  for (const [t, task] of tasks.entries()) {
    for (const { kind, ms } of task.segments) {
      columns.kind[segment] = SEGMENT_KINDS.indexOf(kind);
      columns.ms[segment++] = ms;
    }
    columns.firstSegment[t + 1] = segment;
    columns.dies[t] = mortal && task.dies ? 1 : 0;
    const always = task.fails === true || (task.dies === true && !mortal && !task.fails);
    columns.fails[t] = always ? ALWAYS! : typeof task.fails === 'object' ? SOMETIMES! : NEVER!;
    if (typeof task.fails === 'object') for (const attempt of task.fails) columns.failing[failing++] = attempt;
    columns.firstFailing[t + 1] = failing;
    columns.taskOf.fill(t, slot, slot + slots[t]!);
    columns.firstSlot[t + 1] = slot += slots[t]!;
  }
  return columns;
}

/** Whether this attempt at a task raises at its end. */
export function raises(tasks: TaskColumns, task: number, slot: number): boolean {
  const fails = tasks.fails[task]!;
  if (fails === NEVER) return false;
  if (fails === ALWAYS) return true;
  const attempt = slot - tasks.firstSlot[task]! + 1;
  for (let i = tasks.firstFailing[task]!; i < tasks.firstFailing[task + 1]!; i++)
    if (tasks.failing[i] === attempt) return true;
  return false;
}

/** Attempts for which there is room: those that can fail, a kill each, a little for crashes, and the one that succeeds. */
function mostAttempts({ retry = 0, fails, dies }: TaskSpec, kills: number): number {
  if (retry === 0) return 1;
  if (fails === true || dies) return retry + 1;
  return Math.min(retry + 1, (typeof fails === 'object' ? fails.length : 0) + kills + 4);
}

/** What programs of all languages ask of a scenario's tasks. */
import type { Scenario, Segment, TaskSpec } from '../scenario/scenario.ts';

type Tasks = readonly TaskSpec[];

/** `5 tasks`. */
export const tasksOf = ({ tasks: { length } }: Scenario): string => `${length} ${length === 1 ? 'task' : 'tasks'}`;

export const has = (tasks: Tasks, kind: Segment['kind']): boolean =>
  tasks.some(({ segments }) => segments.some((segment) => segment.kind === kind));

/** The names of the locks under which tasks compute. */
export const locksIn = (tasks: Tasks): string[] => [
  ...new Set(tasks.flatMap(({ segments }) => segments.flatMap(({ lock }) => (lock === undefined ? [] : [lock])))),
];

/** The same tasks, which compute under no lock. */
export const withoutLocks = (tasks: Tasks): Tasks =>
  locksIn(tasks).length === 0
    ? tasks
    : tasks.map((task) => ({ ...task, segments: task.segments.map(({ kind, ms }) => ({ kind, ms })) }));

/** The kind of the only stretch that each task has; undefined where a task has more than one, or none, or where their locks differ. */
export function onlyKind(tasks: Tasks): Segment['kind'] | undefined {
  const { kind, lock } = tasks[0]?.segments[0] ?? {};
  const isAlike = ({ segments: [first, ...more] }: TaskSpec) =>
    first !== undefined && more.length === 0 && first.kind === kind && first.lock === lock;
  return tasks.every(isAlike) ? kind : undefined;
}

/** All tasks do the same, for the same times. */
export function areAlike(tasks: Tasks): boolean {
  const stretches = ({ segments }: TaskSpec) => JSON.stringify(segments.map(({ kind, ms, lock }) => [kind, ms, lock]));
  return tasks.every((task) => stretches(task) === stretches(tasks[0]!));
}

/** Each task is one stretch of as many seconds as its number says. */
export const isLadder = (tasks: Tasks): boolean =>
  onlyKind(tasks) !== undefined && tasks.length > 1 && tasks.every(({ segments }, i) => segments[0]!.ms === 1000 * i);

/** Where a task raises: `dies` counts as that too, unless it ends a process of its own (`mortal`). */
const failing = ({ fails, dies }: TaskSpec, mortal: boolean): TaskSpec['fails'] => fails ?? (mortal ? undefined : dies);

/** Attempts by number, where only some are meant. */
export const attemptsIn = (which: boolean | readonly number[] | undefined): readonly number[] =>
  typeof which === 'object' ? which : [];

/** Which tasks are more than their stretches. `mortal`: a task that `dies` ends a process of its own; elsewhere it raises. */
export function special(tasks: Tasks, mortal: boolean) {
  return {
    dying: tasks.filter(({ dies }) => mortal && dies === true),
    dyingOn: tasks.filter(({ dies }) => mortal && attemptsIn(dies).length > 0),
    failing: tasks.filter((task) => failing(task, mortal) === true),
    failingOn: tasks.filter((task) => attemptsIn(failing(task, mortal)).length > 0),
    retried: tasks.filter(({ retry = 0 }) => retry > 0),
    after: tasks.filter((task) => (task.after ?? []).length > 0),
  };
}

/** What of a scenario no program does. `hasLocks`: this one has those under which tasks compute. */
export const leftOut = ({ kills = [], tasks, ...rest }: Scenario, hasLocks: boolean): string[] => [
  ...(kills.length > 0 ? ['Left out: the workers that the scenario kills from outside.'] : []),
  ...('stopWorkers' in rest ? ['Left out: that the caller stops the workers of its pool.'] : []),
  ...(!hasLocks && locksIn(tasks).length > 0 ? ['Left out: the locks under which tasks compute.'] : []),
  ...(tasks.some(({ segmentsOf }) => segmentsOf) ? ['Left out: other work in some attempts at a task.'] : []),
];

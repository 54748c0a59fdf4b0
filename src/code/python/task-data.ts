/** The tasks of a scenario as Python: their names, how long each takes, which fail, and the body of the function that does one. */
import type { Scenario, Segment, TaskSpec } from '../../scenario/scenario.ts';
import { areAlike, attemptsIn, has, isLadder, locksIn, onlyKind, special, withoutLocks } from '../task-set.ts';
import { bracketed, indented, LINE, list, mapping, numbers, quoted, seconds } from './literals.ts';

/** Up to so many numbers that differ stand in a list, each on a line of its own if need be. */
const FEW = 12;

/** What the rest of a program has to know of its tasks. */
export interface TaskData {
  /** The constants, in order; each ends without a line feed. */
  readonly constants: readonly string[];
  /** The body of the function that does one task `i`, attempt `attempt`; not indented. */
  readonly body: string;
  /** Whether any task computes under no lock. */
  readonly computes: boolean;
  /** The names of the locks under which tasks compute. */
  readonly locks: readonly string[];
  /** The kind of the only stretch that each task has; undefined where tasks have more than one, or none. */
  readonly onlyKind: Segment['kind'] | undefined;
  readonly fails: boolean;
  readonly retries: boolean;
  readonly after: boolean;
}

interface Options {
  /** Whether the tasks are coroutines. */
  readonly async: boolean;
  /** Whether `dies` ends a process of the task's own; elsewhere it raises. */
  readonly mortal: boolean;
  /** Whether the program has the locks under which tasks compute. */
  readonly hasLocks: boolean;
}

/** The tasks, and how Python's text names them: by their numbers, where these are their ids. */
interface Named {
  readonly tasks: readonly TaskSpec[];
  readonly plain: boolean;
  readonly name: (task: TaskSpec) => string;
}

export function taskData({ tasks: all }: Scenario, { async, mortal, hasLocks }: Options): TaskData {
  const tasks = hasLocks ? all : withoutLocks(all);
  const plain = tasks.every(({ id }, i) => id === String(i));
  const name = ({ id }: TaskSpec) => (plain ? id : quoted(id));
  const named: Named = { tasks, plain, name };
  const raise = '    raise ValueError(i)';
  const exit = '    os._exit(1)  # as if the system had killed this process';

  const { dying, dyingOn, failing, failingOn, retried, after } = special(tasks, mortal);
  const set = (some: readonly TaskSpec[], room: number) => bracketed('{', some.map(name), '}', room);
  const byTask = (some: readonly TaskSpec[], value: (task: TaskSpec) => string, room: number) =>
    mapping(
      some.map((task) => [name(task), value(task)]),
      room,
    );
  const attempts = (which: TaskSpec['fails']) => `{${attemptsIn(which).join(', ')}}`;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const needs = (task: TaskSpec) =>
    list(
      task.after!.map((id) => name(byId.get(id)!)),
      LINE - 20,
    );
  const constants = [
    plain ? `TASKS = range(${tasks.length})` : `TASKS = ${list(tasks.map(name), LINE - 8)}`,
    ...lengths(named),
    ...(dying.length > 0 ? [`DIES = ${set(dying, LINE - 7)}`] : []),
    ...(failing.length > 0 ? [`FAILS = ${set(failing, LINE - 8)}`] : []),
    ...(dyingOn.length > 0
      ? [
          '# By task, the attempts whose process ends.',
          `DIES_ON = ${byTask(dyingOn, ({ dies }) => attempts(dies), LINE - 10)}`,
        ]
      : []),
    ...(failingOn.length > 0
      ? [
          '# By task, the attempts that fail.',
          `FAILS_ON = ${byTask(failingOn, ({ fails, dies }) => attempts(fails ?? dies), LINE - 11)}`,
        ]
      : []),
    ...(retried.length > 0 ? [`RETRIES = ${byTask(retried, (task) => String(task.retry), LINE - 10)}`] : []),
    ...(after.length > 0 ? [`AFTER = ${byTask(after, needs, LINE - 8)}`] : []),
  ];
  const body = [
    ...work(named, async),
    ...(dying.length > 0 ? ['if i in DIES:', exit] : []),
    ...(dyingOn.length > 0 ? ['if attempt in DIES_ON.get(i, ()):', exit] : []),
    ...(failing.length > 0 ? ['if i in FAILS:', raise] : []),
    ...(failingOn.length > 0 ? ['if attempt in FAILS_ON.get(i, ()):', raise] : []),
    'return i',
  ];
  return {
    constants,
    body: body.join('\n'),
    computes: tasks.some(({ segments }) => segments.some(({ kind, lock }) => kind === 'cpu' && lock === undefined)),
    locks: locksIn(tasks),
    onlyKind: onlyKind(tasks),
    fails: failing.length + failingOn.length > 0,
    retries: retried.length > 0,
    after: after.length > 0,
  };
}

/** A step says its lock where any step has one. */
const stepsText = ({ segments }: TaskSpec, room: number, locked: boolean): string =>
  bracketed(
    '[',
    segments.map(({ kind, ms, lock }) => {
      const under = locked ? `, ${lock === undefined ? 'None' : quoted(lock)}` : '';
      return `("${kind}", ${seconds(ms)}${under})`;
    }),
    ']',
    room,
  );

/** How long tasks take, where that is not the same for all. */
function lengths(named: Named): string[] {
  const { tasks, plain, name } = named;
  if (areAlike(tasks) || (plain && isLadder(tasks))) return [];
  const all = (values: readonly string[], room: number) =>
    plain
      ? list(values, room)
      : mapping(
          tasks.map((task, i) => [name(task), values[i]!]),
          room,
        );
  if (onlyKind(tasks)) {
    const values = tasks.map(({ segments }) => seconds(segments[0]!.ms));
    const text = all(values, LINE - 10);
    const isLong = plain && values.length > FEW && text.split('\n').length > FEW;
    return [isLong ? numbers('SECONDS', values) : `SECONDS = ${text}`];
  }
  const locked = locksIn(tasks).length > 0;
  const steps = tasks.map((task) => stepsText(task, LINE - 10, locked));
  const says = `# What each task does in turn, ${locked ? 'for how many seconds, and under which lock' : 'and for how many seconds'}.`;
  return [says, `STEPS = ${all(steps, LINE - 8)}`];
}

/** The lines that take a task's time. */
function work(named: Named, async: boolean): string[] {
  const { tasks } = named;
  if (tasks.length === 0) return [];
  const call = (kind: Segment['kind'], text: string, lock?: string) =>
    lock === undefined
      ? `${kind === 'cpu' ? 'compute' : async ? 'await asyncio.sleep' : 'time.sleep'}(${text})`
      : under(quoted(lock), text);
  if (areAlike(tasks)) return tasks[0]!.segments.map(({ kind, ms, lock }) => call(kind, seconds(ms), lock));
  const only = onlyKind(tasks);
  if (only) {
    const text = named.plain && isLadder(tasks) ? 'i' : 'SECONDS[i]';
    return [call(only, text, tasks[0]!.segments[0]!.lock)];
  }
  if (locksIn(tasks).length > 0) return lockedSteps(tasks, call);
  const [sleeps, computes] = [has(tasks, 'sleep'), has(tasks, 'cpu')];
  if (!sleeps || !computes)
    return ['for _, seconds in STEPS[i]:', indented(call(computes ? 'cpu' : 'sleep', 'seconds'))];
  const step = ['if kind == "sleep":', indented(call('sleep', 'seconds')), 'else:', indented(call('cpu', 'seconds'))];
  return ['for kind, seconds in STEPS[i]:', ...step.map((line) => indented(line))];
}

const under = (lock: string, text: string): string => `compute_under(LOCKS[${lock}], ${text})`;

/** Steps of which some are under a lock. */
function lockedSteps(tasks: readonly TaskSpec[], call: (kind: Segment['kind'], text: string) => string): string[] {
  const plain = (kind: Segment['kind']) =>
    tasks.some(({ segments }) => segments.some((one) => one.kind === kind && one.lock === undefined));
  const ways = [
    ...(plain('sleep') ? [['kind == "sleep"', call('sleep', 'seconds')] as const] : []),
    ...(plain('cpu') ? [['lock is None', call('cpu', 'seconds')] as const] : []),
  ];
  const lines = ways.flatMap(([when, does], n) => [`${n > 0 ? 'elif' : 'if'} ${when}:`, indented(does)]);
  const rest = under('lock', 'seconds');
  const body = ways.length > 0 ? [...lines, 'else:', indented(rest)] : [rest];
  return [`for ${plain('sleep') ? 'kind' : '_'}, seconds, lock in STEPS[i]:`, ...body.map((line) => indented(line))];
}

/** What became of the tasks of a run in which things broke: how many are done, were begun more than once, or are lost. */
import { outcomeNumber, type Trace } from '../trace.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const RUNNING = outcomeNumber('running');

export interface Toll {
  readonly tasks: number;
  /** Tasks of which an attempt ended well. */
  readonly done: number;
  /** Attempts beyond the first of their tasks. */
  readonly repeated: number;
  /** Tasks whose last attempt raised. */
  readonly failed: number;
  /** In a run that is over: tasks that are neither done nor failed, whose attempts were taken along or never came. */
  readonly lost: number;
}

/** What an earlier page did of the run, where this one goes on with it: ids of tasks that are done, and by id how often each was begun. */
interface Earlier {
  readonly done: readonly string[];
  readonly begun: Readonly<Record<string, number>>;
}

/** Ids of the tasks that an earlier page has done, where this run goes on with one. */
export const doneEarlier = ({ facts }: Trace): readonly string[] => (facts.earlier as Earlier | undefined)?.done ?? [];

/** `isOver`: nothing will begin any more. */
export function tollOf(trace: Trace, isOver: boolean): Toll {
  const { tasks } = trace.scenario;
  const { at, length } = trace.spans;
  const [last, isDone] = [new Int8Array(tasks.length).fill(-1), new Uint8Array(tasks.length)];
  const earlier = (trace.facts.earlier as Earlier | undefined) ?? { done: [], begun: {} };
  const { begun } = earlier;
  const before = new Set(earlier.done);
  for (const [task, { id }] of tasks.entries()) if (before.has(id)) isDone[task] = 1;
  let repeated = Object.values(begun).reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  for (let row = 0; row < length; row++) {
    const task = at.task[row]!;
    if (at.attempt[row]! > 1 || (begun[tasks[task]!.id] ?? 0) > 0) repeated++;
    if (at.outcome[row] === OK) isDone[task] = 1;
    last[task] = at.outcome[row]!;
  }
  let [done, failed, open] = [0, 0, 0];
  for (let task = 0; task < tasks.length; task++) {
    if (isDone[task]) done++;
    else if (last[task] === FAILED) failed++;
    else if (!isOver || last[task] === RUNNING) open++;
  }
  return { tasks: tasks.length, done, repeated, failed, lost: tasks.length - done - failed - open };
}

/** What a folded section or group says of itself: how many run, wait, failed and ended, at a moment. */
import { formatCount } from '../../../../scenario/count.ts';
import { outcomeNumber, type Trace } from '../../../../trace/trace.ts';

export interface Counts {
  readonly running: number;
  readonly waiting: number;
  readonly failed: number;
  readonly ended: number;
  /** Tasks in all. */
  readonly of: number;
}

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const KILLED = outcomeNumber('killed');
const RUNNING = outcomeNumber('running');

/**
 * Attempts running, failed (killed ones too) and ended at `atMs`, of the tasks that `counts` says; NaN is now, or the end.
 * Waiting are tasks that have no attempt under way, and none that has ended.
 */
export function countsAt(trace: Trace, atMs: number, counts: (task: number) => boolean = () => true): Counts {
  const tasks = trace.scenario.tasks.length;
  const state = new Uint8Array(tasks);
  const { task, start, end, outcome } = trace.spans.at;
  // Later attempts come after earlier ones: the last word counts.
  for (let row = 0; row < trace.spans.length; row++) {
    if (start[row]! > atMs) continue;
    const how = outcome[row]!;
    const under = how === RUNNING || end[row]! > atMs;
    state[task[row]!] = under ? 1 : how === OK ? 2 : how === FAILED || how === KILLED ? 3 : 4;
  }
  const sums = [0, 0, 0, 0, 0];
  let of = 0;
  for (let n = 0; n < tasks; n++) {
    if (!counts(n)) continue;
    of++;
    sums[state[n]!] = sums[state[n]!]! + 1;
  }
  const [waiting, running, ok, failed, cancelled] = sums as [number, number, number, number, number];
  return { running, waiting, failed, ended: ok + failed + cancelled, of };
}

/** Of a prediction nothing has happened: `100 tasks, by prediction 3 fail`. */
export function foretoldWords({ failed, of }: Counts): string {
  const tasks = `${formatCount(of)} ${of === 1 ? 'task' : 'tasks'}`;
  return failed === 0 ? tasks : `${tasks}, by prediction ${formatCount(failed)} ${failed === 1 ? 'fails' : 'fail'}`;
}

/** `3 run, 12 wait, 2 failed, 85 of 100 ended`. Narrow, counts of none are left out. */
export function countWords({ running, waiting, failed, ended, of }: Counts, narrow: boolean): string {
  const parts: string[] = [];
  if (running > 0 || !narrow) parts.push(`${formatCount(running)} run`);
  if (waiting > 0 || !narrow) parts.push(`${formatCount(waiting)} wait`);
  if (failed > 0 || !narrow) parts.push(`${formatCount(failed)} failed`);
  parts.push(narrow ? `${formatCount(ended)} ended` : `${formatCount(ended)} of ${formatCount(of)} ended`);
  return parts.join(', ');
}

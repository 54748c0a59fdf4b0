/** What the article's programs print: the time of day and the result, as each reaches the caller. */
import { ENGINES } from '../../../engines/list.ts';
import { OUTCOMES, type Trace } from '../../../trace/trace.ts';
import { RAISED } from '../../words/exception-name.ts';

export interface Line {
  readonly key: number;
  /** `17:57:44.577`; a traceback has none. */
  readonly time: string | undefined;
  /** The task's id, or the exception that the caller caught. */
  readonly said: string;
  readonly raised: boolean;
}

/**
 * The last lines, in the order of delivery.
 * @param startedAt ms since 1970 of the trace's t = 0
 */
export function outputOf(trace: Trace, startedAt: number, most: number): Line[] {
  const { spans } = trace;
  const { yielded, task, outcome } = spans.at;
  const rows: number[] = [];
  for (let row = 0; row < spans.length; row++) if (!Number.isNaN(yielded[row]!)) rows.push(row);
  rows.sort((a, b) => yielded[a]! - yielded[b]! || a - b);
  const printed = rows.slice(-most).map((row): Line => {
    const id = trace.scenario.tasks[task[row]!]!.id;
    const how = OUTCOMES[outcome[row]!]!;
    const raised = how === 'failed' || how === 'killed' || how === 'cancelled';
    return { key: row, time: timeOfDay(startedAt + yielded[row]!), said: raised ? RAISED[how] : id, raised };
  });
  return [...printed, ...traceback(trace, rows.length)].slice(-most);
}

/** What CPython prints of an exception that ends the program: its last line says which. `delivered`: results that the caller has. */
function traceback(trace: Trace, delivered: number): Line[] {
  const { raised } = trace.facts;
  if (!raised) return [];
  const said = lastLine(trace, raised, delivered);
  return ['Traceback (most recent call last):', said].map((text, i) => ({
    key: -2 + i,
    time: undefined,
    said: text,
    raised: true,
  }));
}

/** `raised` names tasks whose own exceptions reached the caller, or one exception that is no task's. */
function lastLine({ engine, scenario: { tasks } }: Trace, raised: readonly string[], delivered: number): string {
  const facts = ENGINES.find(({ id }) => id === engine);
  const [first = ''] = raised;
  const ofTask = tasks.some(({ id }) => id === first);
  if (!ofTask && first === 'TimeoutError')
    return facts?.timeoutSays(tasks.length - delivered, tasks.length) ?? 'TimeoutError';
  if (!ofTask && first === 'BrokenProcessPool') return BROKEN;
  if (facts?.raises !== 'a group') return RAISED.failed;
  const subs = raised.length === 1 ? '1 sub-exception' : `${raised.length} sub-exceptions`;
  return `ExceptionGroup: unhandled errors in a TaskGroup (${subs})`;
}

/** A broken pool, as Python prints it (`Lib/concurrent/futures/process.py`). */
const BROKEN =
  'concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.';

/** `17:57:44.577`, here. */
function timeOfDay(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

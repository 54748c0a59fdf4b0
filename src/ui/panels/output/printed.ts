/** What the article's programs print: the time of day and the result, as each reaches the caller. */
import { ENGINES } from '../../../engines/list.ts';
import { OUTCOMES, type ProgramNotes, type Trace } from '../../../trace/trace.ts';
import { RAISED } from '../../words/exception-name.ts';
import { type Clock, clockOf, type Line } from './line.ts';
import { celeryLog } from './logs/celery.ts';
import { rayLog } from './logs/ray.ts';
import { sparkLog } from './logs/spark.ts';

/** Engines that print in processes of their own have logs of their own. */
const LOGS: Readonly<Record<string, typeof rayLog>> = { ray: rayLog, celery: celeryLog, spark: sparkLog };

/**
 * The last lines, in the order of delivery.
 * @param startedAt ms since 1970 of the trace's t = 0; undefined of a prediction, whose clock begins at 00:00:00
 */
export function outputOf(trace: Trace, startedAt: number | undefined, most: number): Line[] {
  const own = LOGS[trace.engine.split('.')[0]!];
  if (own) return own(trace, clockOf(startedAt), most);
  const { spans } = trace;
  const clock = clockOf(startedAt);
  if (trace.program) return ofProgram(trace, trace.program.output.slice(-most), clock);
  const { yielded, task, outcome } = spans.at;
  const rows: number[] = [];
  for (let row = 0; row < spans.length; row++) if (!Number.isNaN(yielded[row]!)) rows.push(row);
  rows.sort((a, b) => yielded[a]! - yielded[b]! || a - b);
  const printed = rows.slice(-most).map((row): Line => {
    const id = trace.scenario.tasks[task[row]!]!.id;
    const how = OUTCOMES[outcome[row]!]!;
    const raised = how === 'failed' || how === 'killed' || how === 'cancelled';
    return { key: row, row, atMs: yielded[row]!, time: clock(yielded[row]!), said: raised ? RAISED[how] : id, raised };
  });
  return [...printed, ...traceback(trace, rows.length)].slice(-most);
}

/** What the user's own program printed itself. A line is about the span of the lane that printed it. */
function ofProgram({ spans }: Trace, output: ProgramNotes['output'], clock: Clock): Line[] {
  const rows = new Map<number, number>();
  for (let row = spans.length - 1; row >= 0; row--) rows.set(spans.at.lane[row]!, row);
  return output.map(({ atMs, text, stream, lane }, key): Line => {
    const row = rows.get(lane);
    const raised = stream === 'err';
    return { key, atMs, ...(row !== undefined && { row }), time: clock(atMs), said: text.trimEnd(), raised };
  });
}

/** What CPython prints of an exception that ends the program: its last line says which. `delivered`: results that the caller has. */
function traceback(trace: Trace, delivered: number): Line[] {
  const { raised } = trace.facts;
  if (!raised) return [];
  const said = lastLine(trace, raised, delivered);
  return ['Traceback (most recent call last):', said].map((text, i) => ({
    key: -2 + i,
    atMs: trace.facts.raisedMs ?? 0,
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

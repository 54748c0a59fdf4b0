/** What the article's programs print: the time of day and the result, as each reaches the caller. */
import { OUTCOMES, type Trace } from '../../trace/trace.ts';

export interface Line {
  readonly key: number;
  /** `17:57:44.577` */
  readonly time: string;
  /** The task's id, or the exception that the caller caught. */
  readonly said: string;
  readonly raised: boolean;
}

/** Python's word for a timer or a connection that gave up, and the one for a worker that went away. */
const RAISED = { failed: 'TimeoutError', killed: 'WorkerDiedError', cancelled: 'CancelledError' } as const;

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
  return rows.slice(-most).map((row) => {
    const id = trace.scenario.tasks[task[row]!]!.id;
    const how = OUTCOMES[outcome[row]!]!;
    const raised = how === 'failed' || how === 'killed' || how === 'cancelled';
    return { key: row, time: timeOfDay(startedAt + yielded[row]!), said: raised ? RAISED[how] : id, raised };
  });
}

/** `17:57:44.577`, here. */
function timeOfDay(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** What an attempt is called. */
import type { Trace } from '../../trace/trace.ts';

/** The task's id, with the number of the attempt from the second on: `4`, `4·2`. */
export function attemptName(trace: Trace, task: number, attempt: number): string {
  const id = trace.scenario.tasks[task]?.id ?? String(task);
  return attempt > 1 ? `${id}·${attempt}` : id;
}

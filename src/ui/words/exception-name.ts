/** What the exceptions are called that reach the caller. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { Trace } from '../../trace/trace.ts';

/** By how an attempt ended: Python's word for a timer or a connection that gave up, and one for a worker that went away. */
export const RAISED = { failed: 'TimeoutError', killed: 'WorkerDiedError', cancelled: 'CancelledError' } as const;

/** What ended the caller's call; undefined where nothing did. `facts.raised` names tasks, or one exception that is no task's. */
export function exceptionName({ facts, scenario }: Trace, { raises }: Pick<EngineFacts, 'raises'>): string | undefined {
  const first = facts.raised?.[0];
  if (first === undefined) return undefined;
  if (!scenario.tasks.some(({ id }) => id === first)) return first;
  return raises === 'a group' ? 'ExceptionGroup' : RAISED.failed;
}

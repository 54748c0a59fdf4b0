/** How a prediction ends, in the words of its header: all that the first picture needs. */
import type { EngineFacts } from '../../../engines/facts.ts';
import { formatMs } from '../../../scenario/duration.ts';
import type { Trace } from '../../../trace/trace.ts';
import { exceptionName } from '../../words/exception-name.ts';

export interface Standing {
  /** `5 of 5 done in 4.00 s`, `raised TimeoutError at 203 ms: 1 of 5 results` */
  readonly text: string;
  /** Where room is short and the figures stand below it, with the time: `5 of 5 done`; nothing before a run. */
  readonly short: string;
  /** How full the bar is (0 to 1); undefined where there is none: only a run that goes on has one. */
  readonly bar: number | undefined;
}

/** Nothing more comes: no bar. */
export const ended = (text: string, short: string): Standing => ({ text, short, bar: undefined });

/** How it is predicted to end; nothing where there is no prediction. */
export function foretold(engine: Pick<EngineFacts, 'raises'>, trace: Trace | undefined): Standing {
  if (!trace) return ended('', '');
  const { facts, totalMs } = trace;
  if (facts.cutOffMs !== undefined) return ended(`predicted up to ${formatMs(facts.cutOffMs)} only`, '');
  if (facts.hung) return ended('hangs, by prediction', '');
  const raised = exceptionName(trace, engine);
  if (raised !== undefined) {
    const at = formatMs(facts.raisedMs ?? totalMs);
    return ended(`raises ${raised} at ${at}, by prediction`, `raises at ${at}`);
  }
  if (trace.scenario.tasks.length === 0) return ended('no tasks', 'no tasks');
  return ended(`predicted ${formatMs(totalMs)}`, '');
}

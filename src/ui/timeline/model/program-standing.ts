/** How a run of the user's own program stands, in the words of its header. */
import { formatMs } from '../../../scenario/duration.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import type { Standing } from './standing.ts';

export function programStanding({ trace, findings, ends }: ProgramRecord): Standing {
  const ended = (text: string, short = text): Standing => ({ text, short, bar: undefined });
  if (Number.isNaN(trace.totalMs)) return ended(`${formatMs(Math.max(0, trace.nowMs || 0))} so far`);
  const stuck = findings.find(({ find }) => find === 'deadlock');
  if (stuck) return ended(`nobody can go on since ${formatMs(stuck.atMs)}`, 'nobody can go on');
  const at = formatMs(trace.totalMs);
  const [raised] = trace.facts.raised ?? [];
  if (raised !== undefined || ends.get(0)?.outcome === 'failed') {
    const type = raised ?? 'an error';
    return ended(`raised ${type} at ${at}`, `raised ${type}`);
  }
  return ended(`ended at ${at}`);
}

/** Until when the section of a program goes. */
import type { ProgramShown } from '../../../store/traces/program-record.ts';
import { traceEnd } from './trace-end.ts';

/** Behind a deadlock there is room for those who wait for ever. */
const FOR_EVER = 1.6;

/** `endMs`: of its trace. With the run before a drag, all of that; behind a deadlock some more. */
export function programEnd(endMs: number, shown: ProgramShown | undefined): number {
  if (!shown) return endMs;
  const isStuck = shown.record.findings.some(({ find }) => find === 'deadlock');
  return Math.max(isStuck ? endMs * FOR_EVER : endMs, traceEnd(undefined, shown.before?.trace));
}

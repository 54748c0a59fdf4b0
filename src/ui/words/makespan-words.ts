/** Makespans as one reads them: a time, that it hangs, or from when to when. */
import { formatMs } from '../../scenario/duration.ts';
import type { Band } from '../../store/state/state.ts';
import { makespanIn } from '../../store/traces/makespan.ts';
import type { Trace } from '../../trace/trace.ts';

/** `5.00 s`, or `hangs` where the caller waits for ever. */
export function makespanWords(ms: number, digits?: number): string {
  return ms === Number.POSITIVE_INFINITY ? 'hangs' : formatMs(ms, digits);
}

/** The makespan of a prediction: `5.00 s`, `hangs`, `over 812 s` where it was cut off there, and a dash where there is none. */
export function foretoldWords(predicted: Trace | undefined, cutOffMs: number | undefined, digits?: number): string {
  if (cutOffMs !== undefined) return `over ${formatMs(cutOffMs)}`;
  return predicted ? makespanWords(makespanIn(predicted), digits) : '–';
}

/** `1.35 to 1.51 s`; one time where that is all of it. */
export function bandWords({ fromMs, toMs }: Band): string {
  const [from, to] = [makespanWords(fromMs), makespanWords(toMs)];
  if (from === to) return from;
  const [amount, unit] = from.split(' ');
  return unit === to.split(' ')[1] ? `${amount} to ${to}` : `${from} to ${to}`;
}

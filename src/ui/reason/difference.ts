/** How far a measurement is from its prediction, and what of. */
import { formatMs } from '../../scenario/duration.ts';
import { spentInLife, spentOnPath } from '../../trace/cause.ts';
import { type Comparison, compareRuns } from '../../trace/compare/compare-runs.ts';
import { type Doing, type Part, waitOf } from '../../trace/life.ts';
import type { Trace } from '../../trace/trace.ts';
import { join, listed, type Sentence, say, strong } from '../words/sentence.ts';

/** After an amount of time: what it went to. */
const DOING_WORDS: Readonly<Record<Doing, string>> = {
  cpu: 'computing',
  sleep: 'sleeping',
  caller: 'until the caller handed it over',
  result: 'until the caller had the result',
  rest: 'between stretches',
  idle: 'nothing under way',
};

/** Along a path a wait for a place is the time of whoever held it; in one attempt's life it is its own. */
function partWords(part: Part, of: 'path' | 'attempt'): string {
  const cause = waitOf(part);
  if (cause === undefined) return DOING_WORDS[part as Doing];
  return of === 'path' ? spentOnPath(cause) : spentInLife(cause);
}

/** Told: no more parts than this, and none less than so much of the largest or (ms) of anything. */
const MOST = 3;
const WORTH = 0.1;
const LEAST_MS = 0.1;

const compared = new WeakMap<Trace, { predicted: Trace; comparison: Comparison }>();

/** Compares two finished runs, once. */
export function comparisonOf(measured: Trace, predicted: Trace): Comparison {
  const known = compared.get(measured);
  if (known?.predicted === predicted) return known.comparison;
  const comparison = compareRuns(measured, predicted);
  compared.set(measured, { predicted, comparison });
  return comparison;
}

/** `Predicted 1.20 s, took 1.34 s: 110 ms GIL, 30 ms message. Furthest off: task 3, which ended 140 ms later than predicted.` */
export function difference(comparison: Comparison, { scenario }: Trace): Sentence {
  const { predictedMs, measuredMs, worst } = comparison;
  const parts = whereFrom(comparison);
  const of = parts.length > 0 ? say`: ${listed(parts)}` : say``;
  const head = say`Predicted ${formatMs(predictedMs, 3)}, took ${formatMs(measuredMs, 3)}${of}.`;
  if (!worst || Math.abs(worst.ms) < LEAST_MS) return head;
  const { id } = scenario.tasks[worst.task]!;
  const which = worst.attempt > 1 ? `task ${id}, attempt ${worst.attempt}` : `task ${id}`;
  const how = worst.ms < 0 ? 'earlier' : 'later';
  const off = say`Furthest off: ${which}, which ended ${strong(formatMs(Math.abs(worst.ms)))} ${how} than predicted.`;
  const { unmatched } = comparison;
  if (unmatched === 0) return join(head, off);
  const attempts = unmatched === 1 ? 'One attempt is' : `${unmatched} attempts are`;
  return join(head, off, say`${attempts} in only one of the two.`);
}

/** `110 ms GIL`, `30 ms message`, with signs where they are mixed; `of`: along the critical path, or in one attempt's life. */
export function whereFrom({ parts }: Pick<Comparison, 'parts'>, of: 'path' | 'attempt' = 'path'): Sentence[] {
  const largest = Math.abs(parts[0]?.ms ?? 0);
  const told = parts.slice(0, MOST).filter(({ ms }) => Math.abs(ms) >= Math.max(LEAST_MS, largest * WORTH));
  const mixed = told.some(({ ms }) => ms < 0) && told.some(({ ms }) => ms > 0);
  return told.map(
    ({ part, ms }) => say`${strong(`${mixed && ms > 0 ? '+' : ''}${formatMs(ms)}`)} ${partWords(part, of)}`,
  );
}

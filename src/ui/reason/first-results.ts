/** When the caller has its first result, where that is what engines differ in: a list, a generator, results in order. */
import { formatMs } from '../../scenario/duration.ts';
import { outcomeNumber, type Trace } from '../../trace/trace.ts';
import { nameOf } from '../words/names-and-numbers.ts';
import { type Sentence, say, strong } from '../words/sentence.ts';
import type { Subject } from './reason.ts';

const OK = outcomeNumber('ok');
/** Shares of the run: times this close are the same, first results this far apart are worth a word. */
const SAME = 0.1;
const APART = 0.2;

/** The earliest and the latest of those that took equally long; undefined where first results are not far apart. */
export function firstResults(subjects: readonly Subject[]): Sentence | undefined {
  const ended = subjects.flatMap(({ engine, measured }) => {
    const ms = measured && endedWell(measured) ? firstResult(measured) : Number.NaN;
    return Number.isNaN(ms) ? [] : [{ name: nameOf(engine), ms, totalMs: measured!.totalMs }];
  });
  if (ended.length < 2) return undefined;
  const longest = Math.max(...ended.map(({ totalMs }) => totalMs));
  const equal = ended.filter(({ totalMs }) => totalMs >= longest * (1 - SAME)).sort((a, b) => a.ms - b.ms);
  const [first, last] = [equal[0]!, equal.at(-1)!];
  if (last.ms - first.ms < longest * APART) return undefined;
  return say`The caller has its first result after ${strong(formatMs(first.ms))} with ${first.name}, and only after ${strong(formatMs(last.ms))} with ${last.name}.`;
}

const endedWell = ({ totalMs, facts }: Trace): boolean =>
  !Number.isNaN(totalMs) && !facts.hung && facts.raised === undefined;

const found = new WeakMap<Trace, number>();

/** When the first result of all reached the caller (ms); not a number where none did. Of a run that is over, so it is looked for once. */
function firstResult(trace: Trace): number {
  const before = found.get(trace);
  if (before !== undefined) return before;
  const { at, length } = trace.spans;
  let first = Number.NaN;
  for (let row = 0; row < length; row++) {
    const ms = at.yielded[row]!;
    if (at.outcome[row] === OK && (ms < first || Number.isNaN(first))) first = ms;
  }
  found.set(trace, first);
  return first;
}

/** An engine's figures in one line, where there is no room for a table: `5.01 s · 2.00× · 67 % busy · waits 203 ms`. */
import { formatMs } from '../../scenario/duration.ts';
import { figuresOf } from '../../store/traces/figures-of.ts';
import { sectionIn } from '../reason/first.ts';
import type { Known } from '../reason/reason.ts';
import { bandWords, foretoldWords } from '../words/makespan-words.ts';
import { timesWords } from '../words/names-and-numbers.ts';
import { comparable } from './known.ts';

export function oneLine(known: Known, id: string): string {
  const subject = sectionIn(known, id);
  if (!subject) return '';
  const { measured, last, predicted, cutOffMs, band } = subject;
  const foretold = foretoldWords(predicted, cutOffMs);
  if (!measured) {
    const before = last && known.state.lastRun?.shown ? `; last run ${formatMs(last.totalMs)}` : '';
    return `${foretold} predicted${band ? `, ${bandWords(band)} over seeds` : ''}${before}`;
  }
  if (measured.facts.hung) return foretold === 'hangs' ? 'hangs, as\u00a0predicted' : `hangs, ${foretold} predicted`;
  if (Number.isNaN(measured.totalMs))
    return `${formatMs(Math.max(0, measured.nowMs || 0), 2)} of ${foretold} predicted`;
  if (!comparable(measured)) return `${formatMs(measured.totalMs)} of ${foretold} predicted`;
  const { utilisation, meanWaitMs } = figuresOf(measured);
  const forLoopMs = subject.sequentialMs ?? known.sequentialMeasuredMs ?? known.sequentialMs;
  const speedUp = forLoopMs / measured.totalMs;
  const against = measured.facts.raised ? 'raised' : timesWords(speedUp);
  const busy = `${Math.round(utilisation * 100)} % busy`;
  return `${formatMs(measured.totalMs)} · ${against} · ${busy} · waits ${formatMs(meanWaitMs)}`;
}

/** "What to expect" of engines that compute one after another, hang, or are too much to predict. Loaded when there first is one. */
import { cpuNeedOf } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { Trace } from '../../trace/trace.ts';
import { capital, countWord, placeWord } from '../words/names-and-numbers.ts';
import { join, type Sentence, say, strong } from '../words/sentence.ts';
import { cutOff } from './cut-off.ts';
import type { Rest } from './expect.ts';
import { freeThreaded, isFreeThreaded } from './free-threaded.ts';
import { whyHung } from './hung.ts';
import type { Subject } from './reason.ts';

export const REST: Rest = {
  eachInTurn,
  hanging: ({ engine, predicted }) =>
    join(say`${strong(`${engine.title} hangs`)}, by prediction.`, whyHung(engine, predicted!)),
  cutOff,
};

/** How each kind of engine computes, with its time. */
function eachInTurn(subjects: readonly Subject[]): Sentence {
  return join(...subjects.map((subject, i) => inTurn(subject, subjects[i - 1])));
}

function inTurn({ engine, predicted }: Subject, before: Subject | undefined): Sentence {
  const time = strong(formatMs(predicted!.totalMs));
  const { machine } = predicted!;
  const { kind } = engine.lanes;
  const cpu = cpuNeedOf(engine, machine);
  if (before?.engine.lanes.cpu === engine.lanes.cpu && kind !== 'worker') return say`So does ${engine.title}: ${time}.`;
  switch (cpu) {
    case 'gil':
      return say`Threads take turns of ${formatMs(machine.switchIntervalMs ?? 5)} under the GIL: ${time}.`;
    case 'core': {
      const on = machine.cores === 1 ? 'one core' : `${countWord(machine.cores)} cores`;
      if (isFreeThreaded(engine.lanes, predicted!)) return say`${freeThreaded(predicted!, `on ${on}`)}: ${time}.`;
      const who = kind === 'process' ? 'Processes' : `${capital(placeWord(engine))}s`;
      return say`${who} compute side by side on ${on}: ${time}.`;
    }
    case 'loop': {
      const stop = strong(formatMs(longestStop(predicted!)));
      return say`${engine.title} computes on the main thread, which stops for up to ${stop}: ${time}.`;
    }
  }
}

/** The longest stretch for which one task computes on the main thread (ms). */
function longestStop({ scenario, machine }: Trace): number {
  let longest = 0;
  for (const { segments } of scenario.tasks)
    for (const { kind, ms } of segments) if (kind === 'cpu') longest = Math.max(longest, ms / (machine.speed ?? 1));
  return longest;
}

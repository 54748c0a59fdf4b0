/** "What to expect" of engines that compute one after another, hang, or are too much to predict. Loaded when there first is one. */
import { formatMs } from '../../scenario/duration.ts';
import type { Trace } from '../../trace/trace.ts';
import { capital, countWord, placeWord } from '../words/names-and-numbers.ts';
import { join, type Sentence, say, strong } from '../words/sentence.ts';
import { cutOff } from './cut-off.ts';
import type { Rest } from './expect.ts';
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
  const { cpu, kind } = engine.lanes;
  if (before?.engine.lanes.cpu === cpu && kind !== 'worker') return say`So does ${engine.title}: ${time}.`;
  switch (cpu) {
    case 'gil':
      return say`Threads take turns of ${formatMs(machine.switchIntervalMs ?? 5)} under the GIL: ${time}.`;
    case 'core': {
      const on = machine.cores === 1 ? 'one core' : `${countWord(machine.cores)} cores`;
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

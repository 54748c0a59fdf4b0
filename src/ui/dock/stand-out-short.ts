/** A line of what stands out in the fewest words: `Longest wait 1.00 s, task 4`. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { StandOut } from '../../trace/compare/stand-outs.ts';
import type { Trace } from '../../trace/trace.ts';
import { attemptName } from '../reason/stand-outs.ts';
import { laneName } from '../words/lane-name.ts';
import { type Sentence, say, strong } from '../words/sentence.ts';

export function inShort(one: StandOut, trace: Trace, engine: EngineFacts): Sentence {
  switch (one.kind) {
    case 'not-ok':
      return say`${strong(formatCount(one.count))} ${one.outcome}`;
    case 'stall':
      return say`${one.of === 'page' ? 'Main thread stopped' : 'Event loop held'} ${strong(formatMs(one.ms))}`;
    case 'wait':
      return say`Longest wait ${strong(formatMs(one.ms))}, ${attemptName(trace, one.row)}`;
    case 'off':
      return say`Furthest off ${strong(formatMs(Math.abs(one.ms)))}, ${attemptName(trace, one.row)}`;
    case 'straggler':
      return say`Slowest ${strong(formatMs(one.ms))}, ${attemptName(trace, one.row)}`;
    case 'alone':
      return say`Alone ${strong(formatMs(one.ms))}, ${attemptName(trace, one.row)}`;
    case 'least-used':
      return say`Least used ${strong(`${Math.round(one.share * 100)} %`)}, ${laneName(engine.lanes, one.lane, trace)}`;
  }
}

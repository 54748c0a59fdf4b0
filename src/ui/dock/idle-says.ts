/** `3 lanes × 5.01 s, idle for 4.99 s: 4.90 s all ended and 90 ms handing over.` */
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import { capacityIn } from '../../store/traces/figures-of.ts';
import { type IdleCause, type IdleSums, idleByCause } from '../../trace/queries/idle.ts';
import type { Trace } from '../../trace/trace.ts';
import { IDLE_WORDS } from '../words/idle-words.ts';
import { listed, type Sentence, say, strong } from '../words/sentence.ts';

export function idleSays(trace: Trace): Sentence {
  const capacity = capacityIn(trace);
  // A pool may have had more places than were used: those stood idle from the beginning to the end.
  return sumsSay(capacity.of === 'workers' ? idleByCause(trace, capacity.count) : idleByCause(trace));
}

function sumsSay({ lanes, makespanMs, idleMs }: IdleSums): Sentence {
  const parts = (Object.entries(idleMs) as [IdleCause, number][]).sort(([, a], [, b]) => b - a);
  const sum = parts.reduce((all, [, ms]) => all + ms, 0);
  const many = lanes === 1 ? 'One lane' : `${formatCount(lanes)} lanes`;
  const whole = `${many} × ${formatMs(makespanMs)}`;
  if (sum === 0) return say`${whole}, never idle.`;
  const said = parts.map(([why, ms]) => say`${strong(formatMs(ms))} ${IDLE_WORDS[why]}`);
  return say`${whole}, idle for ${strong(formatMs(sum))}: ${listed(said)}.`;
}

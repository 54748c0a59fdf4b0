/** The key of the marks that the program's run shows; the picture before a drag has its own. */
import { useRevision } from '../base/use-overlap.ts';
import { Key } from '../timeline/parts/Key.tsx';
import { kindOf } from '../words/program-doing.ts';
import { useProgram } from './program-context.ts';

const EVERY_MS = 500;
/** Less of the whole run than this nobody sees. */
const SEEN = 1 / 1000;

export function ProgramKey() {
  useRevision(EVERY_MS);
  const shown = useProgram((state) => state.shown);
  const dragged = useProgram((state) => state.before !== null);
  const marks = new Set<string>(dragged ? ['last'] : []);
  const sums = new Map<string, number>();
  let wholeMs = 0;
  for (const stretches of shown?.record.stretches ?? []) {
    const last = stretches?.at(-1);
    // Who waits for ever has waited no time when the run ends.
    if (last?.state === 'waiting') marks.add(kindOf(last));
    for (const one of stretches ?? []) {
      const kind = kindOf(one);
      sums.set(kind, (sums.get(kind) ?? 0) + one.toMs - one.fromMs);
      wholeMs = Math.max(wholeMs, one.toMs);
    }
  }
  for (const [kind, ms] of sums) if (ms > wholeMs * SEEN || kind === 'failed') marks.add(kind);
  return <Key plain lastWords="before the drag" marks={marks} />;
}

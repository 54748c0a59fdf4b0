/** The key of the marks that the program's run shows; the picture before a drag has its own. */
import { useRevision } from '../base/use-overlap.ts';
import { Key } from '../timeline/parts/Key.tsx';
import { kindOf } from '../words/program-doing.ts';
import { useProgram } from './program-context.ts';

const EVERY_MS = 500;

export function ProgramKey() {
  useRevision(EVERY_MS);
  const shown = useProgram((state) => state.shown);
  const dragged = useProgram((state) => state.before !== null);
  const marks = new Set<string>(dragged ? ['last'] : []);
  for (const stretches of shown?.record.stretches ?? []) for (const one of stretches ?? []) marks.add(kindOf(one));
  return <Key plain lastWords="before the drag" marks={marks} />;
}

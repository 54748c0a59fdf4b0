/** What the reason panel says as long as nothing was run, opened or selected: all that the first picture needs. */

import { say } from '../words/sentence.ts';
import { whatToExpect } from './expect.ts';
import type { Known, Reason, Subject } from './reason.ts';

/** The engine or opened run of this id. */
export function sectionIn({ subjects, opened = [] }: Known, id: string): Subject | undefined {
  return [...subjects, ...opened].find(({ engine }) => engine.id === id);
}

/** Undefined where it takes more: `choose.ts`. */
export function firstReason(known: Known): Reason | undefined {
  const { notice, run, selected, idle } = known.state;
  if (notice !== null) {
    const { says, opened } = notice;
    return {
      title: opened ? 'An engine of this link is missing' : 'This link cannot be opened',
      says: [say`${says.charAt(0).toUpperCase()}${says.slice(1)}.`],
      notes: [
        opened
          ? say`Everything else in the link is shown.`
          : say`The page shows its first example instead. Nothing from the link was run.`,
      ],
    };
  }
  if (selected || idle) return undefined;
  switch (run.kind) {
    case 'starting':
      return { title: 'Workers are starting', says: [say`The clock starts at 0 when all workers are ready.`] };
    case 'broken':
      return {
        title: 'This could not be run',
        says: [say`${run.message}.`],
        notes: [say`The prediction is still shown.`],
      };
    case 'ready':
    case 'asking': {
      const any = known.subjects.some(({ measured, last }) => measured ?? last) || (known.opened?.length ?? 0) > 0;
      return any ? undefined : whatToExpect(known);
    }
    default:
      return undefined;
  }
}

/** Which reason the panel gives. */
import { whatToExpect } from './expect.ts';
import { hangs } from './hung.ts';
import { whyLate } from './late.ts';
import type { Known, Reason, Subject } from './reason.ts';
import { cancelled, whatEverybodyWaitsFor } from './running.ts';
import { say } from './sentence.ts';
import { why } from './why.ts';

/** The engine or opened run of this id. */
export function sectionIn({ subjects, opened = [] }: Known, id: string): Subject | undefined {
  return [...subjects, ...opened].find(({ engine }) => engine.id === id);
}

export function reasonFor(known: Known): Reason {
  const { notice, run, selected } = known.state;
  if (notice !== null) {
    return {
      title: 'This link cannot be opened',
      says: [say`${notice.charAt(0).toUpperCase()}${notice.slice(1)}.`],
      notes: [say`The page shows the article’s case instead. Nothing of the link was run.`],
    };
  }
  const chosen = selected && sectionIn(known, selected.engine);
  const late = chosen && whyLate(chosen, selected.task, selected.attempt, known);
  if (late) return late;
  switch (run.kind) {
    case 'starting':
      return { title: 'Workers start', says: [say`They are ready, warm and checked before the clock starts at 0.`] };
    case 'running':
      return whatEverybodyWaitsFor(known.subjects);
    case 'hung':
      return hangs(known.subjects, run.engines);
    case 'cancelled':
      return cancelled(known, run.atMs);
    case 'broken':
      return { title: 'This could not be run', says: [say`${run.message}.`], notes: [say`The prediction stays.`] };
    case 'ready':
    case 'asking':
    case 'finished': {
      const reason = why(known);
      if (!reason) return whatToExpect(known);
      if (run.kind !== 'finished' || !run.hidden) return reason;
      const hidden = say`The page was hidden meanwhile. Browsers then slow its timers, so this run counts for no comparison.`;
      return { ...reason, notes: [hidden] };
    }
  }
}

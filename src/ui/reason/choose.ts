/** Which reason the panel gives, whatever there is to say. Loaded when there is a run or a selection; before, `first.ts` is enough. */

import { say } from '../words/sentence.ts';
import { lateSinceChange, whatChanged } from './changed.ts';
import { whatToExpect } from './expect.ts';
import { REST } from './expect-rest.ts';
import { firstReason, sectionIn } from './first.ts';
import { hangs } from './hung.ts';
import { whyIdle } from './idle.ts';
import { whyLate } from './late.ts';
import type { Known, Reason } from './reason.ts';
import { cancelled, whatEverybodyWaitsFor } from './running.ts';
import { why, whyOpened } from './why.ts';

export function reasonFor(known: Known): Reason {
  const first = firstReason(known);
  if (first) return first;
  const { run, selected, idle } = known.state;
  const chosen = selected && sectionIn(known, selected.engine);
  const late =
    chosen &&
    ((chosen.last && lateSinceChange(chosen, selected.task, selected.attempt, known)) ??
      whyLate(chosen, selected.task, selected.attempt, known));
  if (late) return late;
  const empty = idle && sectionIn(known, idle.engine);
  const stood = empty && whyIdle(empty, idle);
  if (stood) return stood;
  switch (run.kind) {
    case 'running':
      return whatEverybodyWaitsFor(known.subjects);
    case 'hung':
      return hangs(known.subjects, run.engines);
    case 'cancelled':
      return cancelled(known, run.atMs);
    default: {
      const reason = whatChanged(known) ?? why(known) ?? whyOpened(known);
      if (!reason) return whatToExpect(known, REST);
      if (run.kind !== 'finished' || !run.hidden) return reason;
      const hidden = say`The page was hidden meanwhile. Browsers then slow its timers, so this run counts for no comparison.`;
      return { ...reason, notes: [hidden] };
    }
  }
}

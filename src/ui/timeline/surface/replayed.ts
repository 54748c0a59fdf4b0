/** A section in a replay: what has happened by its moment is drawn as the run was seen then, what has not is outline. */
import type { State } from '../../../store/state/state.ts';
import type { Shown } from '../../../store/traces/registry.ts';
import { ALL_OF_IT, pendingAfter } from '../../../trace/queries/pending.ts';
import { upTo } from '../../../trace/queries/up-to.ts';
import type { Trace } from '../../../trace/trace.ts';
import { MOST_REPLAYED } from '../model/most-replayed.ts';

interface Cut {
  readonly whole: Trace;
  readonly rows: number;
  readonly ms: number;
  readonly done: number | undefined;
  readonly trace: Trace;
}

/** The last cut of each section: a frame in which nothing of it has changed draws the same trace. */
const cuts = new Map<string, Cut>();

export function replayed(
  id: string,
  shown: Shown,
  { cursorMs, replayAt }: Pick<State, 'cursorMs' | 'replayAt'>,
): Shown {
  const { measured, predicted, shiftMs = 0 } = shown;
  const whole = measured ?? predicted;
  if (!whole || cursorMs === null || whole.spans.length > MOST_REPLAYED) return shown;
  const ms = cursorMs - shiftMs;
  const done = replayAt?.section === id ? replayAt.done : undefined;
  const rows = whole.spans.length;
  let cut = cuts.get(id);
  if (cut?.whole !== whole || cut.rows !== rows || cut.ms !== ms || cut.done !== done) {
    const pending = done === undefined ? ALL_OF_IT : pendingAfter(whole, ms, done);
    cuts.set(id, (cut = { whole, rows, ms, done, trace: upTo(whole, ms, pending) }));
  }
  return { ...shown, predicted: whole, measured: cut.trace };
}

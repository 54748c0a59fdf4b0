/** What the keys that mark a range do (`keys/list.ts` names them). */

import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import type { TimeWindow } from '../../../store/state/state.ts';
import { endOf } from '../../../trace/ends.ts';
import type { ActsOf } from '../../keys/handle.ts';
import type { MEASURE } from '../../keys/list.ts';
import { revealTime } from '../surface/reveal.ts';
import { showRange } from '../surface/show-range.ts';
import { nextTime } from '../surface/snap.ts';
import type { Surface } from '../surface/surface.ts';

/** `say`: to screen readers. */
export function measureActs(surface: Surface, say: (text: string) => void): ActsOf<typeof MEASURE> {
  const { store, view } = surface;

  const mark = (range: TimeWindow) => {
    store.getState().look({ range });
    showRange(store);
    say(`Range ${formatRange(range.fromMs, range.toMs)}, ${formatMs(range.toMs - range.fromMs, 3)}`);
  };

  /** Moves an edge of the range to the next start or end, or by a pixel. */
  const moveEdge = (edge: keyof TimeWindow, fine: boolean) => (which: number) => {
    const step = which === 0 ? -1 : 1;
    const { range } = store.getState();
    const { scale } = surface;
    if (!range || !scale) return false;
    const at = range[edge];
    const next = fine ? at + (step * (scale.toMs - scale.fromMs)) / scale.width : nextTime(surface, at, step);
    if (next === undefined) return true;
    const other = edge === 'fromMs' ? range.toMs : range.fromMs;
    revealTime(surface, { fromMs: next, toMs: next });
    mark({ fromMs: Math.min(next, other), toMs: Math.max(next, other) });
    return true;
  };

  return {
    mark: () => {
      const { selected } = store.getState();
      const picture = selected && surface.pictureOf(selected.engine);
      const row = picture ? picture.rowOf(selected.task, selected.attempt) : -1;
      if (picture?.main && row >= 0) {
        const { trace } = picture.main;
        const at = picture.shiftMs;
        return mark({ fromMs: trace.spans.at.start[row]! + at, toMs: endOf(trace, row) + at });
      }
      const { fromMs, toMs } = view.now;
      const endMs = Math.max(0, ...surface.pictures.map((one) => one.endMs + one.shiftMs));
      mark({ fromMs: Math.max(0, fromMs), toMs: Math.min(endMs, toMs) });
    },
    rangeEnd: moveEdge('toMs', false),
    rangeStart: moveEdge('fromMs', false),
    fineEnd: moveEdge('toMs', true),
    fineStart: moveEdge('fromMs', true),
  };
}

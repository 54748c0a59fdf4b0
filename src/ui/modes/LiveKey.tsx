/** The key of the marks that the timeline shows now. Loaded after the first picture: its line is there before. */
import { sectionsOf } from '../../store/state/sections.ts';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { occurring } from '../timeline/model/occurring.ts';
import { Key } from '../timeline/parts/Key.tsx';

export default function LiveKey({ plain = false }: { plain?: boolean }) {
  const { store, registry } = useOverlap();
  useRevision();
  useApp((state) => state.draft.engines);
  const before = useApp((state) => state.lastRun !== null);
  const traces = sectionsOf(store.getState(), registry).flatMap(({ id }) => {
    const { predicted, measured } = registry.of(id);
    // A run under way comes to what was predicted, but for rare ends: those are in the key once it is over.
    return [predicted, measured].flatMap((trace) => (trace && !Number.isNaN(trace.totalMs) ? [trace] : []));
  });
  return <Key plain={plain} marks={new Set([...occurring(traces), 'predicted', ...(before ? ['last'] : [])])} />;
}

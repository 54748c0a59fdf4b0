/** The timeline of Tasks: the engines chosen, then opened runs; the sweep over it. */
import { useCallback, useMemo } from 'react';
import { sectionsOf } from '../../store/state/sections.ts';
import { whenIdle } from '../../store/timing/frames.ts';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { SweepOver } from '../sweep/Sweep.tsx';
import { Timeline } from '../timeline/parts/Timeline.tsx';
import { useTimeline } from '../timeline/parts/use-timeline.ts';

const Empty = lazyExtra(() => import('./Empty.tsx'));

/** Whoever uses the timeline may write a note next: what is typed then must find its editor there. */
const loadNotes = () =>
  whenIdle(() => {
    void import('../instrument/tools.ts');
    void import('../instrument/NoteEditor.tsx');
  });

/** `figures`: where there is one column, an engine's figures in a line. */
export function Lanes({ figures }: { figures?: (engine: string) => string }) {
  const overlap = useOverlap();
  const chosen = useApp((state) => state.draft.engines);
  const opened = useApp((state) => state.opened);
  const { store, registry } = overlap;
  const engines = useMemo(
    () => sectionsOf({ draft: { engines: chosen }, opened }, registry),
    [chosen, opened, registry],
  );
  const timeline = useTimeline();
  const note = useCallback(
    () => void import('../instrument/tools.ts').then(({ noteHere }) => noteHere(store, timeline.current)),
    [store, timeline],
  );
  return (
    <SweepOver narrow={figures !== undefined}>
      <Timeline
        store={store}
        registry={registry}
        engines={engines}
        whenEmpty={<Empty />}
        onNote={note}
        onUse={loadNotes}
        {...(figures && { figures })}
      />
    </SweepOver>
  );
}

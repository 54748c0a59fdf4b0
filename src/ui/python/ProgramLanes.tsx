/** The run in the timeline; the pointer over it chooses the moment, and the line of the stretch under it stands out in the code. */
import { useCallback, useEffect, useMemo } from 'react';
import { PROGRAM } from '../../store/python/program-page-actions.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { msAt } from '../timeline/model/time-scale.ts';
import { Timeline } from '../timeline/parts/Timeline.tsx';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { useSession } from './program-context.ts';

const NO_DRAFT = { engines: [] };

export function ProgramLanes() {
  const { store, registry } = useOverlap();
  const opened = useApp((state) => state.opened);
  // The section is another one when others take part.
  const section = useApp(() => registry.of(PROGRAM).section);
  const sections = useMemo(() => {
    void section;
    return sectionsOf({ draft: NO_DRAFT, opened }, registry);
  }, [opened, section, registry]);
  const timeline = useTimeline();
  const note = useCallback(
    () => void import('../instrument/tools.ts').then(({ noteHere }) => noteHere(store, timeline.current)),
    [store, timeline],
  );
  return (
    <>
      <Timeline store={store} registry={registry} engines={sections} onNote={note} />
      <Follow />
    </>
  );
}

/** Tells the session at which moment and which line the pointer is. It comes after the timeline, whose effects come first then. */
function Follow() {
  const session = useSession();
  const timeline = useTimeline();
  const { store } = useOverlap();
  useEffect(() => {
    const surface = timeline.current;
    if (!surface) return;
    let pointing = false;
    const frame = () => {
      const { cursorMs } = store.getState();
      const { at, hit } = surface.pointed;
      const { scale } = surface;
      const x = at && scale ? surface.local(at.x, at.y).x : Number.NaN;
      const over = scale !== undefined && x >= scale.left && x <= scale.left + scale.width;
      const ms = over ? Math.max(0, msAt(scale, x)) : null;
      session.moment(cursorMs ?? ms);
      const lane = hit?.selects?.task;
      const { shown } = session.store.getState();
      if (shown && lane !== undefined && ms !== null) {
        session.point(shown.record.placeOf(lane, ms) ?? null, true);
        pointing = true;
      } else if (pointing) {
        session.point(null);
        pointing = false;
      }
    };
    // A click on a stretch pins its line, one beside all of them lets it go.
    const pin = store.subscribe((now, before) => {
      if (now.selected === before.selected) return;
      const { shown, momentMs } = session.store.getState();
      const lane = now.selected?.task;
      const at = lane === undefined || momentMs === null ? undefined : shown?.record.placeOf(lane, momentMs);
      session.pin(at ?? null);
    });
    const stop = surface.eachFrame({ frame });
    return () => {
      stop();
      pin();
    };
  }, [timeline, session, store]);
  return null;
}

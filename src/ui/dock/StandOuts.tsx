/** At most five things worth a look in the section that the panels are about, each a way to its place. */

import { useMemo } from 'react';
import type { TimeWindow } from '../../store/state/state.ts';
import { type StandOut, standOuts } from '../../trace/compare/stand-outs.ts';
import { endOf } from '../../trace/ends.ts';
import { useLayout } from '../base/use-media.ts';
import { useOverlap } from '../base/use-overlap.ts';
import { goTo } from '../panels/go-to.ts';
import { type Section, useSections, useShown } from '../panels/sections.ts';
import { standOutLook, standOutSays } from '../reason/stand-outs.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { Said } from '../words/Said.tsx';
import { plain } from '../words/sentence.ts';
import { inShort } from './stand-out-short.ts';

/** While a run goes on, they are left as they are. */
const EVERY_MS = 1000;

export default function StandOuts() {
  const { store } = useOverlap();
  const timeline = useTimeline();
  const { engines, id } = useSections();
  const narrow = useLayout() === 'narrow';
  const [section] = useShown(
    useMemo(() => engines.filter((engine) => engine.id === id), [engines, id]),
    EVERY_MS,
  );
  const found = useMemo(() => {
    const over = section?.measured && !Number.isNaN(section.trace.totalMs);
    return over ? standOuts(section.trace, section.predicted) : [];
  }, [section]);
  if (!section) return null;
  return (
    <>
      <h2>
        Stands out <span>{section.engine.title}</span>
      </h2>
      {found.length === 0 ? (
        <p>{nothingIn(section)}</p>
      ) : (
        <ul>
          {found.map((one) => {
            const says = standOutSays(one, section.trace, section.engine);
            return (
              <li key={one.kind}>
                <button type="button" title={narrow ? undefined : plain(says)} onClick={() => show(one, section)}>
                  <Said sentence={narrow ? says : inShort(one, section.trace, section.engine)} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );

  function show(one: StandOut, { trace, engine: { id: of }, shiftMs }: Section): void {
    const { fromMs, toMs } = windowOf(one, trace);
    goTo(store, timeline.current, standOutLook(one, trace, of), { fromMs: fromMs + shiftMs, toMs: toMs + shiftMs });
  }
}

/** Why nothing is listed. */
function nothingIn({ measured, trace }: Section): string {
  if (!measured) return 'It has not run yet.';
  return Number.isNaN(trace.totalMs) ? 'Nothing stands out so far.' : 'Nothing stands out.';
}

function windowOf({ place }: StandOut, trace: Section['trace']): TimeWindow {
  if (place.at !== 'attempt') return place;
  return { fromMs: trace.spans.at.start[place.row]!, toMs: endOf(trace, place.row) };
}

/** What there is to say about why, read from store and registry. */
import { useEffect, useRef, useState } from 'react';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { firstReason } from '../reason/first.ts';
import type { Reason } from '../reason/reason.ts';
import { knownOf } from './known.ts';

const WAIT: Reason = { title: 'Why', says: [] };
let choose: typeof import('../reason/choose.ts') | undefined;
let life: typeof import('./LifeLine.tsx') | undefined;
let loading: Promise<void> | undefined;

function load(): Promise<void> {
  loading ??= Promise.all([import('../reason/choose.ts'), import('./LifeLine.tsx')]).then(
    ([reasons, line]) => {
      choose = reasons;
      life = line;
    },
    () => {
      // Asked for again the next time.
      loading = undefined;
    },
  );
  return loading;
}

/** What there is to say. All but the first reasons is loaded when it is first needed; until then the last one stays. */
export function useReason(): Reason {
  const overlap = useOverlap();
  useRevision();
  useApp((state) => state.run);
  useApp((state) => state.lastRun);
  useApp((state) => state.selected);
  useApp((state) => state.idle);
  useApp((state) => state.opened);
  useApp((state) => state.notice);
  useApp((state) => state.draft.engines);
  const known = knownOf(overlap);
  const [, again] = useState(0);
  const last = useRef(WAIT);
  const first = firstReason(known);
  const starting = known.state.run.kind === 'starting';
  const missing = (!first || starting) && !choose;
  useEffect(() => {
    if (missing) void load().then(() => again((n) => n + 1));
  }, [missing]);
  last.current = first ?? choose?.reasonFor(known) ?? last.current;
  return last.current;
}

/** What draws a reason's line: there once reasons with a line are. */
export const lifeLine = () => life?.LifeLine;

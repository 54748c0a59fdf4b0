/** Python: a program of the user's own, run in the page and seen. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { hashOfProgram, keepProgram, openingProgram } from '../../store/python/keep-program.ts';
import { openPython } from '../../store/python/open-door.ts';
import { createProgramPage, type ProgramPage } from '../../store/python/program-page-actions.ts';
import { isLow, useLayout } from '../base/use-media.ts';
import { OverlapProvider, useOverlap } from '../base/use-overlap.ts';
import { Frame } from '../frame/Frame.tsx';
import { useModeActs } from '../keys/mode-acts.ts';
import { pageActs } from '../keys/page-acts.ts';
import { Instruments } from '../stage/Instruments.tsx';
import { dressOf } from '../timeline/paint/program/dress.ts';
import { TimelineProvider } from '../timeline/parts/use-timeline.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { Pane, Stage } from './ProgramParts.tsx';
import { ProgramProvider, useProgram, useProgramPage } from './program-context.ts';
import { RunBar } from './RunBar.tsx';
import { loadingWords } from './says/status.ts';

/** One a page: what was written and run stays while another mode is shown. */
const pages = new WeakMap<object, ProgramPage>();

const find = () => document.querySelector<HTMLInputElement>('.find > input')?.select();

export default function PythonMode() {
  const { store, cores } = useOverlap();
  const page = useMemo(() => {
    let own = pages.get(store);
    if (!own) {
      const { theme, singleKeys } = store.getState();
      own = createProgramPage({
        ...openingProgram(location.hash),
        cores,
        theme,
        singleKeys,
        open: openPython,
        dress: dressOf,
      });
      own.session.begin();
      pages.set(store, own);
    }
    return own;
  }, [store, cores]);
  useEffect(() => keepProgram(page.session), [page]);
  // The settings are the whole page's.
  useEffect(() => {
    const copy = () => {
      const { theme, singleKeys } = store.getState();
      page.overlap.store.getState().setTheme(theme);
      page.overlap.store.getState().setSingleKeys(singleKeys);
    };
    copy();
    return store.subscribe(copy);
  }, [page, store]);
  return (
    <ProgramProvider value={page}>
      <Framed />
    </ProgramProvider>
  );
}

function Framed() {
  const { overlap, session } = useProgramPage();
  const { cores } = useOverlap();
  const narrow = useLayout() === 'narrow';
  const timeline = useRef<Surface>(null);
  const inner = useMemo(() => ({ ...overlap, cores, writeLink: () => {} }), [overlap, cores]);
  useModeActs(
    useMemo(() => {
      const {
        poolSize: _,
        dock: __,
        ...acts
      } = pageActs({ ...overlap, cores, find, low: isLow, inLanes: () => false });
      return acts;
    }, [overlap, cores]),
  );
  const link = useCallback(() => location.href.replace(/#.*$/, '') + hashOfProgram(session), [session]);
  const about = useProgram(({ python }) => (python.kind === 'loading' ? loadingWords(python.loading) : ABOUT));
  const within = (children: React.ReactNode) => (
    <OverlapProvider value={inner}>
      <TimelineProvider value={timeline}>{children}</TimelineProvider>
    </OverlapProvider>
  );
  return (
    <Frame
      about={about}
      paneName="Program"
      pane={within(<Pane narrow={narrow} />)}
      toolbar={within(
        <>
          <RunBar />
          {!narrow && <Instruments />}
        </>,
      )}
      onReset={() => session.reset()}
      link={link}
    >
      {within(<Stage narrow={narrow} />)}
    </Frame>
  );
}

const ABOUT = 'runs in this page: CPython 3.14, a virtual clock, nothing to install';

/** The whole page: top bar, the scenario's column, the stage with its dock; in three layouts. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Overlap } from '../store/overlap.ts';
import { sectionsOf } from '../store/state/sections.ts';
import { whenIdle } from '../store/timing/frames.ts';
import { Announcer } from './base/Announcer.tsx';
import { Boundary } from './base/Boundary.tsx';
import { useLayout } from './base/use-media.ts';
import { OverlapProvider, useApp, useOverlap } from './base/use-overlap.ts';
import { FurtherKnobs } from './column/FurtherKnobs.tsx';
import { OutputTabs } from './column/OutputTabs.tsx';
import { PoolSize } from './column/PoolSize.tsx';
import { Tasks } from './column/Tasks.tsx';
import { Answer } from './dock/Answer.tsx';
import { Dock } from './dock/Dock.tsx';
import { knownOf } from './dock/known.ts';
import { oneLine } from './dock/one-line.ts';
import { Panels } from './dock/Panels.tsx';
import { Engines } from './engines/Engines.tsx';
import { useKeys } from './keys/use-keys.ts';
import { Machine } from './machine/Machine.tsx';
import { SharingState } from './sharing/SharingState.tsx';
import { Instruments } from './stage/Instruments.tsx';
import { StandOutsBar } from './stage/StandOutsBar.tsx';
import { Toolbar } from './stage/Toolbar.tsx';
import { SweepOver } from './sweep/Sweep.tsx';
import { Key } from './timeline/parts/Key.tsx';
import { Timeline } from './timeline/parts/Timeline.tsx';
import { TimelineProvider, useTimeline } from './timeline/parts/use-timeline.ts';
import type { Surface } from './timeline/surface/surface.ts';
import { TopBar } from './topbar/TopBar.tsx';
import './column/column.css';
import './app.css';

const Help = lazy(() => import('./keys/Help.tsx'));

interface Props {
  readonly overlap: Overlap;
  readonly cores: number;
  readonly writeLink: () => void;
}

export function App({ overlap, cores, writeLink }: Props) {
  const timeline = useRef<Surface>(null);
  const inner = useMemo(() => ({ ...overlap, cores, writeLink }), [overlap, cores, writeLink]);
  return (
    <OverlapProvider value={inner}>
      <TimelineProvider value={timeline}>
        <Page />
      </TimelineProvider>
    </OverlapProvider>
  );
}

function Page() {
  const [helping, setHelping] = useState(false);
  const help = useCallback(() => setHelping(true), []);
  const layout = useLayout();
  useKeys(help);
  return (
    <div className="page" data-layout={layout}>
      <TopBar onHelp={help} narrow={layout === 'narrow'} />
      {layout === 'narrow' ? <Narrow /> : <Wide keyInToolbar={layout === 'wide'} />}
      <Suspense>{helping && <Help onClose={() => setHelping(false)} />}</Suspense>
      <Announcer />
    </div>
  );
}

function Wide({ keyInToolbar }: { keyInToolbar: boolean }) {
  return (
    <>
      <section className="column" aria-label="Scenario">
        <Tasks />
        <PoolSize narrow={false} />
        <FurtherKnobs />
        <Engines />
        <Machine />
        <OutputTabs />
      </section>
      <main className="stage">
        <Toolbar aside={keyInToolbar ? <Key /> : null} narrow={false} />
        <Instruments />
        <div className="stage-timeline">
          <Boundary what="The timeline">
            <Lanes />
          </Boundary>
        </div>
        <StandOutsBar />
        <Dock before={keyInToolbar ? null : <KeyBelow />} />
      </main>
    </>
  );
}

function Narrow() {
  const [more, setMore] = useState(false);
  const panel = useApp((state) => state.panel);
  // A panel that is asked for comes into sight.
  useEffect(() => {
    if (panel !== 'figures') setMore(true);
  }, [panel]);
  return (
    <main>
      <Tasks />
      <PoolSize narrow />
      <Engines />
      <Instruments />
      <Lanes narrow />
      <KeyBelow />
      <Boundary what="The reason">
        <Answer />
      </Boundary>
      <StandOutsBar />
      <details className="more" open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
        <summary>More</summary>
        <FurtherKnobs />
        <Machine />
        <section aria-label="Panels">
          <Panels />
        </section>
        <OutputTabs />
        <section aria-label="Bench">
          <SharingState />
        </section>
      </details>
      <Toolbar aside={null} narrow />
    </main>
  );
}

function KeyBelow() {
  return (
    <div className="key-below">
      <Key />
    </div>
  );
}

/** Whoever uses the timeline may write a note next: what is typed then must find its editor there. */
const loadNotes = () =>
  whenIdle(() => {
    void import('./instrument/tools.ts');
    void import('./instrument/NoteEditor.tsx');
  });

function Lanes({ narrow = false }: { narrow?: boolean }) {
  const overlap = useOverlap();
  const chosen = useApp((state) => state.draft.engines);
  const opened = useApp((state) => state.opened);
  const { store, registry } = overlap;
  const engines = useMemo(
    () => sectionsOf({ draft: { engines: chosen }, opened }, registry),
    [chosen, opened, registry],
  );
  const figures = useCallback((engine: string) => oneLine(knownOf(overlap), engine), [overlap]);
  const timeline = useTimeline();
  const note = useCallback(
    () => void import('./instrument/tools.ts').then(({ noteHere }) => noteHere(store, timeline.current)),
    [store, timeline],
  );
  return (
    <SweepOver narrow={narrow}>
      <Timeline
        store={store}
        registry={registry}
        engines={engines}
        onNote={note}
        onUse={loadNotes}
        {...(narrow && { figures })}
      />
    </SweepOver>
  );
}

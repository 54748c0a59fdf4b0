/** Tasks: one set of tasks on the left, several engines on one clock on the right. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { linkOf } from '../../store/draft/persistence.ts';
import { Boundary } from '../base/Boundary.tsx';
import { isLow, useLayout } from '../base/use-media.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { FurtherKnobs } from '../column/FurtherKnobs.tsx';
import { PoolSize } from '../column/PoolSize.tsx';
import { Tasks } from '../column/Tasks.tsx';
import { Answer } from '../dock/Answer.tsx';
import { Dock } from '../dock/Dock.tsx';
import { Panels } from '../dock/Panels.tsx';
import { Engines } from '../engines/Engines.tsx';
import { Frame } from '../frame/Frame.tsx';
import { useModeActs } from '../keys/mode-acts.ts';
import { pageActs } from '../keys/page-acts.ts';
import { Machine } from '../machine/Machine.tsx';
import { Instruments } from '../stage/Instruments.tsx';
import { LastRunSlot } from '../stage/LastRunSlot.tsx';
import { Toolbar } from '../stage/Toolbar.tsx';
import { Key } from '../timeline/parts/Key.tsx';
import { Lanes } from './Lanes.tsx';
import { Welcome } from './Welcome.tsx';
import './tasks-mode.css';

/** What of the page its keys ask for. */
const PLACES = {
  find: () => document.querySelector<HTMLInputElement>('.find > input')?.select(),
  low: isLow,
  inLanes: () => document.activeElement?.classList.contains('tl-lanes') ?? false,
};

export function TasksMode() {
  const { store, registry, cores, good, writeLink } = useOverlap();
  const reset = useApp((state) => state.reset);
  const narrow = useLayout() === 'narrow';
  useModeActs(useMemo(() => pageActs({ store, registry, good, cores, ...PLACES }), [store, registry, good, cores]));
  const link = useCallback(() => {
    writeLink();
    return linkOf(good());
  }, [writeLink, good]);
  const pane = narrow ? (
    <>
      <Tasks />
      <PoolSize narrow />
      <Engines />
    </>
  ) : (
    <>
      <Tasks />
      <PoolSize narrow={false} />
      <Engines />
      <FurtherKnobs />
      <Machine />
    </>
  );
  return (
    <Frame
      about="one set of tasks, several engines, one clock"
      paneName="Scenario"
      pane={pane}
      toolbar={<Toolbar chips={narrow ? null : <LastRunSlot />} narrow={narrow} />}
      onReset={reset}
      link={link}
    >
      {narrow ? <NarrowStage /> : <WideStage />}
    </Frame>
  );
}

/** Beside the lanes of Spark. */
const Plan = lazy(() => import('../plan/Plan.tsx'));

function WideStage() {
  const spark = useApp((state) => state.draft.engines.includes('spark'));
  return (
    <>
      <Welcome />
      <div className="stage-timeline">
        <Suspense>{spark && <Plan />}</Suspense>
        <Boundary what="The timeline">
          <Lanes />
        </Boundary>
      </div>
      <Key />
      <Dock />
    </>
  );
}

function NarrowStage() {
  const [more, setMore] = useState(false);
  const panel = useApp((state) => state.panel);
  // A panel that is asked for comes into sight.
  useEffect(() => {
    if (panel !== 'figures') setMore(true);
  }, [panel]);
  return (
    <>
      <Instruments />
      <LastRunSlot />
      <Lanes narrow />
      <Key plain />
      <Boundary what="The reason">
        <Answer />
      </Boundary>
      <details className="more" open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
        <summary>More</summary>
        <FurtherKnobs />
        <Machine />
        <section aria-label="Panels">
          <Panels />
        </section>
      </details>
    </>
  );
}

/** Tasks: one set of tasks on the left, several engines on one clock on the right. */
import { Suspense, useCallback, useMemo } from 'react';
import { linkOf } from '../../store/draft/persistence.ts';
import { Boundary } from '../base/Boundary.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { isLow, isNarrow, useLayout } from '../base/use-media.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { Knobs } from '../column/Knobs.tsx';
import { PoolSize } from '../column/PoolSize.tsx';
import { Tasks } from '../column/Tasks.tsx';
import { Dock } from '../dock/Dock.tsx';
import { Engines } from '../engines/Engines.tsx';
import { Frame } from '../frame/Frame.tsx';
import { useModeActs } from '../keys/mode-acts.ts';
import { pageActs } from '../keys/page-acts.ts';
import { Machine } from '../machine/Machine.tsx';
import { LastRunSlot } from '../stage/LastRunSlot.tsx';
import { Toolbar } from '../stage/Toolbar.tsx';
import { Lanes } from './Lanes.tsx';
import { LiveKey } from './LiveKey.tsx';
import { Welcome } from './Welcome.tsx';

const CodePane = lazyExtra(() => import('../code/CodePane.tsx'));
/** One column is another page: what only that needs comes with it. */
const Phone = lazyExtra(() => import('./Phone.tsx'));

/** Resolves once all is there that the first picture of Tasks consists of: drawn in two steps it would take longer, and React leaves 300 ms between them. */
export const firstPicture = (): Promise<void> => (isNarrow() ? Phone.ahead() : Promise.resolve());

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
  return (
    <Frame
      about="one set of tasks, several engines, one clock"
      paneName="Scenario"
      pane={<Suspense>{narrow ? <Phone part="pane" /> : <WidePane />}</Suspense>}
      toolbar={
        <Toolbar chips={<Suspense>{narrow ? <Phone part="bar" /> : <LastRunSlot />}</Suspense>} narrow={narrow} />
      }
      onReset={reset}
      link={link}
    >
      <Suspense>{narrow ? <Phone part="stage" /> : <WideStage />}</Suspense>
    </Frame>
  );
}

function WidePane() {
  return (
    <>
      <Tasks code={<CodePane />} />
      <PoolSize narrow={false} />
      <Engines />
      <Knobs />
      <Machine />
    </>
  );
}

/** Beside the lanes of Spark. */
const Plan = lazyExtra(() => import('../plan/Plan.tsx'));

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
      <LiveKey />
      <Dock />
    </>
  );
}

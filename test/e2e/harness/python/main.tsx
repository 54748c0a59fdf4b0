/** The Python mode with a Python that plays written runs: `?play=deadlock`. For looking at it where no real one is. */
import '../../../../src/ui/base/fonts.css';
import '../../../../src/ui/base/tokens.css';
import '../../../../src/ui/base/base.css';
import '../../../../src/ui/base/controls.css';
import '../../../../src/ui/app.css';
import '../../../../src/ui/column/column.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { EXAMPLES, programOf } from '../../../../src/store/python/examples/list.ts';
import { createProgramPage } from '../../../../src/store/python/program-page-actions.ts';
import { useLayout } from '../../../../src/ui/base/use-media.ts';
import { OverlapProvider } from '../../../../src/ui/base/use-overlap.ts';
import { Pane, Stage } from '../../../../src/ui/python/ProgramParts.tsx';
import { ProgramProvider } from '../../../../src/ui/python/program-context.ts';
import { RunBar } from '../../../../src/ui/python/RunBar.tsx';
import { dressOf } from '../../../../src/ui/timeline/paint/program/dress.ts';
import { TimelineProvider } from '../../../../src/ui/timeline/parts/use-timeline.ts';
import { deadlocked, fakeDoor, queueWorkers } from '../../../fake-python.ts';

const deadlock = new URLSearchParams(location.search).get('play') === 'deadlock';
const page = createProgramPage({
  cores: 2,
  theme: 'system',
  singleKeys: true,
  program: programOf(EXAMPLES.find(({ id }) => id === (deadlock ? 'deadlock' : 'queue_workers'))!),
  notice: null,
  foreign: false,
  dress: dressOf,
  open: async () =>
    fakeDoor((files) => {
      if (deadlock) return deadlocked();
      const seconds = /time\.sleep\((0\.\d+)\)\n {8}say\(name/.exec(files[0]!.text)?.[1];
      return queueWorkers(Number(seconds ?? 0.35) * 1000);
    }),
});
const timeline = { current: null };

function Page() {
  const layout = useLayout();
  const narrow = layout === 'narrow';
  return (
    <div className="page" data-layout={layout} data-mode="python">
      <header className="topbar" />
      <section className="toolbar" aria-label="Run">
        <RunBar />
      </section>
      <section className="column" aria-label="Program">
        <Pane narrow={narrow} />
      </section>
      <main className="stage">
        <Stage narrow={narrow} />
      </main>
    </div>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <OverlapProvider value={{ ...page.overlap, cores: 2, writeLink: () => {} }}>
      <TimelineProvider value={timeline}>
        <ProgramProvider value={page}>
          <Page />
        </ProgramProvider>
      </TimelineProvider>
    </OverlapProvider>
  </StrictMode>,
);
page.session.begin();

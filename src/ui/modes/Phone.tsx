/** Tasks in one column: a line of tasks and the pool, the engines, the lanes; answers come in a sheet, all else is behind More. Loaded on narrow pages only. */
import { useCallback, useEffect, useState } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { Icon } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { useRested } from '../base/use-rested.ts';
import { Editor } from '../column/Editor.tsx';
import { Knobs } from '../column/Knobs.tsx';
import { PoolSize } from '../column/PoolSize.tsx';
import { PoolStepper } from '../column/PoolStepper.tsx';
import { Says, Tasks } from '../column/Tasks.tsx';
import { Answer } from '../dock/Answer.tsx';
import { knownOf } from '../dock/known.ts';
import { oneLine } from '../dock/one-line.ts';
import { Panels } from '../dock/Panels.tsx';
import { Engines } from '../engines/Engines.tsx';
import { Machine } from '../machine/Machine.tsx';
import { Instruments } from '../stage/Instruments.tsx';
import { LastRunSlot } from '../stage/LastRunSlot.tsx';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { aboveSheet } from '../timeline/surface/above-sheet.ts';
import { Lanes } from './Lanes.tsx';
import { LiveKey } from './LiveKey.tsx';
import { Welcome } from './Welcome.tsx';

const CodePane = lazyExtra(() => import('../code/CodePane.tsx'));
const MORE = 'more';

/** Its part of the pane, of the toolbar and of the stage: one module, loaded once. */
const PARTS = { pane: Pane, bar: MoreButton, stage: Stage };

export default function Phone({ part }: { part: keyof typeof PARTS }) {
  const Part = PARTS[part];
  return <Part />;
}

function Pane() {
  return (
    <>
      <div className="one-line">
        <Editor />
        <PoolStepper />
        <Says />
      </div>
      <Engines />
    </>
  );
}

/** In the bar at the lower edge: to the examples, knobs and panels. */
function MoreButton() {
  return (
    <button
      type="button"
      className="button icon"
      aria-label="Examples, knobs and figures"
      onClick={() => {
        const more = document.getElementById(MORE) as HTMLDetailsElement;
        more.open = true;
        more.scrollIntoView();
        more.querySelector('summary')!.focus({ preventScroll: true });
      }}
    >
      <Icon name="lanes" />
    </button>
  );
}

function Stage() {
  const [more, setMore] = useState(false);
  const rested = useRested();
  const overlap = useOverlap();
  const figures = useCallback((engine: string) => oneLine(knownOf(overlap), engine), [overlap]);
  const panel = useApp((state) => state.panel);
  // A panel that is asked for comes into sight.
  useEffect(() => {
    if (panel !== 'figures') setMore(true);
  }, [panel]);
  return (
    <>
      <Welcome />
      <LastRunSlot />
      <Lanes figures={figures} />
      <Instruments />
      <LiveKey plain />
      <Sheet />
      <details id={MORE} className="more" open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
        <summary>More</summary>
        {rested && <More />}
      </details>
    </>
  );
}

function More() {
  return (
    <>
      <Tasks edits={false} code={<CodePane />} />
      <PoolSize narrow />
      <Knobs />
      <Machine />
      <section aria-label="Panels">
        <Panels />
      </section>
    </>
  );
}

/** The answer. What somebody has asked for by a tap comes over the lower edge, and the page scrolls so that what was tapped stays in sight. */
function Sheet() {
  const timeline = useTimeline();
  const selected = useApp((state) => state.selected);
  const idle = useApp((state) => state.idle);
  const select = useApp((state) => state.select);
  const asked = selected !== null || idle !== null;
  useEffect(() => {
    if (!selected) return;
    const frame = requestAnimationFrame(() => aboveSheet(timeline.current, selected, '.answer', '.toolbar'));
    return () => cancelAnimationFrame(frame);
  }, [timeline, selected]);
  return (
    <div className="answer" data-asked={asked ? '' : undefined}>
      <Boundary what="The reason">
        <Answer />
      </Boundary>
      {asked && (
        <button
          type="button"
          className="button quiet icon answer-close"
          aria-label="Close the answer"
          onClick={() => select(null)}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

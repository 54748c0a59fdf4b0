/** A step's stage: the timeline without what is hidden, what is hidden as empty lanes, the key, the reason; or its program. */
import { type ReactNode, useMemo, useRef } from 'react';
import { enginesNamed } from '../../../engines/list.ts';
import { Boundary } from '../../base/Boundary.tsx';
import { OverlapProvider, useApp, useOverlap } from '../../base/use-overlap.ts';
import { Answer } from '../../dock/Answer.tsx';
import { ProgramProvider } from '../../python/program-context.ts';
import { Timeline } from '../../timeline/parts/Timeline.tsx';
import { TimelineProvider } from '../../timeline/parts/use-timeline.ts';
import type { Surface } from '../../timeline/surface/surface.ts';
import { nameOf } from '../../words/names-and-numbers.ts';
import { MarksKey } from '../MarksKey.tsx';
import { ProgramStage } from '../ProgramStage.tsx';
import { NONE } from '../ProgramText.tsx';
import { type StepShown, useCovered } from './use-step.ts';
import '../../dock/dock.css';

/** What parts of a step's page read: its store, and its timeline. */
export function WithinStep({ shown, children }: { readonly shown: StepShown; readonly children: ReactNode }) {
  const timeline = useRef<Surface>(null);
  return (
    <OverlapProvider value={shown.inner}>
      <TimelineProvider value={timeline}>{children}</TimelineProvider>
    </OverlapProvider>
  );
}

interface Props {
  readonly shown: StepShown;
  /** Ids of engines whose results are hidden. */
  readonly hidden: readonly string[];
  readonly narrow: boolean;
  readonly reveal: () => void;
}

export function StepStage({ shown, hidden, narrow, reveal }: Props) {
  const covered = useCovered(shown);
  if (shown.program)
    return (
      <ProgramProvider value={shown.program}>
        <WithinStep shown={shown}>
          <ProgramStage covered={covered} marked={NONE} />
        </WithinStep>
      </ProgramProvider>
    );
  if (shown.unreadable) return <p className="te-unreadable">This step cannot be shown: {shown.says}</p>;
  return (
    <WithinStep shown={shown}>
      {shown.says && <p className="te-unreadable">Of this step not all is shown: {shown.says}.</p>}
      <Lanes hidden={hidden} narrow={narrow}>
        {hidden.length > 0 && <Hidden ids={hidden} reveal={reveal} />}
      </Lanes>
      <div className="dock te-dock">
        <Tasks />
        <Boundary what="The reason">{hidden.length > 0 ? <Covered /> : <Answer />}</Boundary>
      </div>
    </WithinStep>
  );
}

interface LanesProps {
  readonly hidden: readonly string[];
  readonly narrow: boolean;
  /** Between the lanes and their key. */
  readonly children: ReactNode;
}

function Lanes({ hidden, narrow, children }: LanesProps) {
  const { store, registry } = useOverlap();
  const chosen = useApp((state) => state.draft.engines);
  const engines = useMemo(() => enginesNamed(chosen.filter((id) => !hidden.includes(id))), [chosen, hidden]);
  return (
    <>
      {engines.length > 0 && (
        <div className="stage-timeline">
          <Boundary what="The timeline">
            <Timeline store={store} registry={registry} engines={engines} />
          </Boundary>
        </div>
      )}
      {children}
      <MarksKey engines={engines} narrow={narrow} />
    </>
  );
}

/** Lanes that are shown empty at most. */
const MOST_LANES = 4;

function Hidden({ ids, reveal }: { readonly ids: readonly string[]; readonly reveal: () => void }) {
  const lanes = useApp(({ scenario }) => Math.min(MOST_LANES, scenario.workers ?? scenario.tasks.length));
  return (
    <section className="te-hidden" aria-label="Hidden results">
      {enginesNamed(ids).map((engine) => (
        <div key={engine.id}>
          <p className="ln-over-head">
            <b>{nameOf(engine)}</b> <span>{engine.holds}</span>
          </p>
          {Array.from({ length: engine.lanes.perTask ? MOST_LANES : lanes }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place.
            <i key={i} />
          ))}
        </div>
      ))}
      <p>
        <button type="button" className="button" onClick={reveal}>
          Show the results
        </button>{' '}
        <span className="ln-quiet">They are hidden until you have thought about it.</span>
      </p>
    </section>
  );
}

function Tasks() {
  const text = useApp((state) => state.draft.text);
  const workers = useApp((state) => state.scenario.workers);
  return (
    <section className="ln-code" aria-label="The tasks">
      <h2>The tasks {workers !== undefined && <span>pool size {workers}</span>}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}

function Covered() {
  return (
    <section className="reason" aria-label="Why">
      <div className="reason-head">
        <h2>Why</h2>
      </div>
      <p>The reason stands here once the results are shown.</p>
    </section>
  );
}

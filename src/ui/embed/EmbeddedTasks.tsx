/** Timelines, Run, and the pool size. */
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { linkNow } from '../../store/draft/link-now.ts';
import { openDoor } from '../../store/embed/door.ts';
import type { Embedding } from '../../store/embed/embedding.ts';
import { openLinkOf, tasksPlayground, tellOfTasks } from '../../store/embed/tasks-playground.ts';
import { enginesOf, firstPooled, liveOf, settledWorkers } from '../../store/state/chosen-engines.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { announce } from '../base/Announcer.tsx';
import { Boundary } from '../base/Boundary.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { statusOf } from '../stage/status.ts';
import { Timeline } from '../timeline/parts/Timeline.tsx';
import { makespanWords } from '../words/makespan-words.ts';
import { OpenInOverlap } from './OpenInOverlap.tsx';
import './embed.css';

export default function EmbeddedTasks({ embedding }: { embedding: Embedding }) {
  const overlap = useOverlap();
  const { store, registry, good } = overlap;
  const chosen = useApp((state) => state.draft.engines);
  const opened = useApp((state) => state.opened);
  const notice = useApp((state) => state.notice);
  const engines = useMemo(
    () => sectionsOf({ draft: { engines: chosen }, opened }, registry),
    [chosen, opened, registry],
  );
  useEffect(() => {
    const tell = openDoor(embedding, tasksPlayground(overlap, window.overlap));
    tell({ overlap: 1, event: 'ready' });
    return tellOfTasks(overlap, tell);
  }, [embedding, overlap]);
  const link = useCallback(() => openLinkOf(linkNow(good())), [good]);
  return (
    <>
      <section className="embed-bar" aria-label="Run">
        <RunOrCancel />
        <Size />
        <Status />
        <OpenInOverlap link={link} />
      </section>
      {notice && (
        <p className="embed-notice">
          {notice.opened ? `Opened, but ${notice.says}.` : `The link could not be opened: ${notice.says}.`}
        </p>
      )}
      <main id="stage" className="embed-lanes">
        <Boundary what="The timeline">
          <Timeline store={store} registry={registry} engines={engines} />
        </Boundary>
      </main>
      <NotLive />
    </>
  );
}

/** One place, one act: there is little room. */
function RunOrCancel() {
  const kind = useApp((state) => state.run.kind);
  const start = useApp((state) => state.start);
  const cancel = useApp((state) => state.cancel);
  const useless = useApp((state) => state.scenario.tasks.length === 0 || liveOf(state.draft.engines).length === 0);
  const busy = kind === 'starting' || kind === 'running' || kind === 'hung';
  return busy ? (
    <button type="button" className="button cancel" onClick={cancel}>
      Cancel
    </button>
  ) : (
    <button type="button" className="button run" disabled={useless} onClick={() => start(true)}>
      Run
    </button>
  );
}

function Size() {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const max = useApp((state) => state.sliderMax);
  const setKnob = useApp((state) => state.setKnob);
  const engine = firstPooled(chosen);
  const makespan = useApp((state) => (engine ? state.makespans[engine.id] : undefined));
  if (!engine) return null;
  const workers = settledWorkers(engine, scenario, cores);
  return (
    <label className="embed-size">
      <span>Pool size</span>
      <input
        type="range"
        className="slider"
        aria-label="Pool size"
        aria-valuetext={`${workers}, predicted to take ${makespanWords(makespan ?? Number.NaN)}`}
        min={1}
        max={max}
        step={1}
        value={workers}
        onChange={({ target }) => setKnob('workers', target.valueAsNumber)}
      />
      <b>{workers}</b>
    </label>
  );
}

function Status() {
  const { store, registry } = useOverlap();
  useRevision(100);
  const status = useSyncExternalStore(store.subscribe, () => statusOf(store.getState(), registry));
  const running = useApp((state) => state.run.kind === 'running');
  useEffect(() => {
    if (!running) announce(status);
  }, [status, running]);
  return <p className="status">{status}</p>;
}

/** Which engines are predicted only here, and that the host could change it where it could. */
function NotLive() {
  const chosen = useApp((state) => state.draft.engines);
  const live = liveOf(chosen);
  const others = enginesOf(chosen).filter((engine) => !live.includes(engine));
  if (others.length === 0) return null;
  const names = others.map(({ title }) => title).join(', ');
  const needsMemory = others.some(({ live }) => live.needs === 'shared memory');
  return (
    <p className="embed-notice">
      Predicted only: {names}.{' '}
      {needsMemory &&
        'To run live here, the page around this must be cross-origin isolated and give allow="cross-origin-isolated".'}
    </p>
  );
}

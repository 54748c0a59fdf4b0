/** Run, Cancel, how things stand, and the instruments. Below them the question before a run that stops the page. */
import { type ReactNode, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { liveOf } from '../../store/state/chosen-engines.ts';
import { announce } from '../base/Announcer.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { modeIn, openLayers } from '../keys/layers.ts';
import { Instruments } from './Instruments.tsx';
import { RunButtons } from './RunButtons.tsx';
import { statusOf, takes } from './status.ts';
import './stage.css';

const ModeLine = lazyExtra(() => import('./ModeLine.tsx'));
const Question = lazyExtra(() => import('./Question.tsx'));

interface Props {
  /** Chips about what is drawn, between status and instruments: which run it is, and how to get another. */
  readonly chips?: ReactNode;
  readonly narrow: boolean;
}

export function Toolbar({ chips, narrow }: Props) {
  const asking = useApp((state) => state.run.kind === 'asking');
  return (
    <>
      {narrow && <Status narrow />}
      <RunAndCancel />
      {!narrow && <Status narrow={false} />}
      {chips && <div className="toolbar-chips">{chips}</div>}
      {!narrow && <Instruments />}
      <Suspense>{asking && <Question />}</Suspense>
    </>
  );
}

function RunAndCancel() {
  const kind = useApp((state) => state.run.kind);
  const start = useApp((state) => state.start);
  const cancel = useApp((state) => state.cancel);
  const about = useApp(takes);
  // While the page asks whether to run, Cancel is an answer.
  const busy = kind === 'starting' || kind === 'running' || kind === 'hung' || kind === 'asking';
  const calibrating = useApp((state) => state.calibration.kind === 'under way');
  const useless = useApp(
    (state) => state.mistake !== null || state.scenario.tasks.length === 0 || liveOf(state.draft.engines).length === 0,
  );
  return (
    <RunButtons
      about={`${about}.`}
      busy={busy}
      disabled={calibrating || useless}
      onRun={() => start()}
      onCancel={cancel}
    />
  );
}

/** More characters than this need a second line. */
const LONG = 36;

function Status({ narrow }: { readonly narrow: boolean }) {
  const overlap = useOverlap();
  const { store, registry } = overlap;
  const layers = useStore(openLayers(overlap), (open) => open.layers);
  useRevision(50);
  const kind = useApp((state) => state.run.kind);
  // Read by the words, beside the revision.
  useApp((state) => state.draft);
  useApp((state) => state.mistake);
  useApp((state) => state.makespans);
  useApp((state) => state.predicting);
  useApp((state) => state.lastRun);
  const mode = modeIn(layers);
  const words = statusOf(store.getState(), registry);
  const ended = kind === 'finished' || kind === 'cancelled' || kind === 'broken';
  const said = kind === 'running' ? 'Running' : ended || kind === 'hung' ? words : '';
  useEffect(() => {
    if (said) announce(said);
  }, [said]);
  if (mode && mode !== 'run')
    return (
      <p className="status" data-long="">
        <Suspense fallback={words}>
          <ModeLine layers={layers} byKeys={!narrow} />
        </Suspense>
      </p>
    );
  return (
    <p className="status" data-long={words.length > LONG ? '' : undefined}>
      {(kind === 'running' || kind === 'starting') && <span className="status-dot" />}
      {words}
    </p>
  );
}

/** Run, Cancel, how things stand, and the instruments. Below them the question before a run that stops the page. */
import { type ReactNode, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { liveOf } from '../../store/state/chosen-engines.ts';
import { announce } from '../base/Announcer.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { shownKey } from '../keys/combination.ts';
import { ariaKeys, isMac, withKey } from '../keys/key-words.ts';
import { modeIn, openLayers } from '../keys/layers.ts';
import { PAGE } from '../keys/list.ts';
import { Instruments } from './Instruments.tsx';
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

const RUN_KEY = shownKey(PAGE.rows.run.keys[0], false);

function RunAndCancel() {
  const kind = useApp((state) => state.run.kind);
  const start = useApp((state) => state.start);
  const cancel = useApp((state) => state.cancel);
  const about = useApp(takes);
  const busy = kind === 'starting' || kind === 'running' || kind === 'hung';
  const calibrating = useApp((state) => state.calibration.kind === 'under way');
  const useless = useApp(
    (state) => state.mistake !== null || state.scenario.tasks.length === 0 || liveOf(state.draft.engines).length === 0,
  );
  return (
    <>
      <button
        type="button"
        className="button run"
        disabled={busy || calibrating || useless || kind === 'asking'}
        aria-describedby="run-about"
        aria-keyshortcuts={ariaKeys(PAGE.rows.run, PAGE.rows.runAnywhere)}
        onClick={() => start()}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 1l9 5-9 5z" fill="currentColor" />
        </svg>
        Run
        <Hint />
      </button>
      <span id="run-about" hidden>
        {about}. Key: {RUN_KEY}, or {shownKey(PAGE.rows.runAnywhere.keys[0], isMac())} anywhere.
      </span>
      <button
        type="button"
        className="button cancel"
        disabled={!busy && kind !== 'asking'}
        title={withKey('Cancel', PAGE.rows.leave)}
        aria-keyshortcuts={ariaKeys(PAGE.rows.leave)}
        onClick={cancel}
      >
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" fill="currentColor" />
        </svg>
        Cancel
      </button>
    </>
  );
}

/** The key, for eyes: it is part of the button's description, not of its name. */
function Hint() {
  return (
    <span aria-hidden="true" className="run-key">
      {RUN_KEY}
    </span>
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

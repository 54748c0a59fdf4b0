/** Run, Cancel, and how things stand. Before the guess nothing here gives the answer away. */
import { useEffect } from 'react';
import { draftOf } from '../../learn/case-of.ts';
import { announce } from '../base/Announcer.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { shownKey } from '../keys/combination.ts';
import { ariaKeys, isMac, withKey } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import { statusOf } from '../stage/status.ts';
import { guessWords } from './guess-words.ts';
import { useLesson } from './lesson-context.ts';
import { useExplore } from './use-explore.ts';
import '../stage/stage.css';

const RUN_KEY = shownKey(PAGE.rows.run.keys[0], false);

export function LessonBar({ narrow }: { readonly narrow: boolean }) {
  const { lesson, step, run, isLive } = useLesson();
  const kind = useApp((state) => state.run.kind);
  const cancel = useApp((state) => state.cancel);
  const explore = useExplore(draftOf(lesson));
  const busy = kind === 'starting' || kind === 'running' || kind === 'hung';
  return (
    <>
      {narrow && <Status />}
      <button
        type="button"
        className="button run"
        disabled={busy || (!isLive && step !== 'guess')}
        aria-describedby="run-about"
        aria-keyshortcuts={ariaKeys(PAGE.rows.run, PAGE.rows.runAnywhere)}
        onClick={run}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 1l9 5-9 5z" fill="currentColor" />
        </svg>
        Run
        <span aria-hidden="true" className="run-key">
          {RUN_KEY}
        </span>
      </button>
      <span id="run-about" hidden>
        Shows how it comes out. Key: {RUN_KEY}, or {shownKey(PAGE.rows.runAnywhere.keys[0], isMac())} anywhere.
      </span>
      <button
        type="button"
        className="button cancel"
        disabled={!busy}
        title={withKey('Cancel', PAGE.rows.leave)}
        aria-keyshortcuts={ariaKeys(PAGE.rows.leave)}
        onClick={cancel}
      >
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" fill="currentColor" />
        </svg>
        Cancel
      </button>
      {!narrow && <Status />}
      {!narrow && (
        <button type="button" className="button quiet" onClick={explore}>
          Explore freely
        </button>
      )}
    </>
  );
}

function Status() {
  const words = useStatus();
  const ended = useApp(({ run: { kind } }) => kind === 'finished' || kind === 'cancelled' || kind === 'broken');
  useEffect(() => {
    if (ended) announce(words);
  }, [ended, words]);
  return <p className="status ln-status">{words}</p>;
}

function useStatus(): string {
  const { lesson, step, guess, isLive } = useLesson();
  const { store, registry } = useOverlap();
  useRevision(50);
  const { kind } = useApp((state) => state.run);
  const changed = useApp((state) => state.lastRun !== null);
  if (step === 'guess') {
    const guessed = guessWords(lesson, guess);
    const how = isLive ? 'Real workers, real seconds.' : 'No page can run this one: the model works it out.';
    return guessed ? `${how} Your guess: ${guessed}` : how;
  }
  if (!isLive) return 'Predicted: no page can run this one';
  if (kind === 'ready' || kind === 'asking' || (changed && kind !== 'running' && kind !== 'starting'))
    return 'Predicted. Run to measure';
  return statusOf(store.getState(), registry);
}

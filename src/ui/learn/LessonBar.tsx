/** Run, Cancel, and how things stand. Before the guess nothing here gives the answer away. */

import { useEffect } from 'react';
import { draftOf } from '../../learn/case-of.ts';
import { announce } from '../base/Announcer.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { RunButtons } from '../stage/RunButtons.tsx';
import { statusOf } from '../stage/status.ts';
import { guessWords } from './guess-words.ts';
import { useLesson } from './lesson-context.ts';
import { useExplore } from './use-explore.ts';

export function LessonBar({ narrow }: { readonly narrow: boolean }) {
  const { lesson, step, run, isLive } = useLesson();
  const kind = useApp((state) => state.run.kind);
  const cancel = useApp((state) => state.cancel);
  const explore = useExplore(draftOf(lesson));
  const busy = kind === 'starting' || kind === 'running' || kind === 'hung';
  return (
    <>
      {narrow && <Status />}
      <RunButtons
        about="Shows how it comes out."
        busy={busy}
        disabled={!isLive && step !== 'guess'}
        onRun={run}
        onCancel={cancel}
      />
      {!narrow && <Status />}
      {!narrow && (
        <button type="button" className="button" onClick={explore}>
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

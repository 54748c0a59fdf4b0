/** A lesson that somebody has made, from its link: read step by step, or presented. */
import { useCallback, useContext, useMemo, useState } from 'react';
import type { TaughtLesson } from '../../../learn/taught.ts';
import { hiddenIn } from '../../../learn/taught-cover.ts';
import { InputError } from '../../../scenario/input-error.ts';
import { TEACH } from '../../../store/learn/place.ts';
import type { ProgramPage } from '../../../store/python/program-page-actions.ts';
import { hashOfTaughtStep, readPackedLesson } from '../../../store/teach/lesson-link.ts';
import { teaching } from '../../../store/teach/teaching.ts';
import { useLayout } from '../../base/use-media.ts';
import { Frame } from '../../frame/Frame.tsx';
import { useModeActs } from '../../keys/mode-acts.ts';
import { MainPage } from '../main-page.ts';
import { OnePane } from '../OnePane.tsx';
import { StepBar } from './StepBar.tsx';
import { StepStage } from './StepStage.tsx';
import { TaughtText } from './TaughtText.tsx';
import { useStep } from './use-step.ts';
import { useStepKeys } from './use-step-keys.ts';
import './teach.css';

interface Props {
  /** Version and packed lesson, as the address has them. */
  readonly packed: string;
  /** The place of the step. */
  readonly at: number;
}

export default function TaughtPage({ packed, at }: Props) {
  const read = useMemo(() => readOrSay(packed), [packed]);
  if (typeof read === 'string') return <Refused says={read} />;
  return <Lesson lesson={read} packed={packed} at={Math.min(at, read.steps.length - 1)} />;
}

function readOrSay(packed: string): TaughtLesson | string {
  try {
    return readPackedLesson(packed);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function Refused({ says }: { readonly says: string }) {
  const pane = (
    <OnePane title="This lesson cannot be opened">
      <p role="alert" className="ln-missing">
        {says.replace(/^link: it/, 'The link')}.
      </p>
      <p>Ask whoever sent it for the link once more, or for the lesson as a file.</p>
    </OnePane>
  );
  return (
    <Frame about="A lesson" paneName="Lesson" pane={pane}>
      {null}
    </Frame>
  );
}

function Lesson({ lesson, packed, at }: Props & { readonly lesson: TaughtLesson }) {
  const step = lesson.steps[at]!;
  const shown = useStep(step);
  const main = useContext(MainPage)!;
  const narrow = useLayout() === 'narrow';
  const [presenting, setPresenting] = useState(false);
  const [revealed, setRevealed] = useState<ReadonlySet<number>>(new Set());
  const { overlap } = shown;
  const { engines } = overlap.store.getState().draft;
  const hidden = useMemo(
    () => hiddenIn(lesson, { at, engines, revealed, presenting }),
    [lesson, at, engines, revealed, presenting],
  );
  const isHidden = hidden.length > 0;
  const last = lesson.steps.length - 1;
  const hashOf = (place: number) => hashOfTaughtStep(packed, place);

  // In a presentation, what was seen of a scenario stays seen in the steps that follow.
  const reveal = useCallback(() => setRevealed((places) => new Set([...places, at])), [at]);
  const run = useCallback(() => {
    reveal();
    overlap.store.getState().start();
  }, [overlap, reveal]);
  const to = useCallback(
    (place: number) => {
      if (place >= 0 && place <= last) location.hash = hashOfTaughtStep(packed, place);
    },
    [packed, last],
  );
  const { program } = shown;
  const leave = useCallback(() => {
    if (overlap.runner.busy || overlap.store.getState().busy) overlap.store.getState().cancel();
    else setPresenting(false);
  }, [overlap]);
  useModeActs(useMemo(() => ({ run, runAnywhere: run, leave }), [run, leave]));
  useStepKeys({
    presenting,
    on: () => {
      if (presenting && isHidden) reveal();
      else if (presenting && program && waitsForRun(program)) run();
      else to(at + 1);
    },
    back: () => to(at - 1),
  });
  const copy = () => {
    teaching().getState().replace(lesson);
    teaching().getState().show(at);
    location.hash = TEACH;
  };
  const explore = () => {
    main.getState().loadDraft(overlap.store.getState().draft);
    main.getState().setMode('tasks');
  };
  return (
    <Frame
      about={lesson.title || 'A lesson'}
      paneName="Lesson"
      pane={<TaughtText lesson={lesson} at={at} hashOf={hashOf} presenting={presenting} onCopy={copy} />}
      toolbar={
        <StepBar shown={shown} hidden={isHidden} narrow={narrow} run={run}>
          <button
            type="button"
            className="button quiet"
            aria-pressed={presenting}
            title="Larger type; arrow keys show the results or run the program, then the next step; Esc ends it"
            onClick={() => setPresenting(!presenting)}
          >
            {presenting ? 'End the presentation' : 'Present'}
          </button>
          {!narrow && !program && !shown.unreadable && (
            <button type="button" className="button quiet" onClick={explore}>
              Explore freely
            </button>
          )}
        </StepBar>
      }
    >
      <StepStage shown={shown} hidden={hidden} narrow={narrow} reveal={reveal} />
    </Frame>
  );
}

/** Nobody has seen yet what comes out of it, and it can be run. */
function waitsForRun({ session }: ProgramPage): boolean {
  const { shown, mistake, running, python } = session.store.getState();
  return !shown && !mistake && !running && python.kind !== 'refused';
}

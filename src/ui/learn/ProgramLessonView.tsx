/** A lesson about a program: its text and its steps on the left, the program and its run on the right. CPython runs it in the page. */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { changedLines, looksAtLine } from '../../learn/changed-lines.ts';
import type { ProgramLesson } from '../../learn/lesson.ts';
import type { Step } from '../../learn/steps.ts';
import { fullTitle } from '../../learn/tour.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { DEFAULT_OPTIONS } from '../../store/python/program.ts';
import type { ProgramPage } from '../../store/python/program-page-actions.ts';
import { useLayout } from '../base/use-media.ts';
import { OverlapProvider, useOverlap } from '../base/use-overlap.ts';
import { Frame } from '../frame/Frame.tsx';
import { useModeActs } from '../keys/mode-acts.ts';
import { ProgramProvider, useProgram, useSession } from '../python/program-context.ts';
import { TimelineProvider } from '../timeline/parts/use-timeline.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { heldOf } from './Account.tsx';
import { PaneFrame } from './PaneFrame.tsx';
import { ProgramBar } from './ProgramBar.tsx';
import { ProgramStage } from './ProgramStage.tsx';
import { ProgramSteps } from './ProgramSteps.tsx';
import { NONE } from './ProgramText.tsx';
import { useNextKey } from './use-next-key.ts';
import { useProgress } from './use-progress.ts';
import { waitingProgram } from './waiting-program.ts';

const pages = new Map<string, ProgramPage>();

function useProgramLesson(lesson: ProgramLesson): ProgramPage {
  const { store, cores } = useOverlap();
  return useMemo(() => {
    let page = pages.get(lesson.id);
    if (page) return page;
    const files = [{ name: 'lesson.py', text: lesson.programs[0].text }];
    page = waitingProgram({ files, options: DEFAULT_OPTIONS }, { store, cores });
    pages.set(lesson.id, page);
    return page;
  }, [lesson, store, cores]);
}

export default function ProgramLessonView({ lesson, step }: { readonly lesson: ProgramLesson; readonly step: Step }) {
  const page = useProgramLesson(lesson);
  const { overlap, session } = page;
  const { cores } = useOverlap();
  const narrow = useLayout() === 'narrow';
  const timeline = useRef<Surface>(null);
  const inner = useMemo(() => ({ ...overlap, cores, writeLink: () => {} }), [overlap, cores]);
  const kept = useProgress((state) => state.guesses[lesson.id]);
  const keepGuess = useProgress((state) => state.guess);
  const finish = useProgress((state) => state.finish);
  const [guess, setGuess] = useState(kept);
  const run = useCallback(() => {
    if (step === 'guess') {
      if (guess !== undefined) keepGuess(lesson.id, guess);
      location.hash = hashOfStep(lesson.id, 'run');
    }
    session.run();
  }, [session, lesson, step, guess, keepGuess]);
  useModeActs(useMemo(() => ({ run, runAnywhere: run, leave: () => session.cancel() }), [run, session]));
  useNextKey();
  useEffect(() => {
    if (step === 'change') finish(lesson.id);
    else session.reset();
    const { shown, running } = session.store.getState();
    // A step that speaks of the run has one, also where somebody came by its address.
    if (step !== 'guess' && !shown && !running) session.run();
  }, [session, lesson, step, finish]);
  useEffect(() => () => session.cancel(), [session]);
  const within = (children: ReactNode) => (
    <OverlapProvider value={inner}>
      <TimelineProvider value={timeline}>{children}</TimelineProvider>
    </OverlapProvider>
  );
  return (
    <ProgramProvider value={page}>
      <Frame
        about={fullTitle(lesson)}
        paneName="Lesson"
        pane={within(
          <PaneFrame lesson={lesson} step={step}>
            <ProgramSteps lesson={lesson} step={step} guess={guess} onGuess={setGuess} />
          </PaneFrame>,
        )}
        toolbar={within(<ProgramBar covered={step === 'guess'} onRun={run} narrow={narrow} />)}
      >
        {within(<LessonStage lesson={lesson} step={step} />)}
      </Frame>
    </ProgramProvider>
  );
}

/** The lines that the lesson's change is about stand out, once there was a guess. */
function LessonStage({ lesson, step }: { readonly lesson: ProgramLesson; readonly step: Step }) {
  const text = useProgram(({ program }) => program.files[0]!.text);
  const covered = step === 'guess';
  const held = heldOf(lesson);
  const looksAt = useLooksAt(lesson, step);
  return (
    <ProgramStage
      covered={covered}
      marked={covered ? NONE : changedLines(lesson, text)}
      looksAt={looksAt}
      {...(held && { held })}
    />
  );
}

/** The place of the line that the reason is about; -1: there is none. Its stretches stand out in the lanes. */
function useLooksAt(lesson: ProgramLesson, step: Step): number {
  const session = useSession();
  const hasRun = useProgram(({ shown, running }) => shown !== null && !running);
  const at = step === 'why' && hasRun ? looksAtLine(lesson) : -1;
  useEffect(() => {
    if (at < 0) return;
    session.pin({ file: 0, line: at + 1 });
    return () => session.pin(null);
  }, [session, at]);
  return at;
}

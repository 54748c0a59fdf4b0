/** A lesson: its text on the left, its timeline on the right, Run between them as everywhere. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Lesson } from '../../learn/lesson.ts';
import type { TraceOf } from '../../learn/measure.ts';
import type { Step } from '../../learn/steps.ts';
import { fullTitle } from '../../learn/tour.ts';
import { figuresOfLesson } from '../../store/learn/figures.ts';
import { createLessonPage, type LessonPage } from '../../store/learn/lesson-page.ts';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { liveOf } from '../../store/state/chosen-engines.ts';
import { useLayout } from '../base/use-media.ts';
import { OverlapProvider, useOverlap } from '../base/use-overlap.ts';
import { Frame } from '../frame/Frame.tsx';
import { useModeActs } from '../keys/mode-acts.ts';
import { pageActs } from '../keys/page-acts.ts';
import { TimelineProvider } from '../timeline/parts/use-timeline.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { LessonBar } from './LessonBar.tsx';
import { LessonPane } from './LessonPane.tsx';
import { LessonStage } from './LessonStage.tsx';
import { LessonProvider, type LessonShown } from './lesson-context.ts';
import { useNextKey } from './use-next-key.ts';
import { useProgress } from './use-progress.ts';

/** What was run in a lesson stays while another one is read. */
const pages = new Map<string, LessonPage>();

function useLessonPage(lesson: Lesson): LessonPage {
  const { store, cores } = useOverlap();
  return useMemo(() => {
    let page = pages.get(lesson.id);
    if (!page) {
      const { theme, singleKeys } = store.getState();
      pages.set(lesson.id, (page = createLessonPage(lesson, { theme, singleKeys, cores })));
    }
    return page;
  }, [lesson, store, cores]);
}

function useFigures(lesson: Lesson): TraceOf | undefined {
  const [figures, setFigures] = useState<TraceOf>();
  useEffect(() => {
    let gone = false;
    figuresOfLesson(lesson).then(
      (found) => gone || setFigures(() => found),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [lesson]);
  return figures;
}

export function LessonView({ lesson, step }: { readonly lesson: Lesson; readonly step: Step }) {
  const page = useLessonPage(lesson);
  const { cores } = useOverlap();
  const { overlap } = page;
  const figures = useFigures(lesson);
  const kept = useProgress((state) => state.guesses[lesson.id]);
  const keepGuess = useProgress((state) => state.guess);
  const finish = useProgress((state) => state.finish);
  const [guess, setGuess] = useState(kept);
  const narrow = useLayout() === 'narrow';
  const timeline = useRef<Surface>(null);
  const inner = useMemo(() => ({ ...overlap, cores, writeLink: () => {} }), [overlap, cores]);
  const isLive = liveOf(lesson.case.asked).length > 0;
  const { asks } = lesson.guess;
  const standing = guess ?? (asks.kind === 'time' ? asks.fromMs : undefined);

  const run = useCallback(() => {
    if (step === 'guess') {
      if (standing !== undefined) keepGuess(lesson.id, standing);
      location.hash = hashOfStep(lesson.id, 'run');
    }
    overlap.store.getState().start();
  }, [overlap, lesson, step, standing, keepGuess]);
  useModeActs(
    useMemo(() => {
      const {
        find: _,
        dock: __,
        ...acts
      } = pageActs({ ...overlap, cores, find: () => {}, low: () => false, inLanes: () => false });
      return { ...acts, run, runAnywhere: run };
    }, [overlap, cores, run]),
  );
  useNextKey();
  useEffect(() => {
    if (step === 'change') finish(lesson.id);
    else overlap.store.getState().reset();
    // The bar that the sentence is about has the frame of what is selected.
    const { looksAt } = lesson.why;
    const { select, scenario, run, cancel } = overlap.store.getState();
    // One that hangs has been seen: what is said and changed next must not stand beside a run that never ends.
    if (run.kind === 'hung' && (step === 'why' || step === 'change')) cancel();
    const task = step === 'why' ? scenario.tasks.findIndex(({ id }) => id === looksAt.task) : -1;
    select(task < 0 ? null : { engine: looksAt.engine ?? lesson.case.asked[0], task, attempt: 1 });
  }, [overlap, lesson, step, finish]);
  // Nothing goes on running behind another page.
  useEffect(() => () => overlap.store.getState().cancel(), [overlap]);

  const shown: LessonShown = { lesson, step, page, figures, guess: standing, setGuess, run, isLive };
  const within = (children: React.ReactNode) => (
    <OverlapProvider value={inner}>
      <TimelineProvider value={timeline}>
        <LessonProvider value={shown}>{children}</LessonProvider>
      </TimelineProvider>
    </OverlapProvider>
  );
  return (
    <Frame
      about={fullTitle(lesson)}
      paneName="Lesson"
      pane={within(<LessonPane />)}
      toolbar={within(<LessonBar narrow={narrow} />)}
    >
      {within(<LessonStage narrow={narrow} />)}
    </Frame>
  );
}

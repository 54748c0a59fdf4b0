/** Makes a lesson: its steps and their texts on the left, the tasks and the view of the step that is shown on the right. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { TaughtStep } from '../../../learn/taught.ts';
import { taughtHash } from '../../../store/teach/lesson-link.ts';
import { teaching } from '../../../store/teach/teaching.ts';
import { useLayout } from '../../base/use-media.ts';
import { Frame } from '../../frame/Frame.tsx';
import { useModeActs } from '../../keys/mode-acts.ts';
import { StepBar } from './StepBar.tsx';
import { StepStage } from './StepStage.tsx';
import { TeachPane } from './TeachPane.tsx';
import { useStep } from './use-step.ts';
import './teach.css';

export default function TeachPage() {
  const step = useStore(teaching(), ({ steps, at }) => steps[at]);
  return step ? <Shown step={step} /> : <Empty />;
}

const NOTHING: readonly string[] = [];

/** Outside of text fields, which have an undo of their own. */
const history = (which: number): boolean => {
  if (which === 0) teaching().getState().undo();
  return which === 0;
};

function Empty() {
  useModeActs(useMemo(() => ({ history }), []));
  return (
    <Frame about="Make a lesson" paneName="Lesson" pane={<TeachPane />}>
      <p className="te-empty">The tasks and the view of a step are drawn here, once there is a step.</p>
    </Frame>
  );
}

/** The address that opens the lesson as it stands. */
const linkNow = (): string => {
  const lesson = teaching().getState();
  return location.href.replace(/#.*$/, '') + taughtHash(lesson, lesson.at);
};

function Shown({ step }: { readonly step: TaughtStep }) {
  const shown = useStep(step);
  const narrow = useLayout() === 'narrow';
  const { overlap } = shown;
  const acts = useMemo(() => {
    const run = () => overlap.store.getState().start();
    return { run, runAnywhere: run, leave: () => overlap.store.getState().cancel(), history };
  }, [overlap]);
  useModeActs(acts);
  return (
    <Frame
      about="Make a lesson"
      paneName="Lesson"
      pane={<TeachPane shown={shown} />}
      toolbar={<StepBar shown={shown} hidden={false} narrow={narrow} run={acts.run} />}
      link={linkNow}
    >
      <StepStage shown={shown} hidden={NOTHING} narrow={narrow} reveal={() => {}} />
    </Frame>
  );
}

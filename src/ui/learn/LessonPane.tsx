/** The text of a lesson about tasks: the step that is on. */
import type { Step } from '../../learn/lesson.ts';
import { ChangeStep } from './ChangeStep.tsx';
import { GuessStep } from './GuessStep.tsx';
import { useLesson } from './lesson-context.ts';
import { PaneFrame } from './PaneFrame.tsx';
import { RunStep, WhyStep } from './WhyStep.tsx';

export function LessonPane() {
  const { lesson, step } = useLesson();
  return (
    <PaneFrame lesson={lesson} step={step}>
      <Body step={step} />
    </PaneFrame>
  );
}

function Body({ step }: { readonly step: Step }) {
  switch (step) {
    case 'guess':
      return <GuessStep />;
    case 'run':
      return <RunStep />;
    case 'why':
      return <WhyStep />;
    case 'change':
      return <ChangeStep />;
  }
}

/** The text of a lesson about tasks: the step that is on. */
import { draftOf } from '../../learn/case-of.ts';
import type { Step } from '../../learn/steps.ts';
import { useLayout } from '../base/use-media.ts';
import { ChangeStep } from './ChangeStep.tsx';
import { GuessStep } from './GuessStep.tsx';
import { useLesson } from './lesson-context.ts';
import { PaneFrame } from './PaneFrame.tsx';
import { useExplore } from './use-explore.ts';
import { RunStep, WhyStep } from './WhyStep.tsx';

export function LessonPane() {
  const { lesson, step } = useLesson();
  const explore = useExplore(draftOf(lesson));
  const narrow = useLayout() === 'narrow';
  return (
    <PaneFrame lesson={lesson} step={step}>
      <Body step={step} />
      {narrow && step === 'change' && (
        <button type="button" className="button ln-tap" onClick={explore}>
          Explore freely
        </button>
      )}
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

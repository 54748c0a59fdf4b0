/** Before the guess the program; after it its run over the program, what it printed, and what was found. */
import type { ProgramLesson } from '../../learn/lesson.ts';
import type { Step } from '../../learn/steps.ts';
import { Boundary } from '../base/Boundary.tsx';
import { OutputPane } from '../python/OutputPane.tsx';
import { ProgramLanes } from '../python/ProgramLanes.tsx';
import { Said } from '../python/Said.tsx';
import { ProgramText } from './ProgramText.tsx';
import '../dock/dock.css';
import './program-stage.css';

export function ProgramStage({ lesson, step }: { readonly lesson: ProgramLesson; readonly step: Step }) {
  const code = <ProgramText lesson={lesson} marks={step !== 'guess'} />;
  if (step === 'guess') return <div className="ln-program">{code}</div>;
  return (
    <>
      <div className="stage-timeline ln-program-timeline">
        <Boundary what="The timeline">
          <ProgramLanes />
        </Boundary>
      </div>
      <div className="dock ln-dock ln-program-dock">
        <div className="ln-program-parts">
          {code}
          <Boundary what="The output">
            <OutputPane />
          </Boundary>
        </div>
        <Boundary what="The reason">
          <Said />
        </Boundary>
      </div>
    </>
  );
}

/** Below the lanes: the same as code for the real tool on the left, the reason on the right. */
import { lazy, Suspense } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { Answer } from '../dock/Answer.tsx';
import { useLesson } from './lesson-context.ts';
import '../dock/dock.css';

const Code = lazy(() => import('./Code.tsx'));

export function LessonDock() {
  const { step } = useLesson();
  return (
    <div className="dock ln-dock">
      <section className="ln-code" aria-label="The same as code">
        <Boundary what="The code">
          <Suspense fallback={null}>
            <Code />
          </Suspense>
        </Boundary>
      </section>
      <Boundary what="The reason">{step === 'guess' ? <WhatYouWillSee /> : <Answer />}</Boundary>
    </div>
  );
}

function WhatYouWillSee() {
  const { isLive } = useLesson();
  return (
    <section className="reason" aria-label="What you will see">
      <div className="reason-head">
        <h2>What you will see</h2>
      </div>
      <p>
        Outlines are <b>predicted</b>: the model worked them out before anything ran.
        {isLive && (
          <>
            {' '}
            Filled bars are <b>measured</b>: real workers of this browser take that long.
          </>
        )}
      </p>
      <p className="reason-note">What you are asked about stays hidden until you have guessed.</p>
    </section>
  );
}

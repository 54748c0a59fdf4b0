/** Below the lanes: the same as code for the real tool on the left, the reason on the right. */
import { Suspense, useState } from 'react';
import { ARTICLE_CASE } from '../../learn/printed.ts';
import { Boundary } from '../base/Boundary.tsx';
import { lazy } from '../base/lazy.tsx';
import { Answer } from '../dock/Answer.tsx';
import { Account, AccountSwitch, heldOf } from './Account.tsx';
import { useLesson } from './lesson-context.ts';
import '../dock/dock.css';
import './lesson-dock.css';

const Code = lazy(() => import('./Code.tsx'));

export function LessonDock() {
  const { lesson, step } = useLesson();
  // Of the article's own case its numbers come first; where the lesson has another one, they are a press away.
  const [isCode, setCode] = useState(lesson.case.text !== ARTICLE_CASE);
  // Its numbers would give the answer away.
  const held = step === 'guess' ? undefined : heldOf(lesson);
  const choice = held && <AccountSwitch other="Code" isOther={isCode} onOther={setCode} />;
  return (
    <div className="dock ln-dock">
      <Boundary what="This part">
        {held && !isCode ? (
          <Account held={held}>{choice}</Account>
        ) : (
          <section className="ln-code" aria-label="The same as code">
            {choice}
            <Suspense fallback={null}>
              <Code />
            </Suspense>
          </section>
        )}
      </Boundary>
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

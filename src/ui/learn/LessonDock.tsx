/** Below the lanes: the same as code for the real tool on the left, the reason on the right. */
import { Suspense, useState } from 'react';
import { ARTICLE_CASE, PRINTED } from '../../learn/printed.ts';
import { Boundary } from '../base/Boundary.tsx';
import { lazy } from '../base/lazy.tsx';
import { Answer } from '../dock/Answer.tsx';
import { useLesson } from './lesson-context.ts';
import '../dock/dock.css';
import './lesson-dock.css';

const Code = lazy(() => import('./Code.tsx'));
const SideBySide = lazy(() => import('./SideBySide.tsx'));

export function LessonDock() {
  const { lesson, step } = useLesson();
  const { article } = lesson;
  // Of the article's own case its numbers come first; where the lesson has another one, they are a press away.
  const [code, setCode] = useState(lesson.case.text !== ARTICLE_CASE);
  const printed = article === undefined ? undefined : PRINTED[article];
  // Its numbers would give the answer away.
  const isHeld = printed !== undefined && step !== 'guess';
  return (
    <div className="dock ln-dock">
      <section className="ln-code" aria-label={isHeld && !code ? 'The article, side by side' : 'The same as code'}>
        <Boundary what="This part">
          {isHeld && (
            <p className="ln-which">
              <button type="button" className="link" aria-pressed={!code} onClick={() => setCode(false)}>
                The article, side by side
              </button>
              <button type="button" className="link" aria-pressed={code} onClick={() => setCode(true)}>
                Code
              </button>
            </p>
          )}
          <Suspense fallback={null}>
            {isHeld && !code ? <SideBySide key={article} section={article!} printed={printed} /> : <Code />}
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

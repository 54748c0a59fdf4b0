/** A lesson's stage: the timeline with the guess over it, the key, the dock. */
import { useMemo } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { useLow } from '../base/use-media.ts';
import { useOverlap } from '../base/use-overlap.ts';
import { Timeline } from '../timeline/parts/Timeline.tsx';
import { GuessFlags } from './GuessFlags.tsx';
import { GuessOver } from './GuessOver.tsx';
import { LessonDock } from './LessonDock.tsx';
import { useLesson } from './lesson-context.ts';
import { MarksKey } from './MarksKey.tsx';

export function LessonStage({ narrow }: { readonly narrow: boolean }) {
  const { store, registry } = useOverlap();
  const { step, page } = useLesson();
  const guessing = step === 'guess';
  // Where there is no room for all, what the asked one is compared with comes first.
  const low = useLow();
  const before = useMemo(() => (low && page.before.length > 1 ? page.before.slice(1) : page.before), [low, page]);
  return (
    <>
      <div className="stage-timeline ln-timeline">
        <Boundary what="The timeline">
          <Timeline store={store} registry={registry} engines={guessing ? before : page.all} />
        </Boundary>
        {guessing ? <GuessOver narrow={narrow} /> : <GuessFlags />}
      </div>
      <MarksKey engines={guessing ? before : page.all} narrow={narrow} />
      <LessonDock />
    </>
  );
}

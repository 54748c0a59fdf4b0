/** One engine explained: an everyday picture, the present tasks on it, its code, what it is good for, where its figures come from. */
import { Suspense } from 'react';
import type { EngineFacts } from '../../engines/facts.ts';
import { ENGINE_WORDS, recordingsOf } from '../../engines/words/list.ts';
import { meansHere } from '../../store/machine/liveness.ts';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { countWord } from '../words/names-and-numbers.ts';
import { Code } from './Code.tsx';
import { Foretold } from './Foretold.tsx';
import { liveWords } from './live-words.ts';
import { useTakes } from './use-takes.ts';
import './explained.css';

const ItsLesson = lazyExtra(() => import('./ItsLesson.tsx'));

export function Explained({ engine }: { engine: EngineFacts }) {
  const words = ENGINE_WORDS.get(engine.id);
  const recordings = recordingsOf(engine.id);
  const typeScript = engine.group === 'browser';
  return (
    <>
      <h3 id="picker-explained">{engine.title}</h3>
      {words && <p className="picker-picture">{words.picture}</p>}
      <Tasks engine={engine} />
      {words && (
        <>
          <h4>{typeScript ? 'In TypeScript' : 'In Python'}</h4>
          <Code text={words.code} label={`${engine.title} as a program`} />
          <p>
            <b>Good for</b> {words.goodFor}
          </p>
          <p>
            <b>Not for</b> {words.notFor}
          </p>
          <p>
            <b>Results:</b> {words.results}
          </p>
          <p>
            <b>Errors:</b> {words.error}
          </p>
        </>
      )}
      <p className="picker-source">
        <b>Live:</b> {liveWords(engine, meansHere())}
        {words && (
          <>
            {' '}
            <b>Model:</b> {words.model}
            {recordings > 0 &&
              `, held against ${recordings === 1 ? 'one recording of a real run' : `${recordings} recordings of real runs`}`}
            .
          </>
        )}
      </p>
      <Suspense>
        <ItsLesson engine={engine.id} />
      </Suspense>
    </>
  );
}

function Tasks({ engine }: { engine: EngineFacts }) {
  const { registry } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const takes = useTakes(engine);
  const { predicted } = registry.of(engine.id);
  const count = scenario.tasks.length;
  return (
    <>
      <h4>
        {count === 1 ? 'Your task' : `Your ${countWord(count)} tasks`}, predicted: <b>{takes}</b>
      </h4>
      {predicted?.scenario === scenario && <Foretold engine={engine} trace={predicted} />}
    </>
  );
}

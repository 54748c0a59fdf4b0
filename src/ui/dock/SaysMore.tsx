/** Below a row of figures: a sentence that is worked out when it is asked for. It keeps its line meanwhile. */
import { useEffect, useState } from 'react';
import { Said } from '../words/Said.tsx';
import type { Sentence } from '../words/sentence.ts';

export default function SaysMore({ asked }: { asked: () => Promise<Sentence> }) {
  const [says, setSays] = useState<Sentence>(['\u00a0']);
  useEffect(() => {
    let gone = false;
    const say = (sentence: Sentence) => {
      if (!gone) setSays(sentence);
    };
    asked().then(say, () => say(['This could not be loaded.']));
    return () => {
      gone = true;
    };
  }, [asked]);
  return (
    <p>
      <Said sentence={says} />
    </p>
  );
}

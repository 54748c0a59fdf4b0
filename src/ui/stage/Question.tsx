/** Below Run, which would stop the page for over 2 s: go on? */
import { useEffect, useRef } from 'react';
import { formatMs } from '../../scenario/duration.ts';
import { useApp } from '../base/use-overlap.ts';

export default function Question() {
  const blockedMs = useApp((state) => (state.run.kind === 'asking' ? state.run.blockedMs : 0));
  const start = useApp((state) => state.start);
  const cancel = useApp((state) => state.cancel);
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus(), []);
  return (
    <div className="question" role="alertdialog" aria-label="This run stops the page" aria-describedby="question-says">
      <p id="question-says">
        The main thread computes for <b>{formatMs(blockedMs, 1)}</b>: the page stops meanwhile.
      </p>
      <button type="button" className="button" ref={go} onClick={() => start(true)}>
        Run anyway
      </button>
      <button type="button" className="button" onClick={cancel}>
        Not now
      </button>
    </div>
  );
}

/** The answer to why: title, sentence, line, notes, and at most one proposal. */

import { type RefObject, Suspense, useContext, useLayoutEffect, useRef } from 'react';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';
import { Said } from '../words/Said.tsx';
import { withUnits } from '../words/with-units.tsx';
import { FitContext } from './fit-context.ts';
import { lifeLine, useReason } from './use-reason.ts';
import './reason.css';

const Break = lazyExtra(() => import('../chaos/Break.tsx'));

export function Reason() {
  const setKnob = useApp((state) => state.setKnob);
  const reason = useReason();
  const asked = useApp((state) => state.selected !== null || state.idle !== null);
  const breaks = useApp((state) => asked || state.run.kind !== 'ready');
  const body = useFit();
  const { proposal } = reason;
  const LifeLine = lifeLine();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="reason" aria-label="Why" tabIndex={0} data-asked={asked ? '' : undefined}>
      <div ref={body}>
        <div className="reason-head">
          <h2>{withUnits(reason.title)}</h2>
          {reason.about && <span>{reason.about}</span>}
        </div>
        {reason.says.map((sentence, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
          <p key={i}>
            <Said sentence={sentence} />
          </p>
        ))}
        {LifeLine && reason.line && reason.line.length > 0 && <LifeLine line={reason.line} wholeMs={reason.lineMs} />}
        {reason.notes?.map((sentence, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
          <p key={i} className="reason-note">
            <Said sentence={sentence} />
          </p>
        ))}
        {proposal && (
          <div className="reason-proposal">
            <p>
              <Said sentence={proposal.says} />
            </p>
            <button type="button" className="button" onClick={() => setKnob('workers', proposal.workers)}>
              Try {proposal.workers}
            </button>
          </div>
        )}
        <Suspense>{breaks && <Break />}</Suspense>
      </div>
    </section>
  );
}

/** Above and below the words, and the line over the dock. */
const AIR = 17;

/** Tells the dock how high the words are, now and whenever that changes. */
function useFit(): RefObject<HTMLDivElement | null> {
  const body = useRef<HTMLDivElement>(null);
  const tell = useContext(FitContext);
  useLayoutEffect(() => {
    if (!tell) return;
    const observer = new ResizeObserver(() => tell(body.current!.offsetHeight + AIR));
    observer.observe(body.current!);
    return () => observer.disconnect();
  }, [tell]);
  return body;
}

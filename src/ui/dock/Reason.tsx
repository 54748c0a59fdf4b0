/** The answer to why: title, sentence, line, notes, and at most one proposal. */

import { type RefObject, Suspense, useContext, useLayoutEffect, useRef } from 'react';
import { formatMs } from '../../scenario/duration.ts';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';
import { Stretches } from '../marks/Stretches.tsx';
import type { LabelledStretch, Reason as ReasonOf } from '../reason/reason.ts';
import { Said } from '../words/Said.tsx';
import { FitContext } from './fit-context.ts';
import { useReason } from './use-reason.ts';
import './reason.css';

const Break = lazyExtra(() => import('../chaos/Break.tsx'));

export function Reason() {
  const setKnob = useApp((state) => state.setKnob);
  const reason = useReason();
  const asked = useApp((state) => state.selected !== null || state.idle !== null);
  const breaks = useApp((state) => asked || state.run.kind !== 'ready');
  const body = useFit();
  const { proposal } = reason;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="reason" aria-label="Why" tabIndex={0} data-asked={asked ? '' : undefined}>
      <div ref={body}>
        <div className="reason-head">
          <h2>{reason.title}</h2>
          {reason.about && <span>{reason.about}</span>}
        </div>
        {reason.says.map((sentence, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
          <p key={i}>
            <Said sentence={sentence} />
          </p>
        ))}
        {reason.line && reason.line.length > 0 && <LifeLine line={reason.line} wholeMs={reason.lineMs} />}
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

/** Above and below the words. */
const AIR = 16;

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

/** Stretches on one line, each with its length and what it was below, as far as there is room. */
function LifeLine({ line, wholeMs }: { line: NonNullable<ReasonOf['line']>; wholeMs: number | undefined }) {
  const sum = line.reduce((all, { ms }) => all + ms, 0);
  const whole = Math.max(wholeMs ?? 0, sum);
  const labels = labelledOf(line, whole);
  const columns = labels.map(({ share }) => `minmax(max-content, ${Math.max(0.001, share)}fr)`).join(' ');
  return (
    <div className="life">
      <Stretches stretches={line} wholeMs={whole} height={16} />
      <ol
        style={{
          gridTemplateColumns: `${columns} minmax(0, ${Math.max(0, 1 - labels.reduce((all, { share }) => all + share, 0))}fr)`,
        }}
      >
        {labels.map(({ stretch, at }) => (
          <li key={at}>
            <b>{formatMs(stretch.ms, 3)}</b>
            <span>{stretch.label}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** About as many characters of the labels' size go under the line. */
const ROOM = 48;
const GAP = 2;
/** Shorter stretches (share of the line) are not labelled. */
const LABELLED_FROM = 0.01;

/** The longest stretches that have room for a label, in order, each with the share of the line up to the next one's label. */
function labelledOf(line: readonly LabelledStretch[], whole: number) {
  const kept = new Set<LabelledStretch>();
  let room = ROOM;
  for (const stretch of [...line].sort((a, b) => b.ms - a.ms)) {
    const width = Math.max(stretch.label.length, formatMs(stretch.ms, 3).length) + GAP;
    if (width > room || stretch.ms < whole * LABELLED_FROM) continue;
    room -= width;
    kept.add(stretch);
  }
  const labels: { stretch: LabelledStretch; share: number; at: number }[] = [];
  for (const [at, stretch] of line.entries()) {
    if (kept.has(stretch)) labels.push({ stretch, share: stretch.ms / whole, at });
    else if (labels.length > 0) labels.at(-1)!.share += stretch.ms / whole;
  }
  return labels;
}

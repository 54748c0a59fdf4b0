/** The answer to why: title, sentence, line, notes, and at most one proposal. */

import { useEffect, useRef, useState } from 'react';
import { formatMs } from '../../scenario/duration.ts';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { Stretches } from '../marks/Stretches.tsx';
import { firstReason } from '../reason/first.ts';
import type { Known, LabelledStretch, Reason as ReasonOf } from '../reason/reason.ts';
import { Said } from '../words/Said.tsx';
import { knownOf } from './known.ts';
import './reason.css';

export function Reason() {
  const overlap = useOverlap();
  useRevision();
  useApp((state) => state.run);
  useApp((state) => state.lastRun);
  useApp((state) => state.selected);
  useApp((state) => state.idle);
  useApp((state) => state.opened);
  useApp((state) => state.notice);
  useApp((state) => state.draft.engines);
  const setKnob = useApp((state) => state.setKnob);
  const reason = useReason(knownOf(overlap));
  const { proposal } = reason;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="reason" aria-label="Why" tabIndex={0}>
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
    </section>
  );
}

const WAIT: ReasonOf = { title: 'Why', says: [] };
let choose: typeof import('../reason/choose.ts') | undefined;
let loading: Promise<void> | undefined;

function load(): Promise<void> {
  loading ??= import('../reason/choose.ts').then(
    (module) => {
      choose = module;
    },
    () => {
      // Asked for again the next time.
      loading = undefined;
    },
  );
  return loading;
}

/** What there is to say. All but the first reasons is loaded when it is first needed; until then the last one stays. */
function useReason(known: Known): ReasonOf {
  const [, again] = useState(0);
  const last = useRef(WAIT);
  const first = firstReason(known);
  const starting = known.state.run.kind === 'starting';
  const missing = (!first || starting) && !choose;
  useEffect(() => {
    if (missing) void load().then(() => again((n) => n + 1));
  }, [missing]);
  last.current = first ?? choose?.reasonFor(known) ?? last.current;
  return last.current;
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

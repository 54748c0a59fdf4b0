/** A task's life, or a path, as one line. Loaded with the reasons that have one. */
import { formatMs } from '../../scenario/duration.ts';
import { Stretches } from '../marks/Stretches.tsx';
import type { LabelledStretch, Reason as ReasonOf } from '../reason/reason.ts';

/** Stretches on one line, each with its length and what it was below, as far as there is room. */
export function LifeLine({ line, wholeMs }: { line: NonNullable<ReasonOf['line']>; wholeMs: number | undefined }) {
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

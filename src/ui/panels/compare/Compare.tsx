/** Two runs held against each other: which, how they are aligned, what differs and why; and the runs that are kept. */

import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../../scenario/count.ts';
import {
  type Align,
  type Choice,
  type ComparisonChoice,
  comparison,
  type Pair,
  suggestedTask,
  wholeName,
} from '../../../store/runs/comparison.ts';
import { runHistory } from '../../../store/runs/run-history.ts';
import { Icon } from '../../base/Icon.tsx';
import { useApp, useOverlap, useRevision } from '../../base/use-overlap.ts';
import { useTimeline } from '../../timeline/parts/use-timeline.ts';
import { revealLaneOf, revealSection } from '../../timeline/surface/reveal.ts';
import { DifferencesTable } from './DifferencesTable.tsx';
import { Kept } from './Kept.tsx';
import { Sums } from './Sums.tsx';
import './compare.css';

const ALIGNS: readonly (readonly [Align, string])[] = [
  ['zero', 't = 0'],
  ['start', 'start of task'],
  ['end', 'end of task'],
];

export default function Compare() {
  const page = useOverlap();
  const timeline = useTimeline();
  const session = comparison(page);
  // The table asks for it as it mounts, when a ref of its parent's is not there yet.
  const [root, setRoot] = useState<HTMLElement | null>(null);
  useRevision();
  useStore(runHistory(page).store);
  useApp((state) => state.opened);
  useApp((state) => state.draft.engines);
  const { align, task, shown } = useStore(session.store);
  const choices = session.choices();
  const { a, b } = session.pair();
  const pair = a && b && { a, b };
  const differences = pair && session.differencesAtOnce(pair);
  const chosen = pair && session.chosenOffset(pair);
  const offset = session.offset();
  const byHand = shown !== null && Math.abs(offset - (chosen ?? 0)) > 1e-6;
  const change = (by: Partial<ComparisonChoice>) => {
    session.choose(by);
    session.lay();
  };

  // What stands in the timeline follows what is chosen here.
  const [traceA, traceB] = [a?.trace, b?.trace];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pair is its traces.
  useEffect(() => {
    if (pair && session.store.getState().shown) session.show(pair);
  }, [session, traceA, traceB]);

  const [, setWorkedOut] = useState<unknown>();
  const pending = pair !== undefined && differences === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pair is its traces.
  useEffect(() => {
    if (!pending) return;
    // After the page has said so.
    const timer = setTimeout(() => setWorkedOut(session.differences(pair!)), 50);
    return () => clearTimeout(timer);
  }, [session, pending, traceA, traceB]);

  const show = () => {
    if (!pair) return undefined;
    const before = session.store.getState().shown;
    const sections = session.show(pair);
    if (!before) revealSection(sections.a);
    return sections;
  };
  const select = (rowA: number, rowB: number) => {
    const sections = show();
    if (!pair || !sections) return;
    const [engine, { spans }, row] = rowB >= 0 ? [sections.b, pair.b.trace, rowB] : [sections.a, pair.a.trace, rowA];
    const shiftMs = page.registry.of(engine).shiftMs ?? 0;
    const { view } = page.store.getState();
    const [from, to] = [spans.at.start[row]! + shiftMs, (spans.at.end[row]! || spans.at.start[row]!) + shiftMs];
    const seen = view === null || (to >= view.fromMs && from <= view.toMs);
    const selected = { engine, task: spans.at.task[row]!, attempt: spans.at.attempt[row]! };
    page.store.getState().look({ selected, idle: null, ...(!seen && { view: null }) });
    revealLaneOf(timeline.current, selected);
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="compare" ref={setRoot} tabIndex={0} aria-label="Compare runs">
      <div className="compare-left">
        <div className="compare-pair">
          <Pick side="A" choices={choices} value={a} onPick={(key) => session.choose({ a: key })} />
          <Pick side="B" choices={choices} value={b} onPick={(key) => session.choose({ b: key })} />
          <button
            type="button"
            className="button icon"
            aria-label="Exchange A and B"
            title="Exchange A and B"
            disabled={!pair}
            onClick={() => pair && session.choose({ a: pair.b.key, b: pair.a.key })}
          >
            <Icon name="swap" size={14} />
          </button>
        </div>
        <div className="compare-align">
          <label>
            <span>Aligned at</span>
            <select
              className="compare-select"
              value={byHand ? 'hand' : align}
              onChange={({ target }) => change({ align: target.value as Align })}
            >
              {byHand && (
                <option value="hand" disabled>
                  by hand
                </option>
              )}
              {ALIGNS.map(([value, title]) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          {align !== 'zero' && differences && (
            <label>
              <span>Task</span>
              <input
                className="field compare-task"
                value={task ?? suggestedTask(differences)}
                onChange={({ target }) => change({ task: target.value })}
              />
            </label>
          )}
          {shown && (
            <label>
              <span>B later by (ms)</span>
              <input
                type="number"
                step="any"
                className="field compare-offset"
                value={Number(offset.toFixed(3))}
                onChange={({ target }) => target.value !== '' && session.moveTo(target.valueAsNumber)}
              />
            </label>
          )}
          <button
            type="button"
            className="button"
            aria-pressed={shown !== null}
            disabled={!pair}
            onClick={() => (shown ? session.hide() : show())}
          >
            {shown ? 'Shown in the timeline' : 'Show in the timeline'}
          </button>
        </div>
        {align !== 'zero' && pair && chosen === undefined && (
          <p className="compare-hint">This task is not in both runs, so they stay aligned at t = 0.</p>
        )}
        <Kept />
      </div>
      <div className="compare-right">
        {differences ? (
          <>
            <Sums differences={differences} />
            <DifferencesTable differences={differences} scroller={root} onSelect={select} shown={shown} />
          </>
        ) : (
          <p className="compare-hint">{pair ? comparing(pair) : missing(choices, a, b)}</p>
        )}
      </div>
    </section>
  );
}

function comparing({ a, b }: Pair): string {
  return `Comparing ${formatCount(a.trace.spans.length)} with ${formatCount(b.trace.spans.length)} attempts…`;
}

function missing(choices: readonly Choice[], a: Choice | undefined, b: Choice | undefined): string {
  if (choices.length < 2) return 'There is one run at most. Choose another engine, press Run, or open a file.';
  const which = a ? 'B' : b ? 'A' : 'A and B';
  return `Choose ${which}: what was chosen is under way, or no longer there.`;
}

interface PickProps {
  readonly side: 'A' | 'B';
  readonly choices: readonly Choice[];
  readonly value: Choice | undefined;
  readonly onPick: (key: string) => void;
}

function Pick({ side, choices, value, onPick }: PickProps) {
  const id = useId();
  const groups = [...new Set(choices.map(({ key, group }) => `${group}\n${key.split(' ')[0]}`))];
  return (
    <div className="compare-pick">
      <label htmlFor={id}>{side}</label>
      <select
        id={id}
        className="compare-select"
        aria-label={`Run ${side}`}
        title={value && wholeName(value)}
        value={value?.key ?? ''}
        onChange={({ target }) => onPick(target.value)}
      >
        {!value && <option value="">choose</option>}
        {groupsOf(choices, groups).map(({ label, key, members }) => (
          <optgroup key={key} label={label}>
            {members.map((choice) => (
              <option key={choice.key} value={choice.key}>
                {wholeName(choice)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Two kept runs may have one name. */
function groupsOf(choices: readonly Choice[], groups: readonly string[]) {
  const keyOf = ({ key, group }: Choice) => (key.startsWith('run:') ? 'Opened\n' : `${group}\n${key.split(' ')[0]}`);
  return [...new Set(groups.map((group) => (group.startsWith('Opened\n') ? 'Opened\n' : group)))].map((key) => ({
    key,
    label: key.split('\n')[0]!,
    members: choices.filter((choice) => keyOf(choice) === key),
  }));
}

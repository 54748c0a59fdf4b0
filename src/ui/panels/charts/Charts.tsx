/** Charts of a section, in step with the time window: tasks over time, busy lanes, waits and idleness, latency. */
import { useEffect, useMemo, useState } from 'react';
import { formatCount } from '../../../scenario/count.ts';
import { InputError } from '../../../scenario/input-error.ts';
import type { State, TimeWindow } from '../../../store/state/state.ts';
import { makespanOf } from '../../../trace/ends.ts';
import { matchesOf } from '../../../trace/queries/find.ts';
import { parseQuery } from '../../../trace/queries/query.ts';
import { useApp } from '../../base/use-overlap.ts';
import { PanelTools } from '../PanelTools.tsx';
import { SectionPicker } from '../SectionPicker.tsx';
import { type Section, useSections, useShown } from '../sections.ts';
import { Causes } from './Causes.tsx';
import { chartData } from './chart-data.ts';
import { Flow } from './Flow.tsx';
import { Lanes } from './Lanes.tsx';
import { Latency } from './Latency.tsx';
import { Patterns } from './Patterns.tsx';
import { subsetOf } from './subset.ts';
import '../panels.css';
import './charts.css';

/** While a run goes on, charts are made anew at most so often (ms). */
const EVERY_MS = 250;
const STEPS = 96;
/** With more attempts, charts follow a gesture when it rests. */
const AT_ONCE = 4_000;
const REST_MS = 120;
const ALL: readonly number[] = [];

export default function Charts() {
  const { engines, id } = useSections();
  const sections = useShown(engines, EVERY_MS);
  const section = sections.find(({ engine }) => engine.id === id);
  const view = useApp((state) => state.view);
  const ownAxes = useApp((state) => state.ownAxes);
  const query = useApp((state) => (state.onlyMatches ? state.query : ''));
  const hiddenLanes = useApp((state) => (id === undefined ? undefined : state.laneChoice[id]?.hidden)) ?? ALL;
  const rested = useRested(view, (section?.trace.spans.length ?? 0) > AT_ONCE);

  const data = useMemo(() => {
    if (!section || section.trace.spans.length === 0) return undefined;
    const window = ownAxes ? windowOf([section], null) : windowOf(sections, rested);
    if (!(window.toMs > window.fromMs)) return undefined;
    const shown = filtered(section, query);
    return chartData(section.trace, shown, { ...window, shiftMs: section.shiftMs, steps: STEPS, hiddenLanes });
  }, [sections, section, rested, ownAxes, query, hiddenLanes]);

  if (!section || !data) return <p className="panel-empty">Nothing has run here, and nothing is predicted.</p>;
  const { attempts, total, filtered: out } = data;
  const part = attempts < total ? `${formatCount(attempts)} of ${formatCount(total)}` : undefined;
  const source = section.measured ? 'measured' : 'predicted';
  const { lanes } = section.engine;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is narrow, so the keyboard must be able to reach it.
    <section className="charts" aria-label="Charts" tabIndex={0}>
      <PanelTools>
        <p className="panel-says">
          {part ? `${part} attempts` : source}
          {out > 0 && ', filtered'}
        </p>
        <SectionPicker />
      </PanelTools>
      <Patterns />
      <div className="charts-row">
        <Flow data={data} part={part} />
        <Lanes data={data} lane={lanes.kind === 'loop' ? 'lane' : lanes.one} />
        <Causes data={data} part={part} />
        <Latency data={data} />
      </div>
    </section>
  );
}

/** What the time axis shows, from 0 on; all runs where it shows all. */
function windowOf(sections: readonly Section[], view: State['view']): TimeWindow {
  if (view) return { fromMs: Math.max(0, view.fromMs), toMs: view.toMs };
  return { fromMs: 0, toMs: Math.max(0, ...sections.map(({ trace, shiftMs }) => shiftMs + makespanOf(trace))) };
}

/** The attempts that a filter leaves, as a trace of their own. */
function filtered({ trace }: Section, query: string) {
  if (query.trim() === '') return trace;
  try {
    return subsetOf(trace, matchesOf(trace, parseQuery(query, trace.causes)).rows);
  } catch (error) {
    if (error instanceof InputError) return trace;
    throw error;
  }
}

/** The view, once a gesture rests where following it would be too much. */
function useRested(view: State['view'], wait: boolean): State['view'] {
  const [rested, setRested] = useState(view);
  useEffect(() => {
    if (!wait) return;
    const timer = setTimeout(() => setRested(view), REST_MS);
    return () => clearTimeout(timer);
  }, [view, wait]);
  return wait ? rested : view;
}

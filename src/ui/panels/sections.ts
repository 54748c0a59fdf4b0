/** Which section of the timeline the panels are about: the selected task's, or the one chosen since, or the first shown. */
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { EngineFacts } from '../../engines/facts.ts';
import type { Overlap } from '../../store/overlap.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import type { Selection } from '../../store/state/state.ts';
import type { Trace } from '../../trace/trace.ts';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';

/** A section and what is shown in it. */
export interface Section {
  /** An engine, or the engine-like thing that an opened run is. */
  readonly engine: EngineFacts;
  /** What is drawn: the measurement if there is one. */
  readonly trace: Trace;
  /** Beside a measurement of the same scenario: its prediction. */
  readonly predicted: Trace | undefined;
  readonly measured: boolean;
  /** So much later (ms) than its own clock it is drawn. */
  readonly shiftMs: number;
  /** Attempts in the trace, and up to when it is known (ms): with these it is the same or another. */
  readonly rows: number;
  readonly untilMs: number;
}

/** The choice, and what was selected then: a later selection overrules it. */
const choice = createStore<{ readonly engine?: string; readonly since: Selection | null }>()(() => ({
  since: null,
}));

export const chooseSection = (engine: string, selected: Selection | null): void =>
  choice.setState({ engine, since: selected });

/** The sections shown, engines and opened runs, and the id of the one that the panels are about. */
export function useSections(): { readonly engines: readonly EngineFacts[]; readonly id: string | undefined } {
  const { registry } = useOverlap();
  const shown = useApp((state) => state.draft);
  const opened = useApp((state) => state.opened);
  const selected = useApp((state) => state.selected);
  const { engine, since } = useStore(choice);
  const engines = useMemo(() => sectionsOf({ draft: shown, opened }, registry), [shown, opened, registry]);
  const wanted = engine !== undefined && since === selected ? engine : (selected?.engine ?? engine);
  const found = engines.find(({ id }) => id === wanted) ?? engines[0];
  return { engines, id: found?.id };
}

const last = new Map<string, Section>();

/** What is shown of a section; undefined where nothing is known yet. The same object as long as nothing of it changes. */
function sectionOf({ registry }: Pick<Overlap, 'registry'>, engine: EngineFacts): Section | undefined {
  const { predicted, measured, shiftMs = 0 } = registry.of(engine.id);
  const trace = measured ?? predicted;
  if (!trace) return undefined;
  const now: Section = {
    engine,
    trace,
    predicted: measured ? predicted : undefined,
    measured: measured !== undefined,
    shiftMs,
    rows: trace.spans.length,
    untilMs: Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs,
  };
  const before = last.get(engine.id);
  if (before && (Object.keys(now) as (keyof Section)[]).every((key) => Object.is(now[key], before[key]))) return before;
  last.set(engine.id, now);
  return now;
}

const NONE: readonly Section[] = [];

/** What is shown of these sections, at most every so many ms while a run goes on; the same list as long as nothing of it changes. */
export function useShown(engines: readonly EngineFacts[], everyMs: number): readonly Section[] {
  const overlap = useOverlap();
  const revision = useRevision(everyMs);
  const kept = useRef(NONE);
  return useMemo(() => {
    void revision;
    const now = engines.flatMap((engine) => sectionOf(overlap, engine) ?? []);
    const same = now.length === kept.current.length && now.every((section, i) => section === kept.current[i]);
    if (!same) kept.current = now;
    return kept.current;
  }, [overlap, engines, revision]);
}

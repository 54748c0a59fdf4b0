/** Every run that the page has in memory, by its id: measured ones by their engine's, opened ones (`run:1`), kept ones (`kept:1`). */
import { ENGINES } from '../../engines/list.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Page } from '../state/store.ts';

/** A run that was kept when it ended. */
export interface Kept {
  readonly id: string;
  readonly name: string;
  /** One an engine. */
  readonly traces: readonly Trace[];
}

/** The kept runs of each page; `run-history.ts`, which is loaded after the first run, puts its list here. */
export const keptLists = new WeakMap<Page['store'], () => readonly Kept[]>();

export interface KnownRun {
  readonly title: string;
  /** At least one; several where one press of Run ran several engines. */
  readonly traces: readonly Trace[];
}

/** Measured runs first, then opened and kept ones, each in the order of the page. Only what has ended. */
export function knownRuns({ store, registry }: Page): Map<string, KnownRun> {
  const runs = new Map<string, KnownRun>();
  for (const [id, trace] of Object.entries(registry.measured()))
    if (!Number.isNaN(trace.totalMs))
      runs.set(id, { title: ENGINES.find((engine) => engine.id === id)?.title ?? id, traces: [trace] });
  for (const { id, name } of store.getState().opened) {
    const { measured, predicted, section } = registry.of(id);
    // An opened prediction is shown as one; beside any other run stands the prediction of its scenario.
    const trace = measured ?? predicted;
    if (trace) runs.set(id, { title: section?.title ?? name, traces: [trace] });
  }
  for (const { id, name, traces } of keptLists.get(store)?.() ?? []) runs.set(id, { title: name, traces });
  return runs;
}

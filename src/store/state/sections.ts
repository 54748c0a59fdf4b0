/** The sections of the timeline: the engines chosen, then the runs that were opened. */
import type { EngineFacts } from '../../engines/facts.ts';
import { enginesNamed } from '../../engines/list.ts';
import type { Draft } from '../../scenario/draft.ts';
import type { Registry } from '../traces/registry.ts';
import type { OpenedRun } from './state.ts';

/** In order. An opened run is shaped like an engine, with its own id (`run:1`) and name; the object stays the same. */
export function sectionsOf(
  { draft, opened }: { readonly draft: Pick<Draft, 'engines'>; readonly opened: readonly OpenedRun[] },
  registry: Registry,
): readonly EngineFacts[] {
  return [...enginesNamed(draft.engines), ...opened.flatMap(({ id }) => registry.of(id).section ?? [])];
}

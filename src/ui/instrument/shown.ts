/** The sections of the timeline with the trace that each is drawn from. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import type { Overlap } from '../../store/overlap.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { makespanOf } from '../../trace/ends.ts';
import type { Trace } from '../../trace/trace.ts';
import { attemptName } from '../words/attempt-name.ts';
import { laneName as nameOf } from '../words/lane-name.ts';

export interface ShownTrace {
  readonly engine: EngineFacts;
  readonly trace: Trace;
  /** The trace was measured, or opened from a file as a measured one. */
  readonly measured: boolean;
  /** Where 0 of its own clock lies on the shared axis (ms). */
  readonly shiftMs: number;
}

export function shownTraces({ store, registry }: Pick<Overlap, 'store' | 'registry'>): ShownTrace[] {
  return sectionsOf(store.getState(), registry).flatMap((engine) => {
    const { measured, predicted, shiftMs = 0 } = registry.of(engine.id);
    const trace = measured ?? predicted;
    return trace ? [{ engine, trace, measured: measured !== undefined, shiftMs }] : [];
  });
}

/** The last time that any of them reaches on the shared axis (ms). */
export function lastTime(shown: readonly ShownTrace[]): number {
  let last = 0;
  for (const { trace, shiftMs } of shown) {
    last = Math.max(last, makespanOf(trace) + shiftMs);
  }
  return last;
}

/** The name of a lane: `worker 2`. Undefined where each task has a lane of its own, which needs no name. */
export function laneName({ engine, trace }: Pick<ShownTrace, 'engine' | 'trace'>, lane: number): string | undefined {
  const { lanes } = engine;
  return lanes.perTask || lanes.kind === 'loop' ? undefined : nameOf(lanes, lane, trace);
}

export function nameOfRow({ trace }: Pick<ShownTrace, 'trace'>, row: number): string {
  const { task, attempt } = trace.spans.at;
  return attemptName(trace, task[row]!, attempt[row]!);
}

/** `0, 1 and 2`, `0, 1, 2, 3, 4, 5 and 12 more` */
export function listed(names: readonly string[], total = names.length, most = 6): string {
  const said = names.slice(0, most);
  if (total > said.length) return `${said.join(', ')} and ${formatCount(total - said.length)} more`;
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

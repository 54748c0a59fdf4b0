/** The sections of the timeline with the trace that each is drawn from. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import type { Overlap } from '../../store/overlap.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import type { Trace } from '../../trace/trace.ts';
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
    const end = Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs;
    if (end + shiftMs > last) last = end + shiftMs;
  }
  return last;
}

/** The name of a lane: `worker 2`. Undefined where each task has a lane of its own, which needs no name. */
export function laneName({ engine, trace }: Pick<ShownTrace, 'engine' | 'trace'>, lane: number): string | undefined {
  const { lanes } = engine;
  return lanes.perTask || lanes.kind === 'loop' ? undefined : nameOf(lanes, lane, trace);
}

export function nameOfTask({ trace }: Pick<ShownTrace, 'trace'>, task: number, attempt = 1): string {
  const id = trace.scenario.tasks[task]?.id ?? String(task);
  return attempt > 1 ? `${id}·${attempt}` : id;
}

export function nameOfRow(shown: Pick<ShownTrace, 'trace'>, row: number): string {
  const { task, attempt } = shown.trace.spans.at;
  return nameOfTask(shown, task[row]!, attempt[row]!);
}

/** `0, 1 and 2`, `0, 1, 2, 3, 4, 5 and 12 more` */
export function listed(names: readonly string[], total = names.length, most = 6): string {
  const said = names.slice(0, most);
  if (total > said.length) return `${said.join(', ')} and ${formatCount(total - said.length)} more`;
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

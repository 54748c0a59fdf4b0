/** What an act of breaking would hit: the lane and the moment that somebody has clicked, in a prediction or in a run under way. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { LiveRun } from '../../kernel/live/live-run.ts';
import type { Overlap } from '../../store/overlap.ts';
import { sectionsOf } from '../../store/state/sections.ts';
import { isRun } from '../../store/traces/registry.ts';
import type { Trace } from '../../trace/trace.ts';
import { momentIn } from './victim.ts';

export interface Target {
  readonly engine: EngineFacts;
  readonly lane: number;
  readonly trace: Trace;
  /** The run under way, which is struck at once; undefined where the scenario is written into. */
  readonly live: LiveRun | undefined;
  /** When (ms): of a prediction, the replay's moment, else the middle of what is selected. */
  readonly atMs: number;
}

/** A run under way, and the lane in it that is meant, if one is. */
export interface LiveTarget {
  readonly engine: EngineFacts;
  readonly lane: number | undefined;
  readonly trace: Trace;
  readonly live: LiveRun;
}

/** The first run under way, where no lane is meant. */
export function liveOf({ store, registry }: Pick<Overlap, 'store' | 'registry'>): LiveTarget | undefined {
  for (const engine of sectionsOf(store.getState(), registry)) {
    const { live, measured } = registry.of(engine.id);
    if (live && measured) return { engine, lane: undefined, trace: measured, live };
  }
  return undefined;
}

/** Undefined where nothing is selected that could be broken: nothing at all, or an opened run. */
export function targetOf({ store, registry }: Pick<Overlap, 'store' | 'registry'>): Target | undefined {
  const state = store.getState();
  const { selected, idle, cursorMs } = state;
  const id = selected?.engine ?? idle?.engine;
  if (id === undefined || isRun(id)) return undefined;
  const engine = sectionsOf(state, registry).find((section) => section.id === id);
  const shown = registry.of(id);
  const live = shown.live;
  const trace = shown.measured ?? shown.predicted;
  if (!engine || !trace) return undefined;
  if (idle) return { engine, trace, live, lane: idle.lane, atMs: cursorMs ?? momentIn(idle.fromMs, idle.toMs) };
  const row = rowOf(trace, selected!.task, selected!.attempt);
  if (row < 0) return undefined;
  const { lane, start, end } = trace.spans.at;
  return { engine, trace, live, lane: lane[row]!, atMs: cursorMs ?? momentIn(start[row]!, end[row]!) };
}

function rowOf({ spans: { at, length } }: Trace, task: number, attempt: number): number {
  for (let row = 0; row < length; row++) if (at.task[row] === task && at.attempt[row] === attempt) return row;
  return -1;
}

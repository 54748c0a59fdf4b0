/** Which tool for which work: its candidates predicted, each in a section of its own, and what follows from that. */
import { programOf } from '../../code/program.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { engineById } from '../../engines/list.ts';
import { type Answer, type Candidate, candidatesFor, recommend, type Work } from '../../learn/which.ts';
import { type Draft, draftScenario } from '../../scenario/draft.ts';
import type { Trace } from '../../trace/trace.ts';
import { createOverlap, type Overlap } from '../overlap.ts';
import { predictScenario } from '../predict/predict-scenario.ts';
import type { SettingsSlice } from '../state/state.ts';
import { makespanIn } from '../traces/makespan.ts';
import { Registry } from '../traces/registry.ts';

export interface Found {
  readonly candidates: readonly Candidate[];
  /** Their drafts, as Tasks would open them. */
  readonly drafts: readonly Draft[];
  /** By candidate; NaN where it cannot take the work. */
  readonly takesMs: readonly number[];
  readonly answer: Answer;
  /** The sections of the timeline: the recommended one first. */
  readonly sections: readonly EngineFacts[];
  /** Code for the recommended one; undefined where there is none. */
  readonly program: string | undefined;
}

/** Sections drawn at most: the recommended one, and those that come next. */
const MOST_SECTIONS = 4;

export function createWhichPage({ cores, theme, singleKeys }: SettingsSlice & { readonly cores: number }): Overlap {
  const page = createOverlap({
    draft: { text: '1 x nothing', knobs: {}, engines: [] },
    notice: null,
    theme,
    singleKeys,
    cores,
  });
  // The page predicts its own scenario for all engines, once there is time: that must not replace what was answered.
  return { ...page, registry: new Registry() };
}

/** @throws the signal's reason */
export async function answerWork({ store, registry }: Overlap, work: Work, signal: AbortSignal): Promise<Found> {
  const candidates = candidatesFor(work);
  const drafts = candidates.map(
    ({ engine, text, knobs, machine }): Draft => ({ text, knobs, engines: [engine], machine }),
  );
  const traces: (Trace | undefined)[] = [];
  for (const [i, { engine, machine }] of candidates.entries()) {
    const trace = await predictScenario(engineById(engine), draftScenario(drafts[i]!), machine, { signal }).catch(
      () => undefined,
    );
    signal.throwIfAborted();
    traces.push(trace);
  }
  const takesMs = traces.map((trace) => (trace ? makespanIn(trace) : Number.NaN));
  const answer = recommend(work, candidates, takesMs);
  for (const [i, { engine }] of candidates.entries()) {
    const trace = traces[i];
    if (trace) registry.of(engine).predicted = trace;
  }
  store.getState().tracesChanged();
  const order = candidates.map((_, i) => i).filter((i) => traces[i] && candidates[i]!.ruledOut === undefined);
  order.sort((a, b) => (a === answer.best ? -1 : b === answer.best ? 1 : takesMs[a]! - takesMs[b]!));
  const sections = order.slice(0, MOST_SECTIONS).map((i) => {
    const { engine, title } = candidates[i]!;
    return { ...engineById(engine), title };
  });
  return {
    candidates,
    drafts,
    takesMs,
    answer,
    sections,
    program: programFor(candidates[answer.best]!, drafts[answer.best]!),
  };
}

function programFor({ engine }: Candidate, draft: Draft): string | undefined {
  try {
    return programOf(engine, draftScenario(draft), { traced: false });
  } catch {
    return undefined;
  }
}

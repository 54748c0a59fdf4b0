/** A live run against the `here` prediction of the same scenario: what must agree, and by how much the makespan differs. */
import type { Page } from '@playwright/test';
import { acceptable } from '../src/engines/acceptable.ts';
import { ENGINES, engineById } from '../src/engines/list.ts';
import { draftScenario } from '../src/scenario/draft.ts';
import { PRESETS, presetDraft } from '../src/scenario/presets.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import type { PageInterface } from '../src/store/page-interface.ts';
import type { TraceFile } from '../src/trace/files/trace-file.ts';

declare const window: { overlap: PageInterface };

/** Presets whose longest run, one task after another, takes no longer than this are small (ms). */
const SMALL_MS = 4000;
/** Predicted times that lie so far apart (ms) must be measured in the same order. */
const APART_MS = 50;

export interface Pair {
  readonly preset: string;
  readonly engine: string;
  readonly scenario: Scenario;
  /** Why the engine cannot take it, if so. */
  readonly refused: string | undefined;
}

/** Every small preset on every engine. */
export function pairs(): Pair[] {
  return PRESETS.flatMap((preset) => {
    const scenario = draftScenario(presetDraft(preset));
    const alone = scenario.tasks.reduce((sum, task) => sum + task.segments.reduce((ms, s) => ms + s.ms, 0), 0);
    if (alone > SMALL_MS || scenario.tasks.length > 100) return [];
    return ENGINES.map(({ id }) => ({ preset: preset.id, engine: id, scenario, refused: refusal(id, scenario) }));
  });
}

function refusal(id: string, scenario: Scenario): string | undefined {
  try {
    acceptable(engineById(id), scenario);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export interface Outcome {
  readonly measured: TraceFile;
  readonly predicted: TraceFile;
}

/** Runs it live, and predicts it for this browser's own machine. */
export function runBoth(page: Page, { engine, scenario }: Pair): Promise<Outcome> {
  return page.evaluate(
    async ({ engine, scenario }) => ({
      predicted: (await window.overlap.predict({ engine, scenario, machine: 'here' })) as TraceFile,
      measured: (await window.overlap.run({ engine, scenario })) as TraceFile,
    }),
    { engine, scenario },
  ) as Promise<Outcome>;
}

/** A share: what is further off was disturbed by something that neither the page nor a model can see. */
const UNDISTURBED = 0.15;

/**
 * Whether the order of such a run can be compared at all. A computer that is busy with something else makes work longer and
 * sleep not, and a system that shares its cores unevenly makes some work longer than other: then the order changes with
 * no fault of the model. So the run as a whole, and each task's own time, must be near the prediction.
 */
export function isComparable(outcome: Outcome): boolean {
  if (Math.abs(makespanError(outcome)) > UNDISTURBED) return false;
  const predicted = new Map(outcome.predicted.spans.map((span) => [`${span.task}#${span.attempt}`, ownMs(span)]));
  return outcome.measured.spans.every((span) => {
    const should = predicted.get(`${span.task}#${span.attempt}`) ?? 0;
    return should < APART_MS || Math.abs(ownMs(span) - should) < UNDISTURBED * should;
  });
}

/** What a span took, but for its waits for the loop or the GIL (ms). */
function ownMs({ start, end, waits = [] }: TraceFile['spans'][number]): number {
  const inside = waits.filter((wait) => wait.start >= start && (wait.for === 'loop' || wait.for === 'gil'));
  return (end ?? start) - start - inside.reduce((sum, wait) => sum + wait.ms, 0);
}

/** What does not agree, in words; the order counts only where the model draws none and the run `isComparable`. */
export function disagreements({ engine, scenario }: Pair, outcome: Outcome): string[] {
  const { measured, predicted } = outcome;
  const wrong: string[] = [];
  const outcomes = (trace: TraceFile) => trace.spans.map((s) => `${s.task}#${s.attempt} ${s.outcome}`).sort();
  const [is, should] = [outcomes(measured), outcomes(predicted)];
  for (const one of should) if (!is.includes(one)) wrong.push(`no ${one}`);
  for (const one of is) if (!should.includes(one)) wrong.push(`${one} is too many`);
  for (const fact of ['raised', 'hung'] as const)
    if (JSON.stringify(measured.facts[fact]) !== JSON.stringify(predicted.facts[fact]))
      wrong.push(`${fact} ${JSON.stringify(measured.facts[fact])} for ${JSON.stringify(predicted.facts[fact])}`);
  if (isDrawn(engine, scenario) || !isComparable(outcome)) return wrong;
  const ends = new Map(measured.spans.map((span) => [`${span.task}#${span.attempt}`, span.end ?? Number.NaN]));
  for (const a of predicted.spans)
    for (const b of predicted.spans) {
      if (a.end === null || b.end === null || b.end - a.end < APART_MS) continue;
      const [first, second] = [`${a.task}#${a.attempt}`, `${b.task}#${b.attempt}`];
      if (ends.get(first)! > ends.get(second)!) wrong.push(`${second} ended before ${first}`);
    }
  return wrong;
}

/** Threads that compute: which of them gets the GIL next is drawn. */
const isDrawn = (engine: string, { tasks }: Scenario): boolean =>
  engineById(engine).lanes.cpu === 'gil' && tasks.some((task) => task.segments.some((s) => s.kind === 'cpu'));

/** How far the measured makespan lies from the predicted one, as a share of it. */
export const makespanError = ({ measured, predicted }: Outcome): number =>
  (measured.totalMs! - predicted.totalMs!) / predicted.totalMs!;

/** A live run against the `here` prediction of the same scenario: what must agree, and by how much the makespan differs. */
import type { Page } from '@playwright/test';
import './seed/load-engines.ts';
import { acceptable } from '../src/engines/acceptable.ts';
import type { Engine } from '../src/engines/engine.ts';
import { ENGINES, engineById } from '../src/engines/list.ts';
import { predict } from '../src/kernel/virtual/predict.ts';
import { draftScenario } from '../src/scenario/draft.ts';
import { PRESETS, presetDraft } from '../src/scenario/presets.ts';
import { computes, type Scenario } from '../src/scenario/scenario.ts';
import type { PageInterface } from '../src/store/page-interface.ts';
import type { TraceFile } from '../src/trace/files/trace-file.ts';

declare const window: { overlap: PageInterface };

/** Presets whose longest run, one task after another, takes no longer than this are small (ms). */
const SMALL_MS = 4000;
/** Engines that wait before they try again (Celery, three minutes) are left out where that makes a run longer than this (ms). */
const LONG_MS = 6000;
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
    // Those that are predicted only have no live run. Several hosts on one computer do not compute yet as the prediction says.
    const runs = ENGINES.filter(
      (engine) =>
        engine.live.needs !== 'nothing here' &&
        !isLong(engine, scenario) &&
        !(engine.manyMachines !== undefined && computes(scenario)),
    );
    return runs.map(({ id }) => ({
      preset: preset.id,
      engine: id,
      scenario,
      refused: refusal(id, scenario),
    }));
  });
}

const isLong = (engine: Engine, scenario: Scenario): boolean =>
  refusal(engine.id, scenario) === undefined && predict(engine, scenario, { cores: 2 }).totalMs > LONG_MS;

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

/** A share: what lies further from its prediction was disturbed by something that neither the page nor a model can see. */
const UNDISTURBED = 0.15;

/**
 * Why the order of such a run cannot be compared, in words; undefined if it can. A computer that is busy with something else
 * makes work longer and sleep not, and a system that shares its cores unevenly makes some work longer than other: then the order
 * changes with no fault of the model. So the run as a whole, and each task's own time, must be near the prediction.
 */
function disturbance(outcome: Outcome): string | undefined {
  const off = makespanError(outcome);
  if (Math.abs(off) > UNDISTURBED) return `the makespan lay ${percent(off)} from its prediction`;
  const predicted = new Map(outcome.predicted.spans.map((span) => [`${span.task}#${span.attempt}`, ownMs(span)]));
  for (const span of outcome.measured.spans) {
    const should = predicted.get(`${span.task}#${span.attempt}`) ?? 0;
    if (should < APART_MS) continue;
    const error = (ownMs(span) - should) / should;
    if (Math.abs(error) > UNDISTURBED) return `task ${span.task} itself lay ${percent(error)} from its prediction`;
  }
  return undefined;
}

const percent = (share: number): string => `${share < 0 ? '-' : '+'}${Math.abs(share * 100).toFixed(0)} %`;

/** What a span took, but for its waits for the loop or the GIL (ms). */
function ownMs({ start, end, waits = [] }: TraceFile['spans'][number]): number {
  const inside = waits.filter((wait) => wait.start >= start && (wait.for === 'loop' || wait.for === 'gil'));
  return (end ?? start) - start - inside.reduce((sum, wait) => sum + wait.ms, 0);
}

/** One live run beside its prediction. */
export interface Attempt {
  /** What does not agree, in words. */
  readonly wrong: readonly string[];
  /** Why the order could not be compared; undefined where it was, and where the model draws it. */
  readonly disturbed: string | undefined;
}

/** Compares outcomes and facts always, and the order of ends where the model draws none and nothing disturbed the run. */
export function compared({ engine, scenario }: Pair, outcome: Outcome): Attempt {
  const wrong = disagreements(outcome);
  if (isDrawn(engine, scenario)) return { wrong, disturbed: undefined };
  const disturbed = disturbance(outcome);
  return { wrong: disturbed === undefined ? [...wrong, ...outOfOrder(outcome)] : wrong, disturbed };
}

/** What became of a pair. */
export type Verdict =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'disagrees'; readonly wrong: readonly string[] }
  /** Disturbed twice, so its order was never compared. */
  | { readonly kind: 'not compared'; readonly why: string };

/** A busy machine may swap two ends once; a model that is wrong is wrong each time. */
const ATTEMPTS = 3;

/** The verdict after so many attempts at a pair; undefined where one more is needed. */
export function verdictOf(attempts: readonly Attempt[]): Verdict | undefined {
  const last = attempts.at(-1);
  if (!last) return undefined;
  if (last.wrong.length > 0) return attempts.length < ATTEMPTS ? undefined : { kind: 'disagrees', wrong: last.wrong };
  if (last.disturbed === undefined) return { kind: 'agrees' };
  const why = attempts.flatMap(({ disturbed }) => (disturbed === undefined ? [] : [disturbed]));
  return why.length < 2
    ? undefined
    : { kind: 'not compared', why: `too far from its prediction twice: ${why.join('; ')}` };
}

/** Which attempts, outcomes and facts of the caller's call do not agree. */
function disagreements({ measured, predicted }: Outcome): string[] {
  const wrong: string[] = [];
  const outcomes = (trace: TraceFile) => trace.spans.map((s) => `${s.task}#${s.attempt} ${s.outcome}`).sort();
  const [is, should] = [outcomes(measured), outcomes(predicted)];
  for (const one of should) if (!is.includes(one)) wrong.push(`no ${one}`);
  for (const one of is) if (!should.includes(one)) wrong.push(`${one} is too many`);
  for (const fact of ['raised', 'hung'] as const)
    if (JSON.stringify(measured.facts[fact]) !== JSON.stringify(predicted.facts[fact]))
      wrong.push(`${fact} ${JSON.stringify(measured.facts[fact])} for ${JSON.stringify(predicted.facts[fact])}`);
  return wrong;
}

/** Ends that were predicted clearly apart and came the other way round. */
function outOfOrder({ measured, predicted }: Outcome): string[] {
  const wrong: string[] = [];
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

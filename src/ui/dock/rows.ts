/** The figures' table as data: a row an engine, and For loop for comparison. */
import { BASELINE } from '../../engines/baseline.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import { liveness, meansHere } from '../../store/machine/liveness.ts';
import { drawsHandOver } from '../../store/predict/draws-hand-over.ts';
import { computesHere } from '../../store/state/chosen-engines.ts';
import { capacityIn, figuresOf } from '../../store/traces/figures-of.ts';
import { isRun } from '../../store/traces/registry.ts';
import type { Figures } from '../../trace/queries/figures.ts';
import type { Trace } from '../../trace/trace.ts';
import { type CauseName, WAIT_MARKS, type WaitMark } from '../../trace/wait-causes.ts';
import { kindOf } from '../marks/kinds.ts';
import type { StretchOf } from '../marks/Stretches.tsx';
import type { Known, Subject } from '../reason/reason.ts';
import { bandWords, foretoldWords } from '../words/makespan-words.ts';
import { nameOf, placeWord, timesWords } from '../words/names-and-numbers.ts';
import type { Sentence } from '../words/sentence.ts';
import { comparable } from './known.ts';

/** Kinds of waiting with a column of their own. What is only on its way has none. */
export type Waited = Exclude<WaitMark, 'thin'>;
const WAITED: readonly Waited[] = ['place', 'others', 'compute'];

export interface Row {
  readonly id: string;
  readonly name: string;
  /** The last run, where the makespan is that one's. */
  readonly lastRun: Trace | undefined;
  readonly makespan: string;
  readonly predicted: string;
  /** Over a hundred seeds, where the model draws who gets the GIL next. */
  readonly band: string;
  readonly error: string;
  /** What the error is made of, found when asked for; undefined where there is nothing to compare. */
  readonly difference: (() => Promise<Sentence>) | undefined;
  readonly speedUp: string;
  readonly utilisation: string;
  /** What it is a share of: `of 3 workers`, `of the event loop`. */
  readonly utilisationOf: string;
  /** What attempts waited for, all added up: a place, others, what is needed to compute. */
  readonly waits: Readonly<Record<Waited, string>>;
  /** Speed-up, busy and waits are the prediction's, since nothing was measured. */
  readonly foretold: boolean;
  /** Why its lanes stood idle, found when asked for: of a run that is over, in lanes that tasks share. */
  readonly idle: (() => Promise<Sentence>) | undefined;
  readonly stretches: readonly StretchOf[];
  /** Whether the stretches are the prediction's. */
  readonly outline: boolean;
  readonly quiet: boolean;
  /** The shortest of the makespans measured. */
  readonly best: boolean;
}

const NONE = '–';
/** Instead of how long it took. */
export const NOT_YET = 'not run yet';
const NOTHING = formatMs(0);

export function rowsOf(known: Known): Row[] {
  const base = known.sequentialMeasuredMs ?? known.sequentialMs;
  const ended = known.subjects.flatMap(({ measured }) => (whole(measured) ? [measured!.totalMs] : []));
  const best = ended.length > 1 && Math.max(...ended) > 1.05 * Math.min(...ended) ? Math.min(...ended) : Number.NaN;
  const opened = known.opened ?? [];
  return [
    ...known.subjects.map((subject) => rowOf(subject, known, base, best)),
    // An opened run is compared with a For loop over its own scenario, and with its own prediction.
    ...opened.map((run) => rowOf(run, known, run.sequentialMs ?? Number.NaN, Number.NaN)),
  ];
}

/** Whether any of them has a makespan that is drawn. */
export function anyDrawn({ subjects, scenario }: Known): boolean {
  return (
    computesHere(scenario) &&
    subjects.some(({ engine, predicted }) => drawsHandOver(engine, scenario, predicted?.machine))
  );
}

/** For loop as what the others are compared with; undefined where it has a row of its own. */
export function comparison(known: Known, predicted: Trace | undefined): Row | undefined {
  if (known.subjects.some(({ engine }) => engine.id === BASELINE)) return undefined;
  const figures = predicted && figuresOf(predicted);
  const { sequentialMeasuredMs: measured } = known;
  return {
    id: 'comparison',
    name: measured === undefined ? 'For loop, for comparison' : 'For loop, measured before',
    lastRun: undefined,
    makespan: measured === undefined ? NONE : formatMs(measured, 3),
    predicted: formatMs(known.sequentialMs, 3),
    band: NONE,
    difference: undefined,
    error: measured === undefined ? NONE : errorOf(measured, known.sequentialMs),
    speedUp: '1.00×',
    utilisation: figures ? percentage(figures.utilisation) : NONE,
    utilisationOf: 'of the one that runs',
    waits: waitWords(figures),
    foretold: true,
    idle: undefined,
    stretches: [],
    outline: true,
    quiet: true,
    best: false,
  };
}

function rowOf(
  { engine, predicted, cutOffMs, measured, last, band }: Subject,
  { scenario, state: { lastRun } }: Pick<Known, 'scenario' | 'state'>,
  base: number,
  best: number,
): Row {
  const drawn = !isRun(engine.id) && computesHere(scenario) && drawsHandOver(engine, scenario, predicted?.machine);
  const done = finished(measured);
  const figures = done ? figuresOf(measured!) : undefined;
  const shown = figures ?? (predicted && figuresOf(predicted));
  const fair = done && comparable(measured!);
  const under = measured && !done;
  const before = lastRun?.shown ? last : undefined;
  const compared = fair && predicted && !predicted.facts.hung;
  const foretold = !done;
  const told = foretold ? predicted : fair ? measured : undefined;
  const toldFigures = told && shown;
  return {
    id: engine.id,
    name: nameOf(engine),
    lastRun: before,
    makespan: figures
      ? formatMs(figures.makespanMs, 3)
      : under
        ? underWay(measured)
        : before
          ? formatMs(before.totalMs, 3)
          : predicted && !isRun(engine.id) && liveness(engine, meansHere()) === true
            ? NOT_YET
            : NONE,
    predicted: foretoldWords(predicted, cutOffMs, 3),
    band: band ? bandWords(band) : drawn && cutOffMs === undefined ? '…' : NONE,
    error: compared ? errorOf(measured!.totalMs, predicted.totalMs) : NONE,
    difference: compared ? () => differenceBetween(measured!, predicted) : undefined,
    speedUp: told && whole(told) && !Number.isNaN(base) ? timesWords(base / told.totalMs) : NONE,
    utilisation: toldFigures ? busyWords(toldFigures, engine, told) : NONE,
    utilisationOf: shareOf(engine, measured ?? predicted),
    waits: waitWords(toldFigures),
    foretold,
    idle: figures && fair && !engine.lanes.perTask ? () => idleIn(measured!) : undefined,
    stretches: shown ? whereTimeWent(shown) : [],
    outline: !figures,
    quiet: false,
    best: whole(measured) && measured!.totalMs === best,
  };
}

async function differenceBetween(measured: Trace, predicted: Trace): Promise<Sentence> {
  const { comparisonOf, difference } = await import('../reason/difference.ts');
  return difference(comparisonOf(measured, predicted), measured);
}

async function idleIn(measured: Trace): Promise<Sentence> {
  const { idleSays } = await import('./idle-says.ts');
  return idleSays(measured);
}

/** What attempts did and waited for, all in all. */
function whereTimeWent(figures: Figures): StretchOf[] {
  const { workMs, cpuMs } = figures;
  const stretches: StretchOf[] = [
    { kind: 'cpu', ms: cpuMs },
    { kind: 'sleep', ms: workMs - cpuMs },
  ];
  for (const kind of WAIT_MARKS) stretches.push({ kind, ms: waitedFor(kind, figures) });
  const whole = stretches.reduce((sum, { ms }) => sum + ms, 0);
  return stretches.filter(({ ms }) => ms > whole / 1000);
}

function waitWords(figures: Figures | undefined): Readonly<Record<Waited, string>> {
  const words = { place: NONE, others: NONE, compute: NONE };
  if (figures) for (const kind of WAITED) words[kind] = formatMs(waitedFor(kind, figures));
  return words;
}

/** All waits of one kind (ms). */
function waitedFor(kind: WaitMark, { waitsMs }: Figures): number {
  let ms = 0;
  for (const [cause, waited] of Object.entries(waitsMs) as [CauseName, number][])
    if (kindOf(cause) === kind) ms += waited;
  return ms;
}

/** The kinds of waiting that some of them know: a place always, others and the right to compute where somebody waits for them. */
export function waitedIn(rows: readonly Row[]): readonly Waited[] {
  return WAITED.filter((kind) => kind === 'place' || rows.some(({ waits }) => ![NONE, NOTHING].includes(waits[kind])));
}

function shareOf(engine: EngineFacts, trace: Trace | undefined): string {
  if (!trace) return '';
  const capacity = capacityIn(trace);
  switch (capacity.of) {
    case 'workers': {
      const { count, later = [] } = capacity;
      const joined = later.reduce((sum, { count: more }) => sum + more, 0);
      const many = count === 1 ? `of one ${placeWord(engine)}` : `of ${count} ${placeWord(engine)}s`;
      return joined > 0 ? `${many}, and ${joined} that joined` : many;
    }
    case 'cores':
      return capacity.count === 1 ? 'of one core' : `of ${capacity.count} cores`;
    case 'gil':
      return 'of the GIL';
    case 'loop':
      return 'of the event loop';
  }
}

const finished = (trace: Trace | undefined): boolean => trace !== undefined && !Number.isNaN(trace.totalMs);
/** It ended, and not because an exception had ended the caller's program before its time. */
const whole = (trace: Trace | undefined): boolean => finished(trace) && !trace!.facts.raised && !trace!.facts.hung;
const underWay = (trace: Trace): string => (trace.facts.hung ? 'hangs' : `${formatMs(soFar(trace))}…`);
const soFar = ({ nowMs }: Trace): number => (Number.isNaN(nowMs) ? 0 : Math.max(0, nowMs));
/** A task without a place holds only what it computes with: where none computes, there is nothing to be busy. */
function busyWords({ utilisation, cpuMs }: Figures, { lanes }: EngineFacts, trace: Trace): string {
  return cpuMs === 0 && lanes.perTask && capacityIn(trace).of !== 'workers' ? NONE : percentage(utilisation);
}

const percentage = (share: number): string => `${Math.round(share * 100)} %`;

/** `+0.2 %`, `168×`: how far the measurement is from the prediction. */
export function errorOf(measured: number, predicted: number): string {
  if (!(predicted > 0)) return NONE;
  const percent = (measured / predicted - 1) * 100;
  if (percent >= 999.5) return timesWords(measured / predicted);
  const size = Math.abs(percent) < 99.95 ? Math.abs(percent).toFixed(1) : Math.abs(percent).toFixed(0);
  return `${percent < 0 && size !== '0.0' ? '−' : '+'}${size} %`;
}

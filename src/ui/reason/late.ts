/** "Why was task 4 late?": the selected attempt's life, who held what it waited for, and what would help. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import { compareAttempts } from '../../trace/compare/compare-attempts.ts';
import { endOf, makespanOf } from '../../trace/ends.ts';
import { criticalPath, pathTo } from '../../trace/queries/critical-path.ts';
import { causeOf } from '../../trace/queries/givers.ts';
import { type Held, heldMeanwhile } from '../../trace/queries/held.ts';
import { rowOf } from '../../trace/rows-by-task.ts';
import { OUTCOMES, type Trace } from '../../trace/trace.ts';
import type { CauseName } from '../../trace/wait-causes.ts';
import { whatOf } from '../marks/kinds.ts';
import { groupNames } from '../words/group-names.ts';
import { capital, countWord, nameOf, placeWord, tasksWord } from '../words/names-and-numbers.ts';
import { join, listed, type Sentence, say, strong } from '../words/sentence.ts';
import { whereFrom } from './difference.ts';
import { lifeOf, type Stretch } from './life.ts';
import { GUESSED, sharesOf } from './path.ts';
import { placesOf } from './places.ts';
import { proposal } from './proposal.ts';
import type { Known, LabelledStretch, Reason, Subject } from './reason.ts';
import { attemptName } from './stand-outs.ts';

/** A shorter wait (ms, share of the attempt's life) made no task late. */
const NOTICED_MS = 1;
const NOTICED = 0.005;
/** So many tasks that held the GIL, the loop or a core are named. */
const MOST_HELD = 2;
/** How far (ms, share) a stretch of work may be from what was asked and still be "as asked". */
const AS_ASKED = { ms: 20, share: 0.02 };

export function whyLate(
  { engine, predicted, measured }: Subject,
  task: number,
  attempt: number,
  known: Known,
): Reason | undefined {
  const trace = measured ?? predicted;
  if (!trace) return undefined;
  const id = trace.scenario.tasks[task]?.id;
  if (id === undefined) return undefined;
  const name = attempt > 1 ? `task ${id}, attempt ${attempt}` : `task ${id}`;
  const row = rowOf(trace, task, attempt);
  if (row < 0) return neverBegan(trace, task, name, engine);
  const life = lifeOf(trace, row);
  const total = life.reduce((sum, { ms }) => sum + ms, 0);
  const waits = life.filter(({ cause, ms }) => cause !== undefined && ms > Math.max(NOTICED_MS, total * NOTICED));
  const waited = waits.reduce((sum, { ms }) => sum + ms, 0);
  const digits = trace === measured ? 3 : 2;
  const title = waited > 0 ? `Why was ${name} late?` : `${capital(name)} was not late`;
  const better = waits.some(({ kind }) => kind === 'place') ? proposal(engine, predicted, known.whatIf) : undefined;
  return {
    title,
    about: nameOf(engine),
    says: [
      join(
        waitSentence(waits, digits),
        comesAfter(trace, row, waits),
        holders(trace, engine, row, waits),
        meanwhile(trace, row, waits),
        ending(trace, row),
      ),
    ],
    line: labelled(life, trace, row),
    notes: [asPredicted(measured, predicted, row), pathSentence(trace, engine, row)].filter(
      (note) => note !== undefined,
    ),
    ...(better && { proposal: better }),
  };
}

function neverBegan(trace: Trace, task: number, name: string, engine: EngineFacts): Reason {
  const queued = trace.queued.find((one) => one.task === task);
  const now = makespanOf(trace);
  const title = Number.isNaN(trace.totalMs) ? `${capital(name)} has not begun` : `${capital(name)} never began`;
  if (!queued) return { title, about: nameOf(engine), says: [say`It was never handed to the engine.`] };
  const waits = formatMs(Math.max(0, now - queued.since));
  return {
    title,
    about: nameOf(engine),
    says: [say`It waited ${strong(waits)} for ${whatOf(queued.cause)} and did not get it.`],
  };
}

/** `It waited 1.001 s for a permit.` */
function waitSentence(waits: readonly Stretch[], digits: number): Sentence {
  const byCause = new Map<string, number>();
  for (const { cause, ms } of waits) byCause.set(whatOf(cause!), (byCause.get(whatOf(cause!)) ?? 0) + ms);
  if (byCause.size === 0) return say`It began at once and waited for nothing.`;
  const parts = [...byCause].map(([what, ms]) => say`${strong(formatMs(ms, digits))} for ${what}`);
  return say`It waited ${listed(parts)}.`;
}

/** `It comes after load; task 3 ended last.` Which tasks it depends on, where it waited for them. */
export function comesAfter(trace: Trace, row: number, waits: readonly Stretch[]): Sentence | undefined {
  const { scenario, spans } = trace;
  const own = spans.at.task[row]!;
  const after = new Set(scenario.tasks[own]!.after);
  if (after.size === 0 || !waits.some(({ kind }) => kind === 'others')) return undefined;
  let [first, last] = [-1, -1];
  for (let other = 0; other < spans.length; other++) {
    if (spans.at.outcome[other] !== 0 || !after.has(scenario.tasks[spans.at.task[other]!]!.id)) continue;
    if (first < 0 || endOf(trace, other) < endOf(trace, first)) first = other;
    if (last < 0 || endOf(trace, other) > endOf(trace, last)) last = other;
  }
  const apart = last < 0 ? 0 : endOf(trace, last) - endOf(trace, first);
  const which = apart < NOTICED_MS ? '' : `; ${attemptName(trace, last)} ended last`;
  return say`It comes after ${groupNames(scenario).after(own)}${which}.`;
}

/** `Tasks 1, 2 and 3 held all three permits until task 1 ended.` Which tasks had the places while this one waited. */
export function holders(
  trace: Trace,
  engine: EngineFacts,
  row: number,
  waits: readonly Stretch[],
): Sentence | undefined {
  const first = waits.find(({ kind }) => kind === 'place');
  const { scenario, spans } = trace;
  const places = placesOf(engine, trace);
  if (!first) return undefined;
  const giver = causeOf(trace, row);
  const ended = giver < 0 ? '' : `${attemptName(trace, giver)} ended`;
  const alone = ended === '' ? undefined : say`It began when ${ended}.`;
  if (places === undefined) return alone;
  const from = spans.at.start[row]! - first.ms;
  const held: number[] = [];
  // A moment after the wait began: an attempt that takes no time has ended by then.
  const moment = from + first.ms / 2;
  for (let other = 0; other < spans.length; other++) {
    if (other === row) continue;
    if (spans.at.start[other]! <= moment && endOf(trace, other) > moment) held.push(spans.at.task[other]!);
  }
  if (held.length < places) return alone;
  const word = placeWord(engine);
  const all = places === 1 ? `the one ${word}` : places === 2 ? `both ${word}s` : `all ${countWord(places)} ${word}s`;
  const until = ended === '' || places === 1 ? '' : ` until ${ended}`;
  return say`${capital(tasksWord(scenario, held.slice(0, places)))} held ${all}${until}.`;
}

/** `Meanwhile task 2 held the GIL for 40 ms and task 3 for 20 ms.` By the recorded turns. */
function meanwhile(trace: Trace, row: number, waits: readonly Stretch[]): Sentence | undefined {
  const cause = waits.filter(({ kind }) => kind === 'compute').sort((a, b) => b.ms - a.ms)[0]?.cause;
  if (!cause) return undefined;
  const [task, ...others] = heldInWaits(trace, row, cause);
  if (!task) return undefined;
  const idOf = (number: number) => (number < 0 ? 'the caller' : `task ${trace.scenario.tasks[number]!.id}`);
  const more = others.slice(0, MOST_HELD - 1).map(({ task: other, ms }) => say`${idOf(other)} for ${formatMs(ms)}`);
  const rest = others.slice(MOST_HELD - 1).reduce((sum, { ms }) => sum + ms, 0);
  if (rest > 0) more.push(say`others for ${formatMs(rest)}`);
  const first = say`${idOf(task.task)} held ${whatOf(cause)} for ${strong(formatMs(task.ms))}`;
  return say`Meanwhile ${listed([first, ...more])}.`;
}

/** The tasks that held what was waited for, during all of those waits; the longest first. */
function heldInWaits(trace: Trace, row: number, cause: CauseName): Held[] {
  const stretches: [number, number][] = [];
  trace.eachWait(row, (number, from, to) => {
    if (trace.causes[number] === cause) stretches.push([from, to]);
  });
  return heldMeanwhile(trace, cause, stretches.reverse(), row);
}

/** `Predicted to end at 1.20 s, ended at 1.34 s: 110 ms GIL and 30 ms message.` */
function asPredicted(measured: Trace | undefined, predicted: Trace | undefined, row: number): Sentence | undefined {
  if (!measured || !predicted || Number.isNaN(measured.spans.at.end[row]!)) return undefined;
  const { task, attempt } = measured.spans.at;
  const other = rowOf(predicted, task[row]!, attempt[row]!);
  if (other < 0) return say`By prediction it would not have begun.`;
  const compared = compareAttempts(measured, row, predicted, other);
  const { predictedMs, measuredMs } = compared;
  if (Math.abs(measuredMs - predictedMs) < NOTICED_MS)
    return say`It ended at ${formatMs(measuredMs, 3)}, as predicted.`;
  const head = say`Predicted to end at ${formatMs(predictedMs, 3)}, ended at ${formatMs(measuredMs, 3)}`;
  return say`${head}: ${listed(whereFrom(compared, 'attempt'))}.`;
}

function ending(trace: Trace, row: number): Sentence | undefined {
  switch (OUTCOMES[trace.spans.at.outcome[row]!]) {
    case 'failed':
      return say`It failed at its end.`;
    case 'killed':
      return say`Its ${trace.engine === 'web-workers' ? 'worker' : 'process'} died while it ran.`;
    case 'cancelled':
      return say`It was stopped before its end.`;
    default:
      return undefined;
  }
}

function labelled(life: readonly Stretch[], trace: Trace, row: number): LabelledStretch[] {
  const { segments } = trace.scenario.tasks[trace.spans.at.task[row]!]!;
  return life.map((stretch) => {
    if (stretch.cause) return { ...stretch, label: `for ${whatOf(stretch.cause)}` };
    const asked = segments.filter(({ kind }) => kind === stretch.kind).reduce((sum, { ms }) => sum + ms, 0);
    const did = stretch.kind === 'cpu' ? 'computed' : 'slept';
    const single = life.filter(({ kind }) => kind === stretch.kind).length === 1;
    const near = Math.abs(stretch.ms - asked) <= Math.max(AS_ASKED.ms, asked * AS_ASKED.share);
    return { ...stretch, label: single && near ? `${did}, as asked` : did };
  });
}

/** `Critical path: task 1, its permit, task 4; 99.9 % asleep.` */
function pathSentence(trace: Trace, engine: EngineFacts, row: number): Sentence | undefined {
  const path = pathTo(trace, row);
  const { rows } = path;
  if (rows.length < 2) return undefined;
  const ids = rows.map((one) => trace.scenario.tasks[trace.spans.at.task[one]!]!.id);
  const shown = ids.length > 4 ? [...ids.slice(0, 2), '…', ids.at(-1)!] : ids;
  const own = trace.scenario.tasks[trace.spans.at.task[row]!]!;
  const gave = own.after?.length || ids[0] === ids[1] ? '' : ` its ${placeWord(engine)},`;
  const way = ids.length === 2 ? say`task ${ids[0]!},${gave} task ${ids[1]!}` : say`tasks ${shown.join(', ')}`;
  const over = !Number.isNaN(trace.totalMs);
  const head = !over
    ? 'Path'
    : criticalPath(trace).rows.includes(row)
      ? 'Critical path'
      : 'Not on the critical path. Its own path';
  return join(say`${head}: ${way}; ${sharesOf(path)}.`, path.guessed ? GUESSED : undefined);
}

/** "You changed 3 to 4 workers: 5.01 s → 4.00 s": what a moved knob does by prediction, held against the last run. */
import type { EngineFacts } from '../../engines/facts.ts';
import { type Knob, settle } from '../../engines/knobs.ts';
import { formatMs, fromTo } from '../../scenario/duration.ts';
import { movedKnobs } from '../../store/traces/own-runs.ts';
import { compareRuns } from '../../trace/compare/compare-runs.ts';
import { criticalPath } from '../../trace/queries/critical-path.ts';
import { rowOf } from '../../trace/rows-by-task.ts';
import type { Trace } from '../../trace/trace.ts';
import { whatOf } from '../marks/kinds.ts';
import { knobValueWords, lastRunName } from '../words/last-run.ts';
import { capital, nameOf, placeWord } from '../words/names-and-numbers.ts';
import { join, listed, type Sentence, say, strong } from '../words/sentence.ts';
import { whereFrom } from './difference.ts';
import { comesAfter, holders } from './late.ts';
import { lifeOf, type Stretch } from './life.ts';
import { bound, proposal } from './proposal.ts';
import type { Known, Reason, Subject } from './reason.ts';
import { attemptName } from './stand-outs.ts';

/** A change of less than this share of the time is none. */
const SAME = 0.01;
/** A wait shorter than this (ms) is none. */
const NOTICED_MS = 1;

/** Undefined where no engine's run is another than the one on the page would be. */
export function whatChanged(known: Known): Reason | undefined {
  const changed = known.subjects.filter(({ last, measured }) => last && !measured);
  const subject = changed.find(({ predicted }) => predicted && !predicted.facts.hung) ?? changed[0];
  if (!subject) return undefined;
  const { engine, predicted } = subject;
  const last = subject.last!;
  const head = changeOf(engine, last, known.scenario);
  const notes = [stillHold(known), changed.length > 1 ? others(changed, subject) : undefined];
  if (!predicted || predicted.facts.hung) {
    const says = predicted ? say`By prediction it hangs now.` : say`The prediction is being computed.`;
    return { title: head, about: nameOf(engine), says: [says, ...inLastRun(last)], notes: there(notes) };
  }
  const better = proposal(engine, predicted, known.whatIf);
  return {
    title: `${head}: ${fromTo(last.totalMs, predicted.totalMs)}`,
    about: nameOf(engine),
    says: [whyOf(engine, last, predicted)],
    notes: there([...notes, better ? undefined : bound(engine, predicted)]),
    ...(better && { proposal: better }),
  };
}

const there = (sentences: readonly (Sentence | undefined)[]): Sentence[] =>
  sentences.filter((sentence) => sentence !== undefined);

/** `You changed 3 to 4 workers`, `You changed chunk size 1 to 4 and dispatch message to chunk` */
function changeOf(engine: EngineFacts, last: Trace, now: Known['scenario']): string {
  const moved = movedKnobs(engine, last, now);
  if (moved.length === 0) {
    if (last.scenario.giveUpMs !== now.giveUpMs) return 'You changed how long the caller waits';
    return last.scenario.seed !== now.seed ? 'You changed the seed' : 'You changed which workers are killed';
  }
  const [then, settled] = [last.scenario, now].map((scenario) => settle(engine.knobs, scenario, last.machine));
  const from = (knob: Knob) =>
    `${knobValueWords(knob, then![knob.name]!)} to ${knobValueWords(knob, settled![knob.name]!)}`;
  const [first] = moved;
  if (moved.length === 1 && first!.name === 'workers')
    return `You changed ${from(first!)} ${placeWord(engine)}${settled!.workers === 1 ? '' : 's'}`;
  return `You changed ${moved.map((knob) => `${knob.title.toLowerCase()} ${from(knob)}`).join(' and ')}`;
}

/** `By prediction, because task 4 no longer waits for a worker. In the last run it waited 1.01 s: ...` */
function whyOf(engine: EngineFacts, last: Trace, predicted: Trace): Sentence {
  const gain = last.totalMs - predicted.totalMs;
  if (Math.abs(gain) < SAME * last.totalMs) return say`By prediction it takes as long as in the last run.`;
  const task = mostChanged(gain > 0 ? last : predicted, gain > 0 ? predicted : last);
  if (!task) {
    const from = listed(whereFrom(compareRuns(last, predicted)));
    return say`By prediction it takes ${strong(formatMs(Math.abs(gain)))} ${gain > 0 ? 'less' : 'more'}: ${from}.`;
  }
  const name = attemptName(task.trace, task.row);
  const what = whatOf(task.longer[0]!.cause!);
  const [longer, shorter] = [sum(task.longer), sum(task.shorter)];
  const lastRow = gain > 0 ? task.row : task.other;
  const waits = gain > 0 ? task.longer : task.shorter;
  const before = lastRow < 0 || sum(waits) < NOTICED_MS ? undefined : holders(last, engine, lastRow, waits);
  const short = shorter < NOTICED_MS ? undefined : strong(formatMs(shorter));
  if (gain > 0) {
    const now = short ? say`waits only ${short} for ${what}` : say`no longer waits for ${what}`;
    return join(
      say`By prediction, because ${strong(name)} ${now}.`,
      say`In the last run it waited ${strong(formatMs(longer))}.`,
      before,
    );
  }
  const then = short ? say`In the last run it waited ${short}.` : say`In the last run it did not.`;
  return join(say`By prediction, because ${strong(name)} waits ${strong(formatMs(longer))} for ${what}.`, then);
}

interface Changed {
  readonly trace: Trace;
  readonly row: number;
  /** In the other run; -1: none. */
  readonly other: number;
  readonly longer: readonly Stretch[];
  readonly shorter: readonly Stretch[];
}

/** Of the attempts that the slower run's time is made of, the one that waits most longer for a place than in the quicker run. */
function mostChanged(slower: Trace, quicker: Trace): Changed | undefined {
  let found: Changed | undefined;
  let most = NOTICED_MS;
  const { task, attempt } = slower.spans.at;
  for (const row of criticalPath(slower).rows) {
    const other = rowOf(quicker, task[row]!, attempt[row]!);
    if (other < 0) continue;
    const [longer, shorter] = [placeWaits(slower, row), placeWaits(quicker, other)];
    const ms = sum(longer) - sum(shorter);
    if (ms <= most || longer.length === 0) continue;
    most = ms;
    found = { trace: slower, row, other, longer, shorter };
  }
  return found;
}

const placeWaits = (trace: Trace, row: number): Stretch[] => lifeOf(trace, row).filter(({ kind }) => kind === 'place');
const sum = (stretches: readonly Stretch[]): number => stretches.reduce((all, { ms }) => all + ms, 0);

const inLastRun = (last: Trace): Sentence[] =>
  Number.isNaN(last.totalMs) ? [] : [say`The last run took ${strong(formatMs(last.totalMs))}.`];

/** `For loop and asyncio.gather do not look at it: their runs still hold.` */
function stillHold({ subjects }: Known): Sentence | undefined {
  const held = subjects.filter(({ measured }) => measured);
  if (held.length === 0) return undefined;
  const names = listed(held.map(({ engine }) => [nameOf(engine)]));
  return held.length === 1
    ? say`${names} does not look at it: its run still holds.`
    : say`${names} do not look at it: their runs still hold.`;
}

/** `Main-thread async pool: 5.00 s → 4.00 s.` */
function others(changed: readonly Subject[], told: Subject): Sentence | undefined {
  const rest = changed.filter((one) => one !== told && one.predicted && !one.predicted.facts.hung);
  if (rest.length === 0) return undefined;
  const each = rest.map(
    ({ engine, last, predicted }) => say`${nameOf(engine)} ${fromTo(last!.totalMs, predicted!.totalMs)}`,
  );
  return say`Likewise ${listed(each)}.`;
}

/** A selected task of an engine whose run is the last one: by prediction now, then in that run. */
export function lateSinceChange(
  { engine, predicted, last }: Subject,
  task: number,
  attempt: number,
  known: Known,
): Reason | undefined {
  const id = known.scenario.tasks[task]?.id;
  if (!predicted || !last || id === undefined) return undefined;
  const name = attempt > 1 ? `task ${id}, attempt ${attempt}` : `task ${id}`;
  const [now, then] = [rowOf(predicted, task, attempt), rowOf(last, task, attempt)];
  if (now < 0) return undefined;
  const [waits, before] = [waitsOf(predicted, now), then < 0 ? [] : waitsOf(last, then)];
  const [ms, msBefore] = [sum(waits), sum(before)];
  const better = waits.some(({ kind }) => kind === 'place') ? proposal(engine, predicted, known.whatIf) : undefined;
  const title =
    ms < NOTICED_MS
      ? msBefore < NOTICED_MS
        ? `${capital(name)} waits for nothing`
        : `${capital(name)} no longer waits`
      : `Why is ${name} late?`;
  const byPrediction =
    ms < NOTICED_MS
      ? say`By prediction it begins at once.`
      : join(
          say`By prediction it waits ${eachWait(waits)}.`,
          comesAfter(predicted, now, waits),
          holders(predicted, engine, now, waits),
        );
  const inRun = lastRunName(engine, last, known.scenario);
  const inLast =
    then < 0
      ? say`In the ${inRun}, it did not begin.`
      : msBefore < NOTICED_MS
        ? say`In the ${inRun}, it waited for nothing.`
        : join(say`In the ${inRun}, it waited ${eachWait(before)}.`, holders(last, engine, then, before));
  return {
    title,
    about: nameOf(engine),
    says: [byPrediction, inLast],
    line: lifeOf(predicted, now).map((stretch) => ({
      ...stretch,
      label: stretch.cause ? `for ${whatOf(stretch.cause)}` : stretch.kind === 'cpu' ? 'computes' : 'sleeps',
    })),
    ...(better && { proposal: better }),
  };
}

/** Noticeable ones. */
const waitsOf = (trace: Trace, row: number): Stretch[] =>
  lifeOf(trace, row).filter(({ cause, ms }) => cause !== undefined && ms > NOTICED_MS);

/** `1.00 s for a worker and 20 ms for a message` */
function eachWait(waits: readonly Stretch[]): Sentence {
  const byCause = new Map<string, number>();
  for (const { cause, ms } of waits) byCause.set(whatOf(cause!), (byCause.get(whatOf(cause!)) ?? 0) + ms);
  return listed([...byCause].map(([what, ms]) => say`${strong(formatMs(ms))} for ${what}`));
}

/** "Why 5.01 s?", "Why only 1.82×?": what a finished run's time was made of, by its largest wait. */
import { BASELINE } from '../../engines/baseline.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import { figuresOf } from '../../store/traces/figures-of.ts';
import { endOf } from '../../trace/ends.ts';
import { type CriticalPath, criticalPath } from '../../trace/queries/critical-path.ts';
import { rowOf } from '../../trace/rows-by-task.ts';
import type { Trace } from '../../trace/trace.ts';
import type { CauseName } from '../../trace/wait-causes.ts';
import { kindOf, whatOf } from '../marks/kinds.ts';
import { capital, nameOf, percent, timesWords } from '../words/names-and-numbers.ts';
import { join, listed, type Sentence, say, strong } from '../words/sentence.ts';
import { whatErrorsCost } from './came-out.ts';
import { comparisonOf, whereFrom } from './difference.ts';
import { firstResults } from './first-results.ts';
import { freeThreaded, isFreeThreaded } from './free-threaded.ts';
import { holders } from './late.ts';
import { lifeOf, lifeOfAll } from './life.ts';
import { GUESSED, leftOut, pathLine, sharesOf } from './path.ts';
import { bound, proposal } from './proposal.ts';
import type { Known, LabelledStretch, Reason, Subject } from './reason.ts';
import { attemptName } from './stand-outs.ts';

/** A measurement that exceeds its prediction by more than this share is remarked on. */
const FAR_OFF = 0.15;
/** From here on it is so many times as long, not per cent more. */
const MOST_PERCENT = 10;
/** Of what else tasks waited for, no more is told. */
const MOST_WAITS = 2;
/** Of the makespan, all attempts together: waits to compute longer than this explain a run. */
const MUCH = 0.25;

export function why(known: Known): Reason | undefined {
  const subject = slowest(known.subjects);
  if (!subject) return undefined;
  const trace = subject.measured!;
  const compute = computeWait(trace);
  const sequential = known.sequentialMeasuredMs ?? known.sequentialMs;
  if (compute && subject.engine.id !== BASELINE)
    return whyOnly(known, subject, trace, compute, sequential / trace.totalMs);
  return whySoLong(known, subject, trace);
}

/** The same of a run that was opened or kept, the last of them: the page's own have none yet. */
export function whyOpened(known: Known): Reason | undefined {
  const subject = known.opened?.findLast(({ measured, predicted }) => {
    const trace = measured ?? predicted;
    return trace !== undefined && !Number.isNaN(trace.totalMs);
  });
  const trace = subject?.measured ?? subject?.predicted;
  return subject && trace ? whySoLong(known, subject, trace) : undefined;
}

/** The engine that took longest, the first of them. One after another is what everybody expects: a loop is told of where nothing else ran. */
function slowest(subjects: readonly Subject[]): Subject | undefined {
  const ended = subjects.filter(({ measured }) => measured && !Number.isNaN(measured.totalMs));
  const others = ended.filter(({ engine }) => engine.id !== BASELINE);
  let found: Subject | undefined;
  for (const subject of others.length > 0 ? others : ended)
    if (!found || subject.measured!.totalMs > found.measured!.totalMs) found = subject;
  return found;
}

/** What tasks waited for most in order to compute, if that was much of the time. */
function computeWait(trace: Trace): CauseName | undefined {
  const waits = (Object.entries(figuresOf(trace).waitsMs) as [CauseName, number][])
    .filter(([cause, ms]) => kindOf(cause) === 'compute' && ms > trace.totalMs * MUCH)
    .sort((a, b) => b[1] - a[1]);
  return waits[0]?.[0];
}

/** Where nobody knows what a For loop takes, it is not spoken of. */
function titleOf(speedUp: number, { totalMs }: Trace): string {
  if (Number.isNaN(speedUp)) return `Why ${formatMs(totalMs)}?`;
  return speedUp >= 0.9 ? `Why only ${timesWords(speedUp)}?` : `Why slower than For loop (${timesWords(speedUp)})?`;
}

/** The tasks waited most for the right to compute: what all of them did and waited for, as sums. */
function whyOnly(
  known: Known,
  { engine, predicted }: Subject,
  trace: Trace,
  largest: CauseName,
  speedUp: number,
): Reason {
  const life = lifeOfAll(trace).filter(({ ms }) => ms > trace.totalMs / 1000);
  const waits = life.filter(({ cause }) => cause !== undefined && cause !== largest && kindOf(cause) !== 'thin');
  const { cores } = trace.machine;
  const shares = sharesWords(largest, isFreeThreaded(engine.lanes, trace) ? freeThreaded(trace) : undefined, cores);
  const ms = life.find(({ cause }) => cause === largest)!.ms;
  // More than the run took is no time that anybody has seen: then it is told of one attempt.
  const attempts = ms > trace.totalMs ? Math.max(1, trace.spans.length) : 1;
  const waited = [{ ms, cause: largest }, ...waits.slice(0, MOST_WAITS)].map(
    (wait) => say`${strong(formatMs(wait.ms / attempts))} for ${whatOf(wait.cause!)}`,
  );
  const who = attempts === 1 ? 'Together the tasks' : 'On average a task';
  const better = proposal(engine, predicted, known.whatIf);
  const limit = better ? undefined : bound(engine, predicted);
  return {
    title: titleOf(speedUp, trace),
    about: nameOf(engine),
    says: [say`${shares} ${who} waited ${listed(waited)}.`],
    line: life.slice(0, 5).map((stretch) => ({ ...stretch, label: labelOf(stretch) })),
    notes: [pathSays(trace), limit].filter((note) => note !== undefined),
    ...(better && { proposal: better }),
  };
}

/** How what was waited for most is shared out. `free`: what is said of threads without a GIL. */
function sharesWords(largest: CauseName, free: string | undefined, cores: number): string {
  if (free) return `${free}.`;
  if (largest === 'lock') return 'One task at a time has the lock.';
  if (largest === 'core') return `There ${cores === 1 ? 'is only one core' : `are ${cores} cores`}.`;
  return 'One task computed at a time.';
}

/** `Critical path: 52 % computing and 48 % waiting for the GIL.` */
function pathSays(trace: Trace): Sentence {
  const path = criticalPath(trace);
  return join(say`Critical path: ${sharesOf(path)}.`, path.guessed ? GUESSED : undefined);
}

/** The tasks waited most for places, or slept: the critical path, stretch by stretch. */
function whySoLong(known: Known, { engine, predicted }: Subject, trace: Trace): Reason {
  const title = `Why ${formatMs(trace.totalMs)}?`;
  const path = criticalPath(trace);
  if (path.rows.length === 0) return { title, about: nameOf(engine), says: [say`No task began.`] };
  const line = pathLine(trace, path);
  const better = proposal(engine, predicted, known.whatIf);
  const limit = better ? undefined : bound(engine, predicted);
  const notes: Sentence[] = [];
  const rest = leftOut(path, line);
  if (rest) notes.push(rest);
  const over = predicted ? trace.totalMs / predicted.totalMs - 1 : 0;
  if (over > FAR_OFF) {
    const from = listed(whereFrom(comparisonOf(trace, predicted!)));
    const much = over < MOST_PERCENT ? `${percent(over)} more than` : `${timesWords(over + 1)} what was`;
    const unknown = trace.facts.blows
      ? 'What was broken in this run is in no prediction.'
      : 'The model does not know of that.';
    notes.push(say`${much} predicted: ${from}. ${unknown}`);
  } else if (limit) notes.push(limit);
  const onPath = [...new Set(path.rows.map((row) => trace.scenario.tasks[trace.spans.at.task[row]!]!.id))];
  const says = onPath.length === 1 ? say`Task ${onPath[0]!} alone takes that long.` : undefined;
  if (path.guessed) notes.push(GUESSED);
  const results = firstResults(known.subjects);
  if (results) notes.push(results);
  return {
    title,
    about: `critical path, ${nameOf(engine)}`,
    says: [whatErrorsCost(engine, trace), says ?? lastToEnd(engine, trace, path)].filter((one) => one !== undefined),
    line,
    lineMs: trace.totalMs,
    notes,
    ...(better && { proposal: better }),
  };
}

/** A wait for places of at least this share of the run explains its end. */
const LATE = 0.02;

/** `Task 4 ends last. It waited 1.00 s for a worker. Tasks 1, 2 and 3 held all three workers until task 1 ended.` */
function lastToEnd(engine: EngineFacts, trace: Trace, path: CriticalPath): Sentence | undefined {
  const row = path.rows.at(-1)!;
  const waits = lifeOf(trace, row).filter(({ kind }) => kind === 'place');
  const ms = waits.reduce((sum, wait) => sum + wait.ms, 0);
  if (path.guessed || ms < LATE * trace.totalMs) return undefined;
  const waited = say`${capital(attemptName(trace, row))} ends last. It waited ${strong(formatMs(ms))} for ${whatOf(waits[0]!.cause!)}.`;
  return join(waited, holders(trace, engine, row, waits));
}

function labelOf({ kind, cause }: Pick<LabelledStretch, 'kind' | 'cause'>): string {
  if (cause) return `for ${whatOf(cause)}`;
  return kind === 'cpu' ? 'computed' : 'slept';
}

/** The attempt that ends last in a run under way: by prediction, or else by what is known so far. */
export function lastOfAll({ predicted, measured }: Subject): number {
  if (!measured) return -1;
  const { spans } = measured;
  let last = -1;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < spans.length; row++) {
    if (!Number.isNaN(spans.at.end[row]!)) continue;
    const at = predictedEnd(predicted, spans.at.task[row]!, spans.at.attempt[row]!) ?? endOf(measured, row);
    if (at > latest) [last, latest] = [row, at];
  }
  return last;
}

/** When the attempt ends by prediction (ms); undefined where there is none, or it does not begin in it. */
export function predictedEnd(predicted: Trace | undefined, task: number, attempt: number): number | undefined {
  const row = predicted ? rowOf(predicted, task, attempt) : -1;
  return row < 0 ? undefined : predicted!.spans.at.end[row]!;
}

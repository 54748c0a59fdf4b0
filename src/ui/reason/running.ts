/** While a run is under way, and when it was cancelled. */
import { formatMs } from '../../scenario/duration.ts';
import { OUTCOMES, type Trace } from '../../trace/trace.ts';
import { whatOf } from '../marks/kinds.ts';
import { capital, nameOf, tasksWord } from '../words/names-and-numbers.ts';
import { join, listed, type Sentence, say, strong } from '../words/sentence.ts';
import { whyHung } from './hung.ts';
import { lifeOf } from './life.ts';
import type { Known, LabelledStretch, Reason, Subject } from './reason.ts';
import { lastOfAll, predictedEnd } from './why.ts';

/** "What everybody waits for": the attempt under way that will end last, in the first engine that runs. */
export function whatEverybodyWaitsFor(subjects: readonly Subject[]): Reason {
  const subject = subjects.find(({ measured }) => measured && Number.isNaN(measured.totalMs));
  const row = subject ? lastOfAll(subject) : -1;
  if (!subject || row < 0) return { title: 'What everybody waits for', says: [say`No task is running at the moment.`] };
  const { engine, predicted } = subject;
  const trace = subject.measured!;
  const { task: number, attempt } = trace.spans.at;
  const task = trace.scenario.tasks[number[row]!]!;
  const life = lifeOf(trace, row);
  const total = life.reduce((sum, { ms }) => sum + ms, 0);
  const waited = new Map<string, number>();
  for (const { cause, ms } of life)
    if (cause !== undefined) waited.set(whatOf(cause), (waited.get(whatOf(cause)) ?? 0) + ms);
  const done: Sentence[] = (['cpu', 'sleep'] as const).flatMap((kind) => {
    const asked = task.segments.filter((segment) => segment.kind === kind).reduce((sum, { ms }) => sum + ms, 0);
    const ms = life.filter((one) => one.kind === kind && !one.cause).reduce((sum, one) => sum + one.ms, 0);
    if (asked === 0) return [];
    return [
      say`has ${kind === 'cpu' ? 'computed' : 'slept'} ${strong(formatMs(ms))} of ${formatMs(asked, asked % 1000 === 0 ? 0 : undefined)}`,
    ];
  });
  const parts = [
    ...[...waited]
      .filter(([, ms]) => ms > total * 0.02)
      .slice(0, 2)
      .map(([what, ms]) => say`waited ${strong(formatMs(ms, 3))} for ${what}`),
    ...done,
  ];
  const line: LabelledStretch[] = life.map((stretch) => ({
    ...stretch,
    label: stretch.cause ? `waited for ${whatOf(stretch.cause)}` : stretch.kind === 'cpu' ? 'computing' : 'sleeping',
  }));
  const ends = predictedEnd(predicted, number[row]!, attempt[row]!);
  const whole = ends !== undefined ? Math.max(ends, trace.nowMs) - trace.spans.at.submit[row]! : undefined;
  const left = ends === undefined ? 0 : ends - trace.nowMs;
  return {
    title: `What everybody waits for: task ${task.id}`,
    about: nameOf(engine),
    says: [say`It ${listed(parts)}.`],
    line,
    ...(whole !== undefined && { lineMs: whole }),
    ...(ends !== undefined && {
      notes: [
        left > 0
          ? say`By prediction it ends at ${formatMs(ends)}, ${formatMs(left)} from now.`
          : say`By prediction it should have ended at ${formatMs(ends)}.`,
      ],
    }),
  };
}

/** "Cancelled at 3.20 s": which tasks keep a result, which were stopped, and that nothing is left running. */
export function cancelled(known: Known, atMs: number): Reason {
  const title = `Cancelled at ${formatMs(atMs)}`;
  const subject =
    known.subjects.find(({ measured }) => measured?.facts.hung) ?? known.subjects.find(({ measured }) => measured);
  const notes = [say`No worker, timer or promise is left. Run starts again from zero.`];
  if (!subject) return { title, says: [say`Nothing had begun.`], notes };
  const trace = subject.measured!;
  const hung = trace.facts.hung ? whyHung(subject.engine, trace) : undefined;
  return {
    title,
    about: nameOf(subject.engine),
    says: [join(hung, finished(trace), stopped(trace), neverBegan(trace))],
    notes,
  };
}

function finished(trace: Trace): Sentence {
  const rows = rowsWith(trace, 'ok');
  const numbers = [...new Set(rows.map((row) => trace.spans.at.task[row]!))].sort((a, b) => a - b);
  if (numbers.length === 0) return say`No task had finished.`;
  const [are, keep] = numbers.length === 1 ? ['finished', 'keeps its result'] : ['finished', 'keep their results'];
  return say`${capital(tasksWord(trace.scenario, numbers))} ${are} and ${keep}.`;
}

function stopped(trace: Trace): Sentence | undefined {
  const rows = rowsWith(trace, 'cancelled');
  if (rows.length === 0) return undefined;
  const numbers = rows.map((row) => trace.spans.at.task[row]!);
  if (rows.length > 1) return say`${capital(tasksWord(trace.scenario, numbers))} were stopped under way.`;
  const row = rows[0]!;
  const { id, segments } = trace.scenario.tasks[numbers[0]!]!;
  const doing = lifeOf(trace, row)
    .filter(({ cause }) => cause === undefined)
    .at(-1);
  if (!doing) return say`Task ${id} was stopped under way.`;
  const asked = segments.filter(({ kind }) => kind === doing.kind).reduce((sum, { ms }) => sum + ms, 0);
  const did = doing.kind === 'cpu' ? 'computed' : 'slept';
  return say`Task ${id} had ${did} ${strong(formatMs(doing.ms))} of ${formatMs(asked, asked % 1000 === 0 ? 0 : undefined)}; it was stopped at once.`;
}

/** `Tasks 3 and 4 never began.` */
function neverBegan({ scenario, spans }: Trace): Sentence | undefined {
  const began = new Uint8Array(scenario.tasks.length);
  for (let row = 0; row < spans.length; row++) began[spans.at.task[row]!] = 1;
  const numbers = scenario.tasks.flatMap((_, number) => (began[number] === 1 ? [] : [number]));
  return numbers.length === 0 ? undefined : say`${capital(tasksWord(scenario, numbers))} never began.`;
}

function rowsWith({ spans }: Trace, outcome: (typeof OUTCOMES)[number]): number[] {
  const number = OUTCOMES.indexOf(outcome);
  const rows: number[] = [];
  for (let row = 0; row < spans.length; row++) if (spans.at.outcome[row] === number) rows.push(row);
  return rows;
}

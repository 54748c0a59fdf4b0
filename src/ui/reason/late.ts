/** "Why was task 4 late?": the selected attempt's life, who held what it waited for, and what would help. */
import type { Engine } from '../../engines/engine.ts';
import { formatMs } from '../../scenario/duration.ts';
import { OUTCOMES, type Trace } from '../../trace/trace.ts';
import { whatOf } from '../marks/kinds.ts';
import { endOf, lifeOf, type Stretch } from './life.ts';
import { pathTo } from './path.ts';
import { placesOf, proposal } from './proposal.ts';
import type { Known, LabelledStretch, Reason, Subject } from './reason.ts';
import { join, listed, type Sentence, say, strong } from './sentence.ts';
import { capital, countWord, nameOf, percent, placeWord, tasksWord } from './words.ts';

/** Waits shorter than this (ms, share of its life) made nobody late. */
const NOTICED_MS = 1;
const NOTICED = 0.005;
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
  const path = pathTo(trace, engine, row);
  const better = waits.some(({ kind }) => kind === 'place') ? proposal(engine, predicted, known.whatIf) : undefined;
  return {
    title,
    about: nameOf(engine),
    says: [join(waitSentence(waits, digits), holders(trace, engine, row, waits), ending(trace, row))],
    line: labelled(life, trace, row),
    notes: [pathSentence(trace, engine, path)].filter((note) => note.length > 0),
    ...(better && { proposal: better }),
  };
}

/** The row of an attempt; -1 where it never began. */
function rowOf({ spans }: Trace, task: number, attempt: number): number {
  for (let row = 0; row < spans.length; row++)
    if (spans.at.task[row] === task && spans.at.attempt[row] === attempt) return row;
  return -1;
}

function neverBegan(trace: Trace, task: number, name: string, engine: Engine): Reason {
  const queued = trace.queued.find((one) => one.task === task);
  const now = Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs;
  const title = Number.isNaN(trace.totalMs) ? `${capital(name)} has not begun` : `${capital(name)} never began`;
  if (!queued) return { title, about: nameOf(engine), says: [say`It was never handed to the engine.`] };
  const waits = formatMs(Math.max(0, now - queued.since));
  return {
    title,
    about: nameOf(engine),
    says: [say`It waited ${strong(waits)} for ${whatOf(queued.cause)}, to no avail.`],
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

/** `Tasks 1, 2 and 3 held all three.` Who had the places when it was submitted, or what it depended on. */
function holders(trace: Trace, engine: Engine, row: number, waits: readonly Stretch[]): Sentence | undefined {
  const first = waits.find(({ kind }) => kind === 'place');
  const { scenario, spans } = trace;
  const own = spans.at.task[row]!;
  if (first?.cause === 'dependency') {
    const after = scenario.tasks[own]!.after ?? [];
    const numbers = after.map((id) => scenario.tasks.findIndex((task) => task.id === id));
    return say`It comes after ${tasksWord(scenario, numbers)}.`;
  }
  const places = placesOf(engine, trace);
  if (!first || places === undefined) return undefined;
  const from = spans.at.start[row]! - first.ms;
  const held: number[] = [];
  // Just after it began to wait: who takes no time has given way by then.
  const moment = from + first.ms / 2;
  for (let other = 0; other < spans.length; other++) {
    if (other === row) continue;
    if (spans.at.start[other]! <= moment && endOf(trace, other) > moment) held.push(spans.at.task[other]!);
  }
  if (held.length < places) return undefined;
  const all = places === 1 ? `the one ${placeWord(engine)}` : places === 2 ? 'both' : `all ${countWord(places)}`;
  return say`${capital(tasksWord(scenario, held.slice(0, places)))} held ${all}.`;
}

function ending(trace: Trace, row: number): Sentence | undefined {
  switch (OUTCOMES[trace.spans.at.outcome[row]!]) {
    case 'failed':
      return say`It failed at its end.`;
    case 'killed':
      return say`Its ${trace.engine === 'web-workers' ? 'worker' : 'process'} went away under it.`;
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
function pathSentence(trace: Trace, engine: Engine, path: readonly number[]): Sentence {
  if (path.length < 2) return [];
  const { task, end, start } = trace.spans.at;
  const ids = path.map((row) => trace.scenario.tasks[task[row]!]!.id);
  const shown = ids.length > 4 ? [...ids.slice(0, 2), '…', ids.at(-1)!] : ids;
  const own = trace.scenario.tasks[task[path.at(-1)!]!]!;
  const gave = own.after?.length ? '' : ` its ${placeWord(engine)},`;
  const whole = end[path.at(-1)!]! - start[path[0]!]!;
  const asleep = path.reduce(
    (sum, row) => sum + lifeOf(trace, row).reduce((s, { kind, ms }) => s + (kind === 'sleep' ? ms : 0), 0),
    0,
  );
  const share = whole > 0 && asleep > 0 ? `; ${percent(Math.min(1, asleep / whole))} asleep` : '';
  if (ids.length === 2) return say`Critical path: task ${ids[0]!},${gave} task ${ids[1]!}${share}.`;
  return say`Critical path: tasks ${shown.join(', ')}${share}.`;
}

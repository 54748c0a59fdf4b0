/** What is said of an attempt: in the tooltip, and as one sentence to speak. */
import { formatAsked, formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import { causeRow, markOfCause } from '../../../trace/cause.ts';
import { OUTCOMES, type Trace } from '../../../trace/trace.ts';
import { attemptName } from '../../words/attempt-name.ts';
import { laneName } from '../../words/lane-name.ts';
import type { MarkName } from '../model/mark-name.ts';
import type { Picture } from '../model/picture.ts';
import { COMPUTE, CPU, Pieces, PLACE, SHARED, SLEEP, WAIT_KINDS } from '../model/pieces.ts';
import type { Description, Hit } from './row.ts';

/** An attempt: its row in the drawn trace, and the piece of it that is under the point (-1: none). */
export interface SpanHit extends Hit {
  readonly span: number;
  readonly piece: number;
  readonly ms: number;
}

/** More than this share of what was asked is more. */
const OVER = 1.005;

const pieces = new Pieces();
/** A task as the keyboard comes to it: where, from when to when, what it waited for, how it ended. */
export function inOneSentence(row: number, picture: Picture): string {
  const { trace } = picture.main!;
  const { task, attempt, lane, outcome } = trace.spans.at;
  pieces.load(trace, row);
  const { lanes } = picture.engine;
  const parts = [`${picture.engine.title}: task ${attemptName(trace, task[row]!, attempt[row]!)}`];
  if (!lanes.perTask && lanes.kind !== 'loop') parts.push(`on ${laneName(lanes, lane[row]!, trace)}`);
  parts.push(formatRange(pieces.start, pieces.end));
  for (const [number, waited] of waitsByCause(pieces.end)) {
    if (waited > 0) parts.push(`waited ${formatMs(waited, 3)} for ${causeRow(trace.causes[number]!).what}`);
  }
  parts.push(`${picture.hollow ? 'predicted ' : ''}${OUTCOMES[outcome[row]!]!}`);
  return parts.join(', ');
}

/** What an attempt does where the pointer is. */
export function describeSpan({ span: row, piece, ms }: SpanHit, picture: Picture): Description {
  const { trace } = picture.main!;
  const { task, attempt, lane, outcome } = trace.spans.at;
  pieces.load(trace, row);
  const name = attemptName(trace, task[row]!, attempt[row]!);
  const { lanes } = picture.engine;
  const where = lanes.perTask || lanes.kind === 'loop' ? '' : ` on ${laneName(lanes, lane[row]!, trace)}`;
  const how = OUTCOMES[outcome[row]!]!;
  const rows: [string, string][] = [];
  const i = Math.max(0, piece);
  const own = pieces.count > 0 ? pieces.kind[i]! : SLEEP;
  const [from, to] = pieces.count > 0 ? [pieces.from[i]!, pieces.to[i]!] : [pieces.start, pieces.end];
  const segment = pieces.count > 0 ? pieces.segment[i]! : -1;
  const asked = trace.scenario.tasks[task[row]!]?.segments[segment];
  const cause = pieces.count > 0 ? pieces.cause[i]! : 0;

  const holder = own === COMPUTE ? holderAt(trace, Math.min(Math.max(ms, from), to), task[row]!) : undefined;
  if (holder !== undefined) rows.push(['held by', `task ${holder}`]);
  rows.push(['from', formatRange(from, to)]);
  if (asked) {
    const until = Math.min(Math.max(ms, from), to);
    const done = doneIn(segment, until);
    // On a slower core the same work takes longer than was asked for.
    const said = `${formatMs(done)}${done > asked.ms * OVER ? ', asked for' : ' of'} `;
    if (asked.kind === 'cpu') rows.push(['computed so far', `${said}${formatAsked(asked.ms)}`]);
    else rows.push(['asked to sleep', formatAsked(asked.ms)]);
  }
  for (const [number, waited] of waitsByCause(to)) {
    const soFar = ['place', 'others'].includes(markOfCause(number)) ? '' : ' so far';
    if (waited > 0) rows.push([`waited for ${causeRow(trace.causes[number]!).what}${soFar}`, formatMs(waited, 3)]);
  }
  const predicted = predictedLength(picture, task[row]!, attempt[row]!);
  if (picture.measured && predicted !== undefined) {
    rows.push(['from start to end', `${formatMs(pieces.end - pieces.start, 3)}, predicted ${formatMs(predicted, 3)}`]);
  }
  if (how !== 'ok') rows.push(['outcome', how]);
  const length = how === 'running' && to === pieces.end ? `${formatMs(to - from, 3)} so far` : formatMs(to - from, 3);
  return { title: `Task ${name}`, where, mark: markOf(own), doing: wordsFor(own, cause, trace), length, rows };
}

const markOf = (kind: number): MarkName => {
  if (kind === CPU || kind === SHARED) return 'computing';
  if (kind === SLEEP) return 'sleeping';
  return WAIT_KINDS[kind - PLACE]!;
};

function wordsFor(kind: number, cause: number, { causes }: Trace): string {
  if (kind === CPU) return 'computes';
  if (kind === SHARED) return 'computes, sharing a core';
  return kind === SLEEP ? 'sleeps' : `waits for ${causeRow(causes[cause]!).what}`;
}

/** ms that the loaded span has done in a segment up to a time. */
function doneIn(segment: number, untilMs: number): number {
  let sum = 0;
  for (let i = 0; i < pieces.count; i++) {
    const kind = pieces.kind[i]!;
    if (pieces.segment[i] !== segment || (kind !== CPU && kind !== SLEEP && kind !== SHARED)) continue;
    const length = pieces.to[i]! - pieces.from[i]!;
    const share = length > 0 ? (length - pieces.waited[i]!) / length : 1;
    sum += Math.max(0, Math.min(pieces.to[i]!, untilMs) - pieces.from[i]!) * share;
  }
  return sum;
}

/** What it waited for before `untilMs`, by cause, as the waits come. */
function waitsByCause(untilMs: number): Map<number, number> {
  const sums = new Map<number, number>();
  for (let i = 0; i < pieces.count; i++) {
    if (pieces.waited[i] === 0 || pieces.from[i]! >= untilMs) continue;
    const cause = pieces.cause[i]!;
    sums.set(cause, (sums.get(cause) ?? 0) + pieces.waited[i]!);
  }
  return sums;
}

function predictedLength(picture: Picture, task: number, attempt: number): number | undefined {
  const row = picture.predictedRow(task, attempt);
  if (row < 0) return undefined;
  const { start, end } = picture.predicted!.trace.spans.at;
  return end[row]! - start[row]!;
}

/** Who held the GIL, the loop or a core at a time: from the turns if there are any, else who was computing. */
function holderAt(trace: Trace, ms: number, except: number): string | undefined {
  const { turns } = trace;
  for (let row = 0; row < turns.length; row++) {
    if (turns.at.of[row]! > 1 || turns.at.task[row] === except) continue;
    if (turns.at.start[row]! <= ms && ms < turns.at.end[row]!) {
      const task = turns.at.task[row]!;
      return task < 0 ? undefined : (trace.scenario.tasks[task]?.id ?? String(task));
    }
  }
  return undefined;
}

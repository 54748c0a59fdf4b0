/** The critical path in words and as a line. */
import { formatMs } from '../../scenario/duration.ts';
import { type Doing, type Part, waitOf } from '../../trace/life.ts';
import type { CriticalPath } from '../../trace/queries/critical-path.ts';
import type { Trace } from '../../trace/trace.ts';
import { kindOf, type StretchKind, whatOf } from '../marks/kinds.ts';
import { percent } from '../words/names-and-numbers.ts';
import { listed, type Sentence, say } from '../words/sentence.ts';
import type { LabelledStretch } from './reason.ts';

/** Paths with more stretches than this are told by sums. */
const MOST_STRETCHES = 4;
/** Of the path: shorter stretches are told together. */
const WORTH_TELLING = 0.015;
/** Shares told in a sentence: no more than these, and none below this. */
const MOST_SHARES = 3;
const LEAST_SHARE = 0.005;

const DOINGS: Readonly<Record<Doing, { readonly kind: StretchKind; readonly did: string; readonly share: string }>> = {
  cpu: { kind: 'cpu', did: 'computed', share: 'computing' },
  sleep: { kind: 'sleep', did: 'slept', share: 'sleeping' },
  rest: { kind: 'thin', did: 'between stretches', share: 'between stretches' },
  caller: { kind: 'thin', did: 'handed over', share: 'until the caller handed it over' },
  result: { kind: 'thin', did: 'result on its way', share: 'until the caller had the result' },
  idle: { kind: 'thin', did: 'nothing under way', share: 'nothing under way' },
};

/** What a step did, after a task's name: `slept`, `for a permit`. */
function didOf(kind: Part): string {
  const cause = waitOf(kind);
  return cause ? `for ${whatOf(cause)}` : DOINGS[kind as Doing].did;
}

const shareWord = (kind: Part): string => {
  const cause = waitOf(kind);
  return cause ? `waiting for ${whatOf(cause)}` : DOINGS[kind as Doing].share;
};

function stretch(kind: Part, ms: number, label: string): LabelledStretch {
  const cause = waitOf(kind);
  return { kind: cause ? kindOf(cause) : DOINGS[kind as Doing].kind, cause, ms, label };
}

/** The path as a line: step by step where they are few, else a stretch a kind. What is too short to see is left out. */
export function pathLine(trace: Trace, path: CriticalPath): LabelledStretch[] {
  const least = path.toMs * WORTH_TELLING;
  const worth: LabelledStretch[] = [];
  let many = false;
  path.each((row, number, fromMs, toMs) => {
    if (many || toMs - fromMs <= least) return;
    const kind = path.nameOf(number);
    const id = row < 0 ? undefined : trace.scenario.tasks[trace.spans.at.task[row]!]?.id;
    worth.push(stretch(kind, toMs - fromMs, id === undefined ? didOf(kind) : `task ${id} ${didOf(kind)}`));
    many = worth.length > MOST_STRETCHES;
  });
  const told = worth.reduce((sum, { ms }) => sum + ms, 0);
  // Many short steps are much together.
  if (!many && path.toMs - told < path.toMs * WORTH_TELLING * MOST_STRETCHES) return worth;
  return [...path.shares].filter(([, ms]) => ms > least).map(([kind, ms]) => stretch(kind, ms, didOf(kind)));
}

/** `96 % sleeping, 3 % waiting for a message, and 1 % other`: what the path's time went to, all of it. */
export function sharesOf(path: CriticalPath): Sentence {
  const told = [...path.shares].filter(([, ms], i) => i < MOST_SHARES && (i === 0 || ms >= path.toMs * LEAST_SHARE));
  const says = told.map(([kind, ms]) => say`${percent(ms / path.toMs)} ${shareWord(kind)}`);
  const rest = 1 - told.reduce((sum, [, ms]) => sum + ms, 0) / path.toMs;
  if (rest >= LEAST_SHARE) says.push(say`${percent(rest)} other`);
  return listed(says);
}

/** Less than this, of the path and (ms) at all, is not worth a sentence. */
const LEAST_OUT = 0.001;
const LEAST_MS = 0.05;

/** What is left out of a line. */
export function leftOut(path: CriticalPath, line: readonly LabelledStretch[]): Sentence | undefined {
  const rest = path.toMs - line.reduce((sum, { ms }) => sum + ms, 0);
  if (rest <= Math.max(LEAST_MS, path.toMs * LEAST_OUT)) return undefined;
  return say`Not drawn: ${formatMs(rest)} of start-up, messages and other short stretches, ${percent(rest / path.toMs)} of the path.`;
}

/** Said where it is not recorded which attempt let which begin. */
export const GUESSED = say`Which task let which begin is guessed from their times.`;

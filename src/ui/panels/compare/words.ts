/** Two runs compared, in sentences: what was changed, how long they took, and each attempt's difference with its cause. */
import { ENGINES } from '../../../engines/list.ts';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import type { Scenario, TaskSpec } from '../../../scenario/scenario.ts';
import type { Differences, Share } from '../../../trace/compare/differences.ts';
import { type Doing, type Part, waitOf } from '../../../trace/life.ts';
import { OUTCOMES, type Trace } from '../../../trace/trace.ts';
import { whatOf } from '../../marks/kinds.ts';
import { join, listed, type Sentence, say, strong } from '../../words/sentence.ts';

/** Told: no more causes than this, and none less than so much of the largest. */
const MOST = 3;
const WORTH = 0.02;

const DOING: Readonly<Record<Doing, string>> = {
  cpu: 'computing',
  sleep: 'sleeping',
  caller: 'until it was handed over',
  result: 'until the caller had the result',
  rest: 'between stretches',
  idle: 'nothing under way',
};

const partWords = (part: Part): string => {
  const cause = waitOf(part);
  return cause === undefined ? DOING[part as Doing] : `waiting for ${whatOf(cause)}`;
};

/** `1.00 s less waiting for a worker and 20 ms more computing` */
function because(shares: readonly Share[]): Sentence {
  const least = Math.abs(shares[0]?.ms ?? 0) * WORTH;
  const told = shares.slice(0, MOST).filter(({ ms }) => Math.abs(ms) >= least);
  return listed(
    told.map(({ part, ms }) => say`${strong(formatMs(Math.abs(ms)))} ${ms < 0 ? 'less' : 'more'} ${partWords(part)}`),
  );
}

/** `B took 1.00 s less than A: 4.00 s instead of 5.00 s. Along the critical path: 1.00 s less sleeping.` */
export function makespans({ a, b, makespanMs, path }: Differences): Sentence {
  const never = [a, b].map(({ facts }) => facts.hung);
  if (never[0] || never[1]) {
    const who = never[0] && never[1] ? 'Neither run ends' : `${never[0] ? 'A' : 'B'} hangs`;
    return say`${who}: the caller waits for ever.`;
  }
  const cut = a.facts.cutOffMs ?? b.facts.cutOffMs;
  if (cut !== undefined) {
    const which = a.facts.cutOffMs === undefined ? 'B' : 'A';
    return say`${which} is predicted up to ${strong(formatMs(cut))} only, so the two cannot be compared.`;
  }
  if (Math.abs(makespanMs) < 0.0005) return say`Both took ${strong(formatMs(a.totalMs, 3))}.`;
  const how = makespanMs < 0 ? 'less' : 'more';
  const head = say`B took ${strong(formatMs(Math.abs(makespanMs), 3))} ${how} than A: ${formatMs(b.totalMs, 3)} instead of ${formatMs(a.totalMs, 3)}.`;
  return path.length === 0 ? head : join(head, say`Along the critical path: ${because(path)}.`);
}

/** `4 of 5 attempts ended at another time. All together: 1.00 s less waiting for a worker.` */
export function counts({ ms, matched, onlyA, onlyB, sums }: Differences): Sentence {
  const differing =
    ms.length === 0
      ? matched === 1
        ? say`The one attempt that is in both runs ended at the same time.`
        : say`All ${formatCount(matched)} attempts that are in both runs ended at the same time.`
      : say`${strong(`${formatCount(ms.length)} of ${formatCount(matched)}`)} ${matched === 1 ? 'attempt that is' : 'attempts that are'} in both runs ended at another time.`;
  const only = [
    onlyA.length > 0 && `${formatCount(onlyA.length)} only in A`,
    onlyB.length > 0 && `${formatCount(onlyB.length)} only in B`,
  ].filter(Boolean);
  return join(
    matched > 0 ? differing : say`No attempt is in both.`,
    only.length > 0 ? say`${only.join(', ')}.` : undefined,
    sums.length > 0 ? say`All together: ${because(sums)}.` : undefined,
  );
}

const KNOBS: readonly (readonly [keyof Scenario & string, string])[] = [
  ['workers', 'pool size'],
  ['chunksize', 'chunk size'],
  ['dispatch', 'dispatch'],
  ['startMethod', 'start method'],
  ['switchIntervalMs', 'switch interval'],
  ['giveUpMs', 'giving up after'],
  ['seed', 'seed'],
];

/** `From A to B: pool size 3 → 4; 5 → 6 tasks.` What was set otherwise; undefined where nothing was. */
export function changes({ a, b }: Differences): Sentence | undefined {
  const told: string[] = [];
  const titles = [a, b].map(({ engine }) => ENGINES.find(({ id }) => id === engine)?.title ?? engine);
  if (a.engine !== b.engine) told.push(`${titles[0]} → ${titles[1]}`);
  else if (a.source !== b.source) told.push(`${a.source} → ${b.source}`);
  for (const [name, word] of KNOBS) {
    const [was, is] = [a.scenario[name], b.scenario[name]];
    if (was !== is) told.push(`${word} ${was ?? 'by default'} → ${is ?? 'by default'}`);
  }
  if (a.machine.cores !== b.machine.cores) told.push(`${a.machine.cores} → ${b.machine.cores} cores`);
  const tasks = tasksChanged(a.scenario, b.scenario);
  if (tasks) told.push(tasks);
  return told.length === 0 ? undefined : say`From A to B: ${told.join('; ')}.`;
}

function tasksChanged({ tasks: was }: Scenario, { tasks: is }: Scenario): string | undefined {
  if (was === is) return undefined;
  const before = new Map(was.map((task) => [task.id, task]));
  let other = 0;
  for (const task of is) {
    const old = before.get(task.id);
    if (old && !same(old, task)) other++;
  }
  const parts = [
    was.length !== is.length && `${formatCount(was.length)} → ${formatCount(is.length)} tasks`,
    other > 0 && `${formatCount(other)} of the tasks in both changed`,
  ];
  return parts.filter(Boolean).join(', ') || undefined;
}

const same = (a: TaskSpec, b: TaskSpec): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** `4`, `4, attempt 2` */
function attemptName({ scenario, spans }: Trace, row: number): string {
  const { id } = scenario.tasks[spans.at.task[row]!]!;
  const attempt = spans.at.attempt[row]!;
  return attempt > 1 ? `${id}, attempt ${attempt}` : id;
}

/** One line of the table. */
export interface Line {
  readonly name: string;
  /** `1.00 s earlier`, `only in A` */
  readonly ended: string;
  readonly why: Sentence;
}

/** How many lines there are: what only one run has, then what differs. */
export const linesIn = ({ ms, onlyA, onlyB }: Differences): number => onlyA.length + onlyB.length + ms.length;

/** The rows of a line in A and in B; -1 where it is not there. */
export function rowsOf({ onlyA, onlyB, rowA, rowB }: Differences, line: number): readonly [a: number, b: number] {
  if (line < onlyA.length) return [onlyA[line]!, -1];
  const second = line - onlyA.length;
  if (second < onlyB.length) return [-1, onlyB[second]!];
  const pair = second - onlyB.length;
  return [rowA[pair]!, rowB[pair]!];
}

export function lineOf(differences: Differences, line: number): Line {
  const { a, b, ms, onlyA, onlyB } = differences;
  const [rowA, rowB] = rowsOf(differences, line);
  if (rowA < 0) return { name: attemptName(b, rowB), ended: 'only in B', why: endedAt(b, rowB) };
  if (rowB < 0) return { name: attemptName(a, rowA), ended: 'only in A', why: endedAt(a, rowA) };
  const place = line - onlyA.length - onlyB.length;
  const name = attemptName(a, rowA);
  const off = ms[place]!;
  const outcome = outcomes(a, rowA, b, rowB);
  if (Number.isNaN(off)) {
    if (Number.isNaN(a.spans.at.end[rowA]!))
      return { name, ended: `at ${formatMs(b.spans.at.end[rowB]!, 3)}`, why: say`it never ended in A` };
    return { name, ended: 'never', why: say`${endedAt(a, rowA)}, in A` };
  }
  if (off === 0) return { name, ended: 'at the same time', why: outcome ?? say`` };
  const ended = `${formatMs(Math.abs(off))} ${off < 0 ? 'earlier' : 'later'}`;
  const why = because(differences.explain(place));
  return { name, ended, why: outcome ? say`${outcome}; ${why}` : why };
}

function endedAt({ spans }: Trace, row: number): Sentence {
  const how = OUTCOMES[spans.at.outcome[row]!]!;
  const end = spans.at.end[row]!;
  return Number.isNaN(end) ? say`begun, never ended` : say`ended at ${strong(formatMs(end, 3))}, ${how}`;
}

/** `failed → ok` */
function outcomes(a: Trace, rowA: number, b: Trace, rowB: number): Sentence | undefined {
  const [was, is] = [OUTCOMES[a.spans.at.outcome[rowA]!]!, OUTCOMES[b.spans.at.outcome[rowB]!]!];
  return was === is ? undefined : say`${strong(`${was} → ${is}`)}`;
}

/** Who stands where in the code, in words and as marks of the gutter. Pure. */
import type { ProgramLines } from '../../code/lines.ts';
import { formatMs } from '../../scenario/duration.ts';
import { list } from '../words/names-and-numbers.ts';
import type { Mark, MarkKind } from '../words/program-doing.ts';
import type { AtLine } from './at-lines.ts';

const DOES: Readonly<Record<MarkKind, readonly [one: string, many: string]>> = {
  computing: ['computes', 'compute'],
  sleeping: ['sleeps', 'sleep'],
  place: ['waits for a place', 'wait for a place'],
  compute: ['waits to compute', 'wait to compute'],
  others: ['waits for others', 'wait for others'],
  failed: ['fails', 'fail'],
};
/** So many tasks are named. */
const MOST_NAMED = 4;
/** A sign of at most so many characters is the name itself. */
const SHORT = 4;

/** `4`, `l6` for `load 6`, `mer` for `merge`. */
export function signOf(name: string): string {
  if (name.length <= SHORT) return name;
  const number = /\d+(·\d+)?$/.exec(name)?.[0];
  return number === undefined ? name.slice(0, 3) : `${name.charAt(0)}${number}`;
}

export const marksOf = (there: readonly AtLine[]): Mark[] =>
  there.map(({ line, task, kind }) => ({
    line,
    kind,
    sign: task === undefined ? 'caller' : signOf(task),
    says: `${task === undefined ? 'the caller' : `task ${task}`} ${DOES[kind][0]}`,
  }));

/** `At 300 ms: tasks 2 and 3 sleep (line 8), the caller waits for others (line 14)` */
export function momentWords(there: readonly AtLine[], atMs: number): string {
  const parts = new Map<
    string,
    { readonly kind: MarkKind; readonly line: number; readonly tasks: (string | undefined)[] }
  >();
  for (const { line, task, kind } of there) {
    const key = `${line} ${kind} ${task === undefined}`;
    const part = parts.get(key);
    if (part) part.tasks.push(task);
    else parts.set(key, { kind, line, tasks: [task] });
  }
  if (parts.size === 0) return `At ${formatMs(atMs)} nobody is at a line.`;
  const said = [...parts.values()].map(({ kind, line, tasks }) => {
    const [one, many] = DOES[kind];
    return `${who(tasks)} ${tasks.length === 1 ? one : many} (line ${line})`;
  });
  return `At ${formatMs(atMs)}: ${said.join(', ')}.`;
}

function who(tasks: readonly (string | undefined)[]): string {
  const [first] = tasks;
  if (first === undefined) return 'the caller';
  if (tasks.length === 1) return `task ${first}`;
  const named = tasks.slice(0, MOST_NAMED) as string[];
  if (tasks.length <= MOST_NAMED) return `tasks ${list(named)}`;
  return `tasks ${named.slice(0, -1).join(', ')} and ${tasks.length - named.length + 1} more`;
}

/** What a line is for, to be heard when the caret comes to it; nothing where it is for nothing that a run shows. */
export function lineWords(line: number, lines: ProgramLines, stretches: number): string {
  const counted = stretches === 1 ? 'one stretch' : `${stretches} stretches`;
  const work = lines.work.find((one) => one.line === line);
  if (work) return `Line ${line}: tasks ${work.kind === 'cpu' ? 'compute' : 'sleep'} here, ${counted}.`;
  if (lines.fails.includes(line)) return `Line ${line}: tasks fail here, ${counted}.`;
  if (line === lines.place) return `Line ${line}: tasks wait for a place here, ${counted}.`;
  if (line === lines.needs) return `Line ${line}: tasks wait for others here, ${counted}.`;
  if (line === lines.caller) return `Line ${line}: the caller waits for results here.`;
  if (line === lines.afterError) return `Line ${line}: the caller waits here after an error.`;
  return '';
}

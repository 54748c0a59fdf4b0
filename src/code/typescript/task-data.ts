/** The tasks of a scenario as TypeScript: how long each takes, which fail, and the body of the function that does one. */
import type { Scenario, Segment, TaskSpec } from '../../scenario/scenario.ts';
import { indented as deeper } from '../indented.ts';
import { areAlike, attemptsIn, has, isLadder, onlyKind, special, withoutLocks } from '../task-set.ts';

/** The formatter's line length. */
const LINE = 120;

export interface TaskData {
  /** The constants, in order; each ends without a line feed. */
  readonly constants: readonly string[];
  /** The body of the function that does one task `i`, attempt `attempt`; not indented. */
  readonly body: string;
  readonly computes: boolean;
  readonly sleeps: boolean;
  /** Tasks have names that are not their numbers. */
  readonly named: boolean;
  readonly retries: boolean;
  readonly after: boolean;
  /** The work or its caller looks at which attempt it is. */
  readonly attempts: boolean;
}

/** As deep as this language's blocks, unless told. */
export const indented = (text: string, by = 2): string => deeper(text, by);

/** A text in single quotes. */
export const quoted = (text: string): string => {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return inside.includes("'") && !inside.includes('"') ? `"${inside}"` : `'${inside.replaceAll("'", "\\'")}'`;
};

/** `const NAME = [...];`, on one line if it fits; else numbers fill lines, other items have one each. */
function constant(declared: string, items: readonly string[], [open, close]: readonly [string, string], fill: boolean) {
  const one = `const ${declared} = ${open}${items.join(', ')}${close};`;
  if (one.length <= LINE) return one;
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (fill && last !== undefined && last.length + item.length + 2 <= LINE)
      lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`  ${item},`);
  }
  return `const ${declared} = ${open}\n${lines.join('\n')}\n${close};`;
}

export function taskData({ tasks: all }: Scenario): TaskData {
  const tasks = withoutLocks(all);
  const named = tasks.some(({ id }, i) => id !== String(i));
  const place = new Map(tasks.map(({ id }, i) => [id, i]));
  const numberOf = ({ id }: TaskSpec) => place.get(id)!;
  const { failing, failingOn, retried, after } = special(tasks, false);
  const table = (name: string, some: readonly TaskSpec[], value: (task: TaskSpec) => string) =>
    some.length === 0
      ? []
      : [
          mapText(
            name,
            some.map((task) => `[${numberOf(task)}, ${value(task)}]`),
          ),
        ];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the program's own.
  const fail = 'throw new Error(`task ${i} failed`);';
  const constants = [
    `const COUNT = ${tasks.length};`,
    ...(named
      ? [
          constant(
            'NAMES',
            tasks.map(({ id }) => quoted(id)),
            ['[', ']'],
            false,
          ),
        ]
      : []),
    ...lengths(tasks),
    ...(failing.length > 0
      ? [
          setText(
            'FAILS',
            failing.map((task) => String(numberOf(task))),
          ),
        ]
      : []),
    ...(failingOn.length > 0
      ? [
          '/** By task, the attempts that fail. */',
          ...table('FAILS_ON', failingOn, ({ fails, dies }) => `[${attemptsIn(fails ?? dies).join(', ')}]`),
        ]
      : []),
    ...table('RETRIES', retried, ({ retry }) => String(retry)),
    ...table('AFTER', after, (task) => `[${task.after!.map((id) => place.get(id)!).join(', ')}]`),
  ];
  const body = [
    ...work(tasks),
    ...(failing.length > 0 ? [`if (FAILS.has(i)) ${fail}`] : []),
    ...(failingOn.length > 0 ? [`if (FAILS_ON.get(i)?.includes(attempt)) ${fail}`] : []),
    'return i;',
  ];
  return {
    constants,
    body: body.join('\n'),
    computes: has(tasks, 'cpu'),
    sleeps: has(tasks, 'sleep'),
    named,
    retries: retried.length > 0,
    after: after.length > 0,
    attempts: retried.length + failingOn.length > 0,
  };
}

function setText(name: string, items: readonly string[]): string {
  const one = `const ${name} = new Set([${items.join(', ')}]);`;
  if (one.length <= LINE) return one;
  return constant(name, items, ['new Set([', '])'], true);
}

function mapText(name: string, entries: readonly string[]): string {
  const one = `const ${name} = new Map([${entries.join(', ')}]);`;
  // The formatter gives entries that are lists a line each, where there are several.
  if (entries.length === 1 && one.length <= LINE) return one;
  return `const ${name} = new Map([\n${entries.map((entry) => `  ${entry},`).join('\n')}\n]);`;
}

const stepsText = ({ segments }: TaskSpec): string =>
  `[${segments.map(({ kind, ms }) => `['${kind}', ${ms}]`).join(', ')}]`;

function lengths(tasks: readonly TaskSpec[]): string[] {
  if (areAlike(tasks) || isLadder(tasks)) return [];
  if (onlyKind(tasks))
    return [
      constant(
        'MS',
        tasks.map(({ segments }) => String(segments[0]!.ms)),
        ['[', ']'],
        true,
      ),
    ];
  return [
    '/** What each task does in turn, and for how many milliseconds. */',
    `const STEPS: ['sleep' | 'cpu', number][][] = [\n${tasks.map((task) => `${steps(task)},`).join('\n')}\n];`,
  ];
}

/** The formatter breaks a list of lists that has several of them. */
function steps(task: TaskSpec): string {
  if (task.segments.length < 2) return `  ${stepsText(task)}`;
  return `  [\n${task.segments.map(({ kind, ms }) => `    ['${kind}', ${ms}],`).join('\n')}\n  ]`;
}

function work(tasks: readonly TaskSpec[]): string[] {
  if (tasks.length === 0) return [];
  const call = (kind: Segment['kind'], text: string) =>
    kind === 'cpu' ? `compute(${text});` : `await sleep(${text});`;
  if (areAlike(tasks)) return tasks[0]!.segments.map(({ kind, ms }) => call(kind, String(ms)));
  const only = onlyKind(tasks);
  if (only) return [call(only, isLadder(tasks) ? '1000 * i' : 'MS[i]!')];
  const [sleeps, computes] = [has(tasks, 'sleep'), has(tasks, 'cpu')];
  if (!sleeps || !computes) return [`for (const [, ms] of STEPS[i]!) ${call(computes ? 'cpu' : 'sleep', 'ms')}`];
  return [
    'for (const [kind, ms] of STEPS[i]!) {',
    "  if (kind === 'sleep') await sleep(ms);",
    '  else compute(ms);',
    '}',
  ];
}

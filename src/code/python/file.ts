/** A Python file: what it is and how to run it, imports, tasks, the caller's code, and the trace. */
import type { Scenario } from '../../scenario/scenario.ts';
import { leftOut } from '../task-set.ts';
import { indented } from './literals.ts';
import { type TaskData, taskData } from './task-data.ts';
import { type Notes, notesOf, TRACE_CONSTANTS, tracedTask, writeTrace } from './tracing.ts';

/** What a family of engines adds to the file. */
export interface Caller {
  readonly engine: string;
  /** First line of the file: "5 tasks on three threads." */
  readonly title: string;
  /** What the reader should know beyond that, a sentence each. */
  readonly remarks?: readonly string[];
  /** What has to be installed, beside a progress bar: in words, and for pip. */
  readonly needs?: readonly [words: string, packages: string];
  /** Tasks are coroutines. */
  readonly async?: boolean;
  /** `main` is a coroutine. */
  readonly asyncMain?: boolean;
  /** Each task prints its own result; otherwise the caller does. */
  readonly tasksPrint?: boolean;
  /** `dies` ends a process. */
  readonly mortal?: boolean;
  /** Functions and constants before `main`. */
  readonly before?: (data: TaskData, traced: boolean) => readonly string[];
  /** The body of `main`, not indented. */
  readonly main: (data: TaskData, notes: Notes) => string;
}

/** Modules that are imported where the code names them. */
const MODULES = 'asyncio itertools json multiprocessing os platform queue sys threading time'.split(' ');
const FROM: readonly (readonly [used: RegExp, line: string])[] = [
  [/\bfutures\./, 'from concurrent import futures'],
  [/\bdatetime\.now/, 'from datetime import datetime'],
];

const COMPUTE = `def compute(seconds):
    """Keeps a core busy for so much CPU time."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass`;

/** What is imported by name from `multiprocessing`, where the code uses it. */
const OF_MULTIPROCESSING: readonly (readonly [used: RegExp, name: string])[] = [
  [/(?<!\.)\bPool\(/, 'Pool'],
  [/\bProcess\(/, 'Process'],
  [/\bconnection\./, 'connection'],
];

/** What has to be installed first. */
const INSTALLED: readonly (readonly [used: RegExp, line: string])[] = [
  [/(?<!\.)\bray\./, 'import ray'],
  [/\bActorPool\(/, 'from ray.util import ActorPool'],
  [/\btqdm\(/, 'from tqdm import tqdm'],
];

/** The line that prints a result as it comes. */
export const PRINT = `print(f"{datetime.now():%H:%M:%S.%f}: {result}")`;

/** @param traced whether it can write a trace; without that it is the shortest program that does these tasks */
export function pythonFile(scenario: Scenario, caller: Caller, traced: boolean): string {
  const { async = false, mortal = false, asyncMain = false } = caller;
  const data = taskData(scenario, { async, mortal });
  const needsAttempt = data.body.includes('attempt');
  const passes = needsAttempt ? 'i, attempt' : 'i';
  const call = asyncMain ? 'asyncio.run(main())' : 'main()';
  const body = caller.tasksPrint
    ? data.body.replace(/return i$/, `${PRINT.replace('{result}', '{i}')}\nreturn i`)
    : data.body;
  const main = `${asyncMain ? 'async def' : 'def'} main():\n${indented(caller.main(data, notesOf(traced)))}`;
  const before = caller.before?.(data, traced) ?? [];
  const asksForAttempt = needsAttempt || /\(i, attempt|\[i, attempt/.test([...before, main].join('\n'));
  const [name, parameters] = traced ? ['work', passes] : ['task', asksForAttempt ? 'i, attempt=1' : 'i'];
  const sections = [
    ...(data.computes ? [COMPUTE] : []),
    `${async ? 'async def' : 'def'} ${name}(${parameters}):\n    """One task: put your own work here."""\n${indented(body)}`,
    ...before,
    main,
    ...(traced
      ? [
          tracedTask(async, passes, data.onlyKind),
          writeTrace(caller.engine, JSON.stringify(scenario)),
          `if __name__ == "__main__":\n    try:\n        ${call}\n    finally:\n        if TRACE:\n            write_trace()`,
        ]
      : [`if __name__ == "__main__":\n    ${call}`]),
  ];
  const constants = traced ? [...data.constants, TRACE_CONSTANTS] : data.constants;
  const code = [constants.join('\n'), ...sections].join('\n\n\n');
  const { lines, tqdm } = imports(code);
  const remarks = [...(caller.remarks ?? []), ...leftOut(scenario)];
  const needs = tqdm ? (['tqdm for its progress bar', 'tqdm'] as const) : caller.needs;
  const head = [
    `"""${caller.title}`,
    '',
    `Needs Python 3.11 or newer${needs ? `, and ${needs[0]} (pip install ${needs[1]})` : ''}.`,
    `Run it: python program.py${traced ? ' [--trace FILE]' : ''}`,
    ...(remarks.length > 0 ? ['', ...remarks] : []),
    '"""',
  ];
  return `${head.join('\n')}\n\n${lines.join('\n')}\n\n${code}\n`;
}

/** The import lines that the code needs, and whether it shows a progress bar. */
function imports(code: string): { readonly lines: readonly string[]; readonly tqdm: boolean } {
  // Names within texts import nothing; what stands in braces of an f-string does.
  const names = code.replaceAll(/(?<!f)"[^"\n]*"|r?'[^\n]*'/g, '');
  const used = (module: string) => new RegExp(`(?<!\\.)\\b${module}\\.`).test(names);
  const tqdm = /\btqdm\(/.test(names);
  const own = OF_MULTIPROCESSING.filter(([pattern]) => pattern.test(names)).map(([, name]) => name);
  const installed = INSTALLED.filter(([pattern]) => pattern.test(names)).map(([, line]) => line);
  const lines = [
    ...MODULES.filter(used).map((module) => `import ${module}`),
    ...FROM.filter(([pattern]) => pattern.test(names)).map(([, line]) => line),
    ...(own.length > 0 ? [`from multiprocessing import ${own.join(', ')}`] : []),
    ...(installed.length > 0 ? ['', ...installed] : []),
  ];
  return { lines, tqdm };
}

/** A Python file: what it is and how to run it, imports, tasks, the caller's code, and the trace. */
import type { Scenario } from '../../scenario/scenario.ts';
import { indented } from './literals.ts';
import { type TaskData, taskData } from './task-data.ts';
import { TRACE_CONSTANTS, tracedTask, writeTrace } from './tracing.ts';

/** What a family of engines adds to the file. */
export interface Caller {
  readonly engine: string;
  /** First line of the file: "5 tasks on three threads." */
  readonly title: string;
  /** What the reader should know beyond that, a sentence each. */
  readonly remarks?: readonly string[];
  /** Tasks are coroutines. */
  readonly async?: boolean;
  /** `main` is a coroutine. */
  readonly asyncMain?: boolean;
  /** Each task prints its own result; otherwise the caller does. */
  readonly tasksPrint?: boolean;
  /** `dies` ends a process. */
  readonly mortal?: boolean;
  /** Functions and constants before `main`. */
  readonly before?: (data: TaskData) => readonly string[];
  /** The body of `main`, not indented. */
  readonly main: (data: TaskData) => string;
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

/** The line that prints a result as it comes. */
export const PRINT = `print(f"{datetime.now():%H:%M:%S.%f}: {result}")`;

export function pythonFile(scenario: Scenario, caller: Caller): string {
  const { async = false, mortal = false } = caller;
  const data = taskData(scenario, { async, mortal });
  const needsAttempt = data.body.includes('attempt');
  const passes = needsAttempt ? 'i, attempt' : 'i';
  const main = caller.main(data);
  const workHead = `${async ? 'async def' : 'def'} work(${passes}):\n    """One task: put your own work here."""`;
  const asyncMain = caller.asyncMain ?? false;
  const call = asyncMain ? 'asyncio.run(main())' : 'main()';
  const body = caller.tasksPrint
    ? data.body.replace(/return i$/, `${PRINT.replace('{result}', '{i}')}\nreturn i`)
    : data.body;
  const sections = [
    ...(data.computes ? [COMPUTE] : []),
    `${workHead}\n${indented(body)}`,
    ...(caller.before?.(data) ?? []),
    `${asyncMain ? 'async def' : 'def'} main():\n${indented(main)}`,
    tracedTask(async, passes, data.onlyKind),
    writeTrace(caller.engine, JSON.stringify(scenario)),
    `if __name__ == "__main__":
    try:
        ${call}
    finally:
        if TRACE:
            write_trace()`,
  ];
  const constants = [...data.constants, TRACE_CONSTANTS];
  const code = [constants.join('\n'), ...sections].join('\n\n\n');
  // Names within texts import nothing; what stands in braces of an f-string does.
  const names = code.replaceAll(/(?<!f)"[^"\n]*"|r?'[^\n]*'/g, '');
  const used = (module: string) => new RegExp(`(?<!\\.)\\b${module}\\.`).test(names);
  const tqdm = /\btqdm\(/.test(names);
  const own = OF_MULTIPROCESSING.filter(([pattern]) => pattern.test(names)).map(([, name]) => name);
  const imports = [
    ...MODULES.filter(used).map((module) => `import ${module}`),
    ...FROM.filter(([pattern]) => pattern.test(names)).map(([, line]) => line),
    ...(own.length > 0 ? [`from multiprocessing import ${own.join(', ')}`] : []),
    ...(tqdm ? ['', 'from tqdm import tqdm'] : []),
  ];
  const remarks = [...(caller.remarks ?? []), ...leftOut(scenario)];
  const head = [
    `"""${caller.title}`,
    '',
    `Needs Python 3.11 or newer${tqdm ? ', and tqdm for its progress bar (pip install tqdm)' : ''}.`,
    'Run it: python program.py [--trace FILE]',
    ...(remarks.length > 0 ? ['', ...remarks] : []),
    '"""',
  ];
  return `${head.join('\n')}\n\n${imports.join('\n')}\n\n${code}\n`;
}

/** What of the scenario the program does not do. */
function leftOut({ kills = [] }: Scenario): string[] {
  return kills.length > 0 ? ['Left out: the workers that the scenario kills from outside.'] : [];
}

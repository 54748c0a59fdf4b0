/** A Python file: what it is and how to run it, imports, tasks, the caller's code, and the trace. */
import type { Scenario } from '../../scenario/scenario.ts';
import { leftOut } from '../task-set.ts';
import { importsOf } from './imports.ts';
import { indented } from './literals.ts';
import { COMPUTE_UNDER, type LockKind, lockTable } from './locks.ts';
import { type TaskData, taskData } from './task-data.ts';
import { type Notes, notesOf, OF_PYTHON, type Tracing, tracedTask, writeTrace } from './tracing.ts';

/** What a family of engines adds to the file. */
export interface Caller {
  readonly engine: string;
  /** First line of the file: "5 tasks on three threads." */
  readonly title: string;
  /** What the reader should know beyond that, a sentence each. */
  readonly remarks?: readonly string[];
  /** What has to be installed, beside a progress bar: in words, and for pip. */
  readonly needs?: readonly [words: string, packages: string];
  /** What has to be started before the program is run, a line each. */
  readonly first?: readonly string[];
  /** The least version of Python that has all that it uses: 3.11 where it is left out. */
  readonly python?: string | undefined;
  /** Tasks are coroutines. */
  readonly async?: boolean;
  /** `main` is a coroutine. */
  readonly asyncMain?: boolean;
  /** Each task prints its own result; otherwise the caller does. */
  readonly tasksPrint?: boolean;
  /** `dies` ends a process. */
  readonly mortal?: boolean;
  /** Whose locks tasks compute under; left out where it has none. */
  readonly locks?: LockKind;
  /** What stands before the tasks' own function. */
  readonly setup?: (data: TaskData, traced: boolean) => readonly string[];
  /** The line above the tasks' own function, where that is what is handed over. */
  readonly decorator?: (data: TaskData, traced: boolean) => string;
  /** Functions and constants before `main`. */
  readonly before?: (data: TaskData, traced: boolean) => readonly string[];
  /** The body of `main`, not indented. */
  readonly main: (data: TaskData, notes: Notes) => string;
  /** A module that is loaded when it is first named: a trace begins once it is there. */
  readonly loads?: (data: TaskData) => string | undefined;
  /** What its trace has of its own. */
  readonly tracing?: Tracing | undefined;
}

const COMPUTE = `def compute(seconds):
    """Keeps a core busy for so much CPU time."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass`;

/** The line that prints a result as it comes. */
export const PRINT = `print(f"{datetime.now():%H:%M:%S.%f}: {result}")`;

/** @param traced whether it can write a trace; without that it is the shortest program that does these tasks */
export function pythonFile(scenario: Scenario, caller: Caller, traced: boolean): string {
  const { async = false, mortal = false, asyncMain = false, tracing = OF_PYTHON, locks } = caller;
  const data = taskData(scenario, { async, mortal, hasLocks: locks !== undefined });
  const isLocked = locks !== undefined && data.locks.length > 0;
  const needsAttempt = data.body.includes('attempt');
  const passes = needsAttempt ? 'i, attempt' : 'i';
  const call = asyncMain ? 'asyncio.run(main())' : 'main()';
  const body = caller.tasksPrint
    ? data.body.replace(/return i$/, `${PRINT.replace('{result}', '{i}')}\nreturn i`)
    : data.body;
  const main = `${asyncMain ? 'async def' : 'def'} main():\n${indented(caller.main(data, notesOf(traced)))}`;
  const before = caller.before?.(data, traced) ?? [];
  const decorator = caller.decorator?.(data, traced) ?? '';
  const asksForAttempt = needsAttempt || /\(i, attempt|\[i, attempt/.test([...before, main].join('\n'));
  const [name, parameters] = traced ? ['work', passes] : ['task', asksForAttempt ? 'i, attempt=1' : 'i'];
  const sections = [
    ...(caller.setup?.(data, traced) ?? []),
    ...(data.computes ? [COMPUTE] : []),
    ...(isLocked ? [COMPUTE_UNDER] : []),
    `${decorator}${async ? 'async def' : 'def'} ${name}(${parameters}):\n    """One task: put your own work here."""\n${indented(body)}`,
    ...before,
    main,
    ...(traced
      ? [
          tracedTask({ async, passes, kind: data.onlyKind }, tracing),
          writeTrace(caller.engine, JSON.stringify(scenario), tracing),
          `if __name__ == "__main__":\n${indented(tracing.run(call))}`,
        ]
      : [`if __name__ == "__main__":\n    ${call}`]),
  ];
  const late = caller.loads?.(data);
  const loads = late === undefined ? [] : [`LOADED = ${late}  # before the clock starts`];
  const isUsed = (constant: string) => {
    const [table] = /^(AFTER|RETRIES)(?= =)/.exec(constant) ?? [];
    return table === undefined || sections.some((section) => section.includes(table));
  };
  const table = isLocked ? [lockTable(locks, data)] : [];
  const constants = [...data.constants.filter(isUsed), ...table, ...(traced ? [...loads, tracing.constants] : [])];
  const code = [constants.join('\n'), ...sections].join('\n\n\n');
  const { lines, tqdm } = importsOf(code);
  const remarks = [...(caller.remarks ?? []), ...leftOut(scenario, locks !== undefined)];
  const needs = [...(caller.needs ? [caller.needs] : []), ...(tqdm ? [PROGRESS_BAR] : [])];
  const words = needs.map(([word]) => word).join(' and ');
  const head = [
    `"""${caller.title}`,
    '',
    `Needs Python ${caller.python ?? '3.11'} or newer${needs.length > 0 ? `, and ${words} (pip install ${needs.map(([, name]) => name).join(' ')})` : ''}.`,
    ...(caller.first ?? []),
    `Run it: ${scenario.gil === false ? 'python3.14t' : 'python'} program.py${traced ? ' [--trace FILE]' : ''}`,
    ...(remarks.length > 0 ? ['', ...remarks] : []),
    '"""',
  ];
  return `${head.join('\n')}\n\n${lines.join('\n')}\n\n${code}\n`;
}

const PROGRESS_BAR = ['tqdm for its progress bar', 'tqdm'] as const;

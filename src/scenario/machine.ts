import type { Knobs } from './scenario.ts';

/** What a model is told of the machine. Times are milliseconds; a cost left out is 0. */
export interface Machine {
  /** Processor cores. */
  readonly cores: number;
  /** Divides `cpu`: 2 is an interpreter twice as fast. */
  readonly speed?: number;
  /**
   * How fast each core computes while 1, 2, ... cores compute, as a share of its speed while it computes alone: cores that share
   * caches, heat or a hypervisor slow each other. More busy cores than the list tells of are as fast as its last number says.
   * Left out, no core slows another.
   */
  readonly speedByBusyCores?: readonly number[];
  /** How long a GIL waiter waits before it asks the holder to drop (CPython: 5). */
  readonly switchIntervalMs?: number;
  /** The version of its CPython, such as `3.14.10`; left out, 3.11. */
  readonly python?: string;
  /** Whether its threads share a GIL. False on a free-threaded build, unless an import or a variable brought it back. */
  readonly gil?: boolean;
  readonly threadStartMs?: number;
  readonly forkStartMs?: number;
  /** Start called to the first instruction of the child. */
  readonly spawnStartMs?: number;
  /** The same of the first process that a fork server starts: the server boots first, and the starter waits for it. */
  readonly forkserverStartMs?: number;
  /** The same of its later ones. */
  readonly forkserverForkMs?: number;
  /** A task handed to a new interpreter to its first instruction. */
  readonly interpreterStartMs?: number;
  /** Free-threaded: what one `sched_yield` of a thread takes while all cores compute (1.35). */
  readonly yieldMs?: number;
  /** Free-threaded: what a stretch of 0.03 ms under a lock costs its owner more while others wait for it and a core is free for them (0.0088). */
  readonly contendedMs?: number;
  /** A message through a pipe and back. */
  readonly pipeRoundTripMs?: number;
  /** A message to a Web Worker and back. */
  readonly messageRoundTripMs?: number;
  /** A Web Worker that replaces one in mid-run; in Ray, a task's way into a new worker process. */
  readonly workerStartMs?: number;
  /** All machines of a scenario (`hosts`) are this one computer, as in a browser: they share its cores. */
  readonly sharedCores?: boolean;
  /** What is told of machines one by one, where a scenario has several (`hosts`): the rest are like this one. */
  readonly nodes?: readonly { readonly cores?: number; readonly speed?: number }[];
}

/** The 2-core Linux machine of the recordings, CPython 3.11.7: medians of the costs measured there. */
export const CPYTHON_LINUX: Machine = {
  cores: 2,
  switchIntervalMs: 5,
  threadStartMs: 0.052,
  forkStartMs: 1.502,
  spawnStartMs: 72.977,
  pipeRoundTripMs: 0.034,
};

/** The machines of the recordings by name: Linux on two cores, each with the costs of one CPython. One without `python` is of 3.11. */
export const LINUX = {
  'cpython-3.11-linux': CPYTHON_LINUX,
  'cpython-3.14-linux': linux('3.14', [0.03, 1.422, 56.821, 0.037, 60.359, 3.767, 51.295]),
  'cpython-3.15-linux': linux('3.15', [0.031, 1.35, 50.739, 0.026, 56.106, 3.386, 47.521]),
  'cpython-3.14t-linux': { ...linux('3.14', [0.035, 1.344, 70.027, 0.029, 75.954, 3.753, 62.202]), gil: false },
} as const satisfies Readonly<Record<string, Machine>>;
export type LinuxName = keyof typeof LINUX;

export const isLinuxName = (name: unknown): name is LinuxName => typeof name === 'string' && Object.hasOwn(LINUX, name);

function linux(python: string, [thread, fork, spawn, pipe, served, forked, interpreter]: readonly number[]): Machine {
  return {
    cores: 2,
    python,
    threadStartMs: thread!,
    forkStartMs: fork!,
    spawnStartMs: spawn!,
    pipeRoundTripMs: pipe!,
    forkserverStartMs: served!,
    forkserverForkMs: forked!,
    interpreterStartMs: interpreter!,
  };
}

/** The machine, on which it costs nothing that there is no GIL: left out, these costs are CPython's, not 0. */
export const freeOfCharge = (machine: Machine): Machine =>
  machine.gil === false ? { yieldMs: 0, contendedMs: 0, ...machine } : machine;

/** A machine on which nothing but the tasks takes time. */
export function idealMachine(cores: number): Machine {
  return { cores };
}

/** The machine with the Python that the knobs name, which wins over its own. A free-threaded one is 3.14 where nobody says which. */
export function withPython(machine: Machine, { python, gil = machine.gil }: Pick<Knobs, 'python' | 'gil'>): Machine {
  const free = gil === false && python !== '3.11';
  const named = python ?? (free && minorOf(machine) < 13 ? '3.14' : machine.python);
  if (named === machine.python && gil === machine.gil) return machine;
  const { python: _, gil: __, ...rest } = machine;
  return { ...rest, ...(named !== undefined && { python: named }), ...(gil !== undefined && { gil: !free }) };
}

/** The minor version of a machine's CPython 3; 11 where it names none. */
export const minorOf = ({ python = '' }: Pick<Machine, 'python'>): number =>
  Number(/^3\.(\d+)/.exec(python)?.[1] ?? 11);

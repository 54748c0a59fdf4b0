/**
 * The facts of an engine: all that views, the store and the kernels may know of a scheduler without running it.
 * Each engine states its own. Nobody infers one fact from another.
 */
import type { Machine } from '../scenario/machine.ts';
import type { WaitCause } from '../trace/wait-causes.ts';
import type { Knob } from './knobs.ts';

/** What code must hold to compute: a core of the machine, the GIL of its process, or the event loop. */
export type CpuNeed = 'core' | 'gil' | 'loop';

/** The lanes on which tasks are done: what one lane is, what a task waits for to get one, and what computing there takes. */
export interface LaneKind {
  readonly kind: 'worker' | 'slot' | 'task' | 'thread' | 'process' | 'loop';
  /** What one lane is called. */
  readonly one: string;
  /** What several lanes are called. */
  readonly many: string;
  /** The lanes are the tasks: each task has a lane of its own, and the lane's number is the task's. */
  readonly perTask: boolean;
  /** What a task waits for until it has such a lane. */
  readonly waitsFor: WaitCause;
  /** What `cpu` must hold here. */
  readonly cpu: CpuNeed;
  /** A lane is a process of its own, which can go away under a task. Elsewhere `dies` counts as `fails`. */
  readonly mortal: boolean;
  /** A thread that shares no memory with the others: a lock of one name is another lock on each such lane. */
  readonly ownMemory?: true;
  /** Each task begins in a turn of its own on the event loop (a promise job), not in the turn that took the task. */
  readonly fresh?: true;
}

/** Where the picker lists an engine. */
export type EngineGroup = 'browser' | 'python-threads' | 'python-processes' | 'asyncio' | 'many machines';

/** What a live run needs of the browser, or why an engine is predicted only. Reasons read on after "predicted only: ". */
export type Live =
  | { readonly needs: 'main thread' }
  /** `but`: what is not live there, in words that go on after a semicolon. */
  | { readonly needs: 'workers'; readonly but?: string }
  /** `because` reads on with ", which a page has only where it is cross-origin isolated". */
  | { readonly needs: 'shared memory'; readonly because: string }
  | { readonly needs: 'nothing here'; readonly because: string };

/** What is known of a scheduler without its programs. */
export interface EngineFacts {
  readonly id: string;
  readonly title: string;
  /** What the header of its timeline says: `a task holds a worker, cpu a core`. */
  readonly holds: string;
  readonly group: EngineGroup;
  readonly lanes: LaneKind;
  /** What the caller's own code must hold to run. */
  readonly caller: CpuNeed;
  /** How its event loop queues: as a page does, or as asyncio does (passes, timers rounded up to whole ms). */
  readonly loop: 'page' | 'asyncio';
  /** The loop's ready queue and its timers are told turn by turn (`Trace.turns`), to be drawn as lanes of their own. */
  readonly tellsQueues?: true;
  /** The moments at which results reach the caller have a row of their own. */
  readonly resultsRow: boolean;
  /** A task's failure, or the death of its worker, may end the caller's call (or leave it waiting for ever), and with it other tasks. */
  readonly stopsAtError: boolean;
  /** What reaches the caller of failures that end its call: the first task's own exception, or a group of all. */
  readonly raises: 'the first' | 'a group';
  /** The last line that the program prints when the caller gives up (`giveUpMs`) and of `all` results so many are `missing`. */
  readonly timeoutSays: (missing: number, all: number) => string;
  /** What it costs that a sleeper wakes: the waking of an operating system's thread (`threadStartMs`), or nothing. */
  readonly wakes: 'thread' | 'nothing';
  /** The machine that `overlap.predict` assumes where its caller names none. */
  readonly defaultMachine: 'ideal' | 'cpython-3.11-linux';
  /** A task that computes on its event loop stops the page, so that the page's heartbeat misses beats. */
  readonly stallsPage: boolean;
  /** What utilisation is a share of: places (`workers` of them), or the busy time of the loop, the GIL or the cores. */
  readonly capacity: 'workers' | 'loop' | 'gil' | 'cores';
  readonly live: Live;
  /** The whole list goes over in one call: `after` and `retry` are refused. */
  readonly oneCall?: true;
  /** It may have several machines, called this; its pool size is that of one, and it may try tasks again that nobody asked it to: its pool size bounds nothing. */
  readonly manyMachines?: 'Node' | 'Worker' | 'Executor';
  /** A worker is of no more use after each attempt, or after one that failed: the next one begins in a new thread or process. Left out: workers stay. */
  readonly usesUp?: 'each attempt' | 'a failure';
  /** Its caller waits for no results, and gets none. */
  readonly forgets?: true;
  readonly knobs: readonly Knob[];
  /** The minor version of CPython 3 that brought it; left out, 3.11 has it. */
  readonly since?: number;
}

/** What `cpu` must hold on this machine: without a GIL a core, where it is the GIL elsewhere. */
export const cpuNeedOf = ({ lanes }: Pick<EngineFacts, 'lanes'>, { gil }: Pick<Machine, 'gil'>): CpuNeed =>
  lanes.cpu === 'gil' && gil === false ? 'core' : lanes.cpu;

/** What the header of its timeline says on this machine. */
export const holdsOn = (engine: Pick<EngineFacts, 'lanes' | 'holds'>, machine: Pick<Machine, 'gil'>): string =>
  cpuNeedOf(engine, machine) === engine.lanes.cpu ? engine.holds : engine.holds.replace('the GIL', 'a core: no GIL');

const WORDS = {
  worker: ['worker', 'workers'],
  slot: ['slot', 'slots'],
  task: ['task', 'tasks'],
  thread: ['thread', 'threads'],
  process: ['process', 'processes'],
  loop: ['loop', 'loops'],
} as const satisfies Record<LaneKind['kind'], readonly [one: string, many: string]>;

/** Lanes of this kind, with the words for them. Lanes of the kind `task` are the tasks. */
export function lanesOf(
  kind: LaneKind['kind'],
  rest: Pick<LaneKind, 'waitsFor' | 'cpu' | 'mortal' | 'fresh'>,
): LaneKind {
  const [one, many] = WORDS[kind];
  return { kind, one, many, perTask: kind === 'task', ...rest };
}

/** The facts that the browser's own engines have in common. */
export const OF_BROWSER = {
  group: 'browser',
  loop: 'page',
  resultsRow: false,
  stopsAtError: false,
  raises: 'the first',
  timeoutSays: () => 'TimeoutError',
  wakes: 'nothing',
  defaultMachine: 'ideal',
} as const satisfies Partial<EngineFacts>;

/** The facts that models of CPython's tools have in common. */
export const OF_PYTHON = {
  loop: 'asyncio',
  resultsRow: true,
  raises: 'the first',
  timeoutSays: () => 'TimeoutError',
  wakes: 'thread',
  defaultMachine: 'cpython-3.11-linux',
  stallsPage: false,
} as const satisfies Partial<EngineFacts>;

/** `as_completed(timeout)` (`Lib/concurrent/futures/_base.py`). */
export const asCompletedTimeout = (missing: number, all: number): string =>
  `TimeoutError: ${missing} (of ${all}) futures unfinished`;

/** What a live run of an engine with a GIL needs. */
export const LIVE_WITH_GIL: Live = { needs: 'shared memory', because: 'its GIL is a lock in shared memory' };

/** What a live run of an engine of many machines needs, and what of it is not there. */
export const LIVE_HOSTS: Live = {
  needs: 'workers',
  but: 'hosts share its cores, and network, brokers and JVMs take no time',
};

/** The facts of an engine that is not in the list, for a trace from elsewhere. Its lanes are drawn as threads of which nothing more is known. */
export const foreignFacts = (id: string, title: string, holds: string): EngineFacts => ({
  ...OF_BROWSER,
  id,
  title,
  holds,
  lanes: lanesOf('thread', { waitsFor: 'thread', cpu: 'core', mortal: true }),
  caller: 'core',
  stallsPage: false,
  capacity: 'workers',
  live: { needs: 'nothing here', because: 'its file does not say how it schedules' },
  knobs: [],
});

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
  readonly threadStartMs?: number;
  readonly forkStartMs?: number;
  /** Start called to the first instruction of the child. */
  readonly spawnStartMs?: number;
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

/** A machine on which nothing but the tasks takes time. */
export function idealMachine(cores: number): Machine {
  return { cores };
}

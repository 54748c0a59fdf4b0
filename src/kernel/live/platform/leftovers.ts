/** What live runs hold of the page. All are 0 once every run is over and every prepared one is disposed of; tests look here. */
export interface Leftovers {
  /** Web Workers not terminated. */
  workers: number;
  /** Timers that have not fired. */
  timers: number;
  /** Requests for a worker's lock that are neither granted nor given up. */
  locks: number;
  /** Calls into workers, turns on the main thread and waits for shared words that have not been answered. */
  waits: number;
}

export const held: Leftovers = { workers: 0, timers: 0, locks: 0, waits: 0 };

/** A copy of the counters. */
export function leftovers(): Leftovers {
  return { ...held };
}

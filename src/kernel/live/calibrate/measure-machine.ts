/** What this browser on this computer costs: the machine `here`. */
import type { Machine } from '../../../scenario/machine.ts';
import { startWorker } from '../pool/worker-handle.ts';

/** What Calibrate finds. */
export interface Measured {
  /** Start costs are 0, as live runs have their workers ready at t = 0, but for `workerStartMs` of one replaced in mid-run. */
  readonly machine: Machine;
  /** Rounds of the burn loop a millisecond, in a warm worker. */
  readonly roundsPerMs: number;
}

const STARTS = 3;
const MESSAGES = 300;
/** The first calls are slower: code is compiled, the worker wakes up. */
const WARM_UP = 100;

/**
 * Measures this browser in about a second: what starting a worker takes (median of three, one after another), a message to it
 * and back through comlink (median of three hundred, one in flight), and how fast the burn loop runs there.
 */
export async function measureMachine(cores: number): Promise<Measured> {
  const starts: number[] = [];
  for (let i = 1; ; i++) {
    const from = performance.now();
    const handle = await startWorker();
    starts.push(performance.now() - from);
    try {
      if (i < STARTS) continue;
      const messages: number[] = [];
      for (let n = 0; n < WARM_UP + MESSAGES; n++) {
        const sent = performance.now();
        await handle.remote.clock();
        if (n >= WARM_UP) messages.push(performance.now() - sent);
      }
      const roundsPerMs = await handle.remote.measureRate();
      return {
        machine: { cores, messageRoundTripMs: median(messages), workerStartMs: median(starts), switchIntervalMs: 5 },
        roundsPerMs,
      };
    } finally {
      handle.end();
    }
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** What this browser on this computer costs: the machine `here`. */
import type { Machine } from '../../../scenario/machine.ts';
import { everyBeat } from '../platform/heartbeat.ts';
import { startWorker, type WorkerHandle } from '../pool/worker-handle.ts';
import { burnerOf } from './calibrate.ts';
import { measureSpeedCurve } from './speed-curve.ts';

/** What Calibrate finds. */
export interface Measured {
  /** Start costs are 0, as live runs have their workers ready at t = 0, but for `workerStartMs` of one replaced in mid-run. */
  readonly machine: Machine;
  /** Rounds of the burn loop a millisecond, in a warm worker that computes alone. */
  readonly roundsPerMs: number;
}

/** So long (ms) the rates are measured, which differ more than all else from moment to moment. */
const BUDGET_MS = 900;
/** With so many workers at most; the curve's last number stands for all busy cores beyond. */
const MOST_BURNERS = 32;
const STARTS = 3;
const MESSAGES = 300;
/** The first calls are slower: code is compiled, the worker wakes up. */
const WARM_UP = 100;

/**
 * Measures this browser in less than two seconds: what starting a worker takes (median of three, one after another), a message to
 * it and back through comlink (median of three hundred, one in flight), and how fast the burn loop runs while 1, 2, ... all cores
 * compute. Meanwhile the page draws frames, as it does beside a run.
 */
export async function measureMachine(cores: number): Promise<Measured> {
  const stopBeat = everyBeat(() => {});
  const handles: WorkerHandle[] = [];
  try {
    const starts: number[] = [];
    for (let i = 0; i < STARTS; i++) {
      const from = performance.now();
      handles.push(await startWorker());
      starts.push(performance.now() - from);
    }
    const messageRoundTripMs = await roundTrip(handles[0]!);
    const burning = Math.max(1, Math.min(cores, MOST_BURNERS));
    for (const idle of handles.splice(burning)) idle.end();
    handles.push(...(await Promise.all(Array.from({ length: burning - handles.length }, () => startWorker()))));
    const burners = await Promise.all(handles.map(burnerOf));
    const { roundsPerMs, speedByBusyCores } = await measureSpeedCurve(burners, BUDGET_MS);
    return {
      machine: {
        cores,
        speedByBusyCores,
        messageRoundTripMs,
        workerStartMs: median(starts),
        switchIntervalMs: 5,
        sharedCores: true,
      },
      roundsPerMs,
    };
  } finally {
    stopBeat();
    for (const handle of handles) handle.end();
  }
}

async function roundTrip(handle: WorkerHandle): Promise<number> {
  const messages: number[] = [];
  for (let n = 0; n < WARM_UP + MESSAGES; n++) {
    const sent = performance.now();
    await handle.remote.clock();
    if (n >= WARM_UP) messages.push(performance.now() - sent);
  }
  return median(messages);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

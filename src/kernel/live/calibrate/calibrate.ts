/** How many rounds of the burn loop this computer does in a millisecond. */
import { startWorker, type WorkerHandle } from '../pool/worker-handle.ts';
import { type Burner, measureSpeedCurve } from './speed-curve.ts';

/** The first run waits for it (ms). */
const BUDGET_MS = 200;

let known: Promise<number> | undefined;

/** The rate in a warm worker of its own that computes alone, measured once a page. (A rate taken on the page was 9 % off in workers.) */
export function calibrate(makeWorker?: () => Worker): Promise<number> {
  known ??= inWorker(makeWorker);
  known.catch(() => (known = undefined));
  return known;
}

async function inWorker(makeWorker: (() => Worker) | undefined): Promise<number> {
  const handle = await startWorker(makeWorker);
  try {
    return (await measureSpeedCurve([await burnerOf(handle)], BUDGET_MS)).roundsPerMs;
  } finally {
    handle.end();
  }
}

/** A worker that is ready to compute: its burn loop is compiled. */
export async function burnerOf({ remote, clock }: WorkerHandle): Promise<Burner> {
  await remote.warm();
  return { measureRate: (fromMs, forMs) => remote.measureRate(fromMs - clock.offsetMs, forMs) };
}

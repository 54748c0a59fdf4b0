/** How small may a task be? Batches of equal tasks on real workers, for each length and each kind of dispatch. Times are milliseconds. */
import { webWorkers } from '../../engines/browser/web-workers.ts';
import { DISPATCH } from '../../engines/knobs.ts';
import type { Dispatch, Scenario } from '../../scenario/scenario.ts';
import { knobTrouble, meansHere } from '../machine/liveness.ts';

/** What a task computes for. */
export const LENGTHS_MS: readonly number[] = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
export const DISPATCHES: readonly Dispatch[] = DISPATCH.values;

/** A batch is so long, were nothing lost, and has so many tasks at least for a worker, and at most. */
const BATCH_MS = 60;
const LEAST_A_WORKER = 4;
const MOST_TASKS = 4_000;
/** Chunks that a worker gets of a batch. */
const CHUNKS = 4;

/** Each batch is done so often, in rounds, so that a moment in which the computer does something else spoils no line. */
export const ROUNDS = 3;

/** One batch, or the median of several. */
export interface LengthPoint {
  readonly dispatch: Dispatch;
  readonly ms: number;
  readonly tasks: number;
  /** What of the ideal was reached, 0 to 1: the ideal is the work alone, shared by as many workers as there are cores. */
  readonly share: number;
}

/** Why this kind of dispatch cannot be measured here; undefined if it can. */
export const dispatchTrouble = (dispatch: Dispatch): string | undefined =>
  knobTrouble('dispatch', dispatch, meansHere());

/** The batch of one length. */
export function batchOf(dispatch: Dispatch, ms: number, workers: number, cores: number): Scenario {
  const wanted = Math.round((BATCH_MS * Math.min(workers, cores)) / ms);
  const count = Math.max(LEAST_A_WORKER * workers, Math.min(MOST_TASKS, wanted));
  const segments = [{ kind: 'cpu' as const, ms }];
  return {
    workers,
    dispatch,
    chunksize: Math.ceil(count / (workers * CHUNKS)),
    tasks: Array.from({ length: count }, (_, i) => ({ id: String(i), segments })),
  };
}

export interface LengthQuery {
  readonly workers: number;
  readonly cores: number;
  /** From Calibrate; measured first where nobody did. */
  readonly roundsPerMs: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Measures all of them, one after another, round by round, and tells each batch at once. Nothing else may run meanwhile.
 * @throws the signal's reason, or RefusedError where so many workers are too many
 */
export async function measureLengths(query: LengthQuery, tell: (point: LengthPoint) => void): Promise<void> {
  const { workers, cores, roundsPerMs, signal } = query;
  const { prepare } = await import('../../kernel/live/run.ts');
  for (let round = 0; round < ROUNDS; round++)
    for (const ms of LENGTHS_MS.toReversed())
      for (const dispatch of DISPATCHES) {
        if (dispatchTrouble(dispatch) !== undefined) continue;
        const scenario = batchOf(dispatch, ms, workers, cores);
        const prepared = await prepare(webWorkers, scenario, { cores, roundsPerMs });
        if (signal.aborted) prepared.dispose();
        signal.throwIfAborted();
        const { totalMs } = await prepared.start({ signal }).finished;
        signal.throwIfAborted();
        const tasks = scenario.tasks.length;
        tell({ dispatch, ms, tasks, share: (tasks * ms) / Math.min(workers, cores) / totalMs });
      }
}

/** The medians of what was measured so far, by dispatch and length; of two the lower. */
export function medians(batches: readonly LengthPoint[]): LengthPoint[] {
  return DISPATCHES.flatMap((dispatch) =>
    LENGTHS_MS.flatMap((ms) => {
      const own = batches.filter((one) => one.dispatch === dispatch && one.ms === ms);
      const middle = own.toSorted((a, b) => a.share - b.share)[(own.length - 1) >> 1];
      return middle ? [middle] : [];
    }),
  );
}

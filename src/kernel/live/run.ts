/** Live runs: what the store and `window.overlap.run` use. Times are milliseconds. */
import type { Engine } from '../../engines/engine.ts';
import { settle } from '../../engines/knobs.ts';
import { whenThere } from '../../engines/late.ts';
import { type Machine, withPython } from '../../scenario/machine.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import { haveLocks } from '../virtual/late-parts.ts';
import { DurableMessages } from './broker/durable-messages.ts';
import { calibrate } from './calibrate/calibrate.ts';
import { type LiveRun, type StartOptions, startRun } from './live-run.ts';
import { sharesMemory } from './platform/memory.ts';
import { warmBurn } from './platform/rate.ts';
import { WorkerPool } from './pool/worker-pool.ts';
import { RefusedError } from './refused-error.ts';
import { rehearse, wantsRehearsal } from './rehearsal.ts';
import { isDurable, RunMemory, runsInside } from './run-memory.ts';
import { Guests } from './tabs/guests.ts';
import { MOST_LIVE_WORKERS, placesOf, workersAtFirst } from './workers-at-first.ts';

export interface PrepareOptions {
  readonly cores: number;
  /** From `calibrate`; measured here where the scenario computes and it is not known. */
  readonly roundsPerMs: number | undefined;
  /** Which Python it is, where the scenario does not say. */
  readonly python?: Pick<Machine, 'python' | 'gil'> | undefined;
  /** Starts a worker that serves the engine's programs; by default one that knows all engines of the list. */
  readonly makeWorker?: () => Worker;
  /** Without a trace, to see what the trace costs. */
  readonly record?: boolean;
  /** The name of the run where its messages are to outlive the page, and whether an earlier page began it. */
  readonly durable?: { readonly run: string; readonly resumed: boolean };
  /** Once it is aborted nothing is started or rehearsed any more: the run is one that was stopped before its begin. */
  readonly signal?: AbortSignal;
}

/** Workers that are started, warmed up and told of the run: it can begin at once. */
export interface Prepared {
  /** What all that took (ms). */
  readonly startupMs: number;
  start(options?: StartOptions): LiveRun;
  /** For one that is not to be started after all. */
  dispose(): void;
}

/**
 * Makes everything ready for one live run.
 * @throws RefusedError where this page cannot run it
 */
export async function prepare(engine: Engine, scenario: Scenario, options: PrepareOptions): Promise<Prepared> {
  await whenThere(engine);
  const machine: Machine = withPython({ cores: options.cores, ...pythonOf(options.python) }, scenario);
  const settings = settle(engine.knobs, scenario, machine);
  const { lanes } = engine;
  const inside = runsInside(engine, settings);
  const onWorkers = lanes.cpu !== 'loop';
  const places = placesOf(engine, settings, scenario);
  const takesTurns = onWorkers && !lanes.ownMemory && haveLocks(scenario.tasks);
  refuse(engine, onWorkers ? places : 0, inside || lanes.cpu === 'gil' || takesTurns);

  const from = performance.now();
  const burns = computes(scenario);
  const roundsPerMs =
    options.roundsPerMs ?? (burns ? await orAborted(calibrate(options.makeWorker), options.signal) : 0) ?? 0;
  const runMemory = new RunMemory(engine, scenario, settings, machine, roundsPerMs, places);
  const pool = new WorkerPool(runMemory.setup, { computes: burns, makeWorker: options.makeWorker });
  const record = options.record !== false;
  let durable: DurableMessages | undefined;
  const giveUp = () => pool.end();
  options.signal?.addEventListener('abort', giveUp);
  if (options.signal?.aborted) giveUp();
  try {
    if (options.durable && isDurable(engine))
      durable = await DurableMessages.open(options.durable.run, options.durable.resumed);
    if (onWorkers) await pool.fill(workersAtFirst(engine, runMemory));
    else if (burns) warmBurn();
    if (wantsRehearsal(runMemory)) {
      await rehearse(runMemory, pool, record, options.signal);
      await pool.assign(runMemory.setup);
    }
  } catch (error) {
    pool.end();
    // Where it was cancelled meanwhile, the run is one that was stopped before its begin.
    if (!options.signal?.aborted) {
      void durable?.end();
      throw error;
    }
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
  const startupMs = performance.now() - from;

  let used = false;
  return {
    startupMs,
    dispose: () => {
      if (used) return;
      pool.end();
      void durable?.end();
      used = true;
    },
    start: (startOptions) => {
      if (used) throw new Error('A prepared run starts once');
      used = true;
      let guests: Guests | undefined;
      const atEnd = () => {
        guests?.end();
        pool.end();
        void durable?.end();
      };
      const run = startRun(runMemory, pool, record, atEnd, { ...startOptions, durable });
      if (options.durable && isDurable(engine) && globalThis.navigator?.locks)
        guests = new Guests(options.durable.run, engine.title, (guest) => run.join(guest));
      if (onWorkers) run.trace.facts.startupMs = startupMs;
      return run;
    },
  };
}

/** What the page measures for all its runs; undefined where this one is cancelled first. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const give = () => resolve(undefined);
    if (signal.aborted) give();
    signal.addEventListener('abort', give);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

/** The Python of a machine, without its costs: those are this computer's own. */
const pythonOf = ({ python, gil }: Pick<Machine, 'python' | 'gil'> = {}): Pick<Machine, 'python' | 'gil'> => ({
  ...(python !== undefined && { python }),
  ...(gil !== undefined && { gil }),
});

function refuse(engine: Engine, workers: number, shares: boolean): void {
  if (workers > MOST_LIVE_WORKERS) {
    throw new RefusedError(
      `${engine.title} would need ${workers} live workers; a page gets at most ${MOST_LIVE_WORKERS}. The prediction has no such limit.`,
    );
  }
  if (shares && !sharesMemory()) {
    throw new RefusedError(
      `${engine.title} needs memory that workers share, and this page is not cross-origin isolated. It has to be served with the headers ` +
        '`Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`, as `npm start` does.',
    );
  }
}

/** Live runs on a page whose clock is not real: of engines whose tasks are done on the main thread, and of those with workers. */
import { vi } from 'vitest';
import type { Engine } from '../src/engines/engine.ts';
import { settle } from '../src/engines/knobs.ts';
import { type LiveRun, type StartOptions, startRun } from '../src/kernel/live/live-run.ts';
import { MainLoop } from '../src/kernel/live/page/main-loop.ts';
import { WorkerPool } from '../src/kernel/live/pool/worker-pool.ts';
import { RunMemory } from '../src/kernel/live/run-memory.ts';
import { placesOf } from '../src/kernel/live/workers-at-first.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import type { Trace } from '../src/trace/trace.ts';
import { FakePage } from './fake-page.ts';
import { FakeLocks, FakeWorker } from './fake-worker.ts';

/** Runs it to its end, or until it hangs. */
export async function runOnFakePage(engine: Engine, scenario: Scenario): Promise<Trace> {
  const page = new FakePage();
  const machine = { cores: 1 };
  const memory = new RunMemory(engine, scenario, settle(engine.knobs, scenario, machine), machine, 1, 0);
  const pool = new WorkerPool(memory.setup, { computes: false, makeWorker: undefined });
  const run = startRun(memory, pool, true, () => pool.end(), { loop: new MainLoop(page) });
  page.runNow();
  return await run.finished;
}

/** A run under way on workers that are not real. */
export interface FakeRun extends LiveRun {
  readonly page: FakePage;
  /** All that were ever started. */
  readonly workers: readonly FakeWorker[];
  /** Starts one more, which belongs to no pool. */
  makeWorker(): FakeWorker;
}

/** Starts a run on workers that are told what to do by message. Its page goes on with `page.run()`. */
export async function startOnFakeWorkers(
  engine: Engine,
  scenario: Scenario,
  options: Omit<StartOptions, 'loop'> = {},
): Promise<FakeRun> {
  const page = new FakePage();
  const locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
  const workers: FakeWorker[] = [];
  const makeWorker = () => {
    const worker = new FakeWorker({ page, locks });
    workers.push(worker);
    return worker;
  };
  const machine = { cores: 64 };
  const settings = settle(engine.knobs, scenario, machine);
  const places = placesOf(engine, settings, scenario);
  const memory = new RunMemory(engine, scenario, settings, machine, 0, places);
  const pool = new WorkerPool(memory.setup, { computes: false, makeWorker: () => makeWorker() as unknown as Worker });
  const filled = pool.fill(Math.min(places, scenario.tasks.length));
  await page.run();
  await filled;
  const run = startRun(memory, pool, true, () => pool.end(), { ...options, loop: new MainLoop(page) });
  return { page, workers, makeWorker, ...run };
}

/** Runs it to its end, or until it hangs. */
export async function runOnFakeWorkers(engine: Engine, scenario: Scenario): Promise<Trace> {
  const { page, finished } = await startOnFakeWorkers(engine, scenario);
  await page.run();
  return await finished;
}

/** A live run of an engine whose tasks are done on the main thread, on a page whose clock is not real. */
import type { Engine } from '../src/engines/engine.ts';
import { settle } from '../src/engines/knobs.ts';
import { startRun } from '../src/kernel/live/live-run.ts';
import { MainLoop } from '../src/kernel/live/page/main-loop.ts';
import { WorkerPool } from '../src/kernel/live/pool/worker-pool.ts';
import { RunMemory } from '../src/kernel/live/run-memory.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import type { Trace } from '../src/trace/trace.ts';
import { FakePage } from './fake-page.ts';

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

/**
 * The rehearsal of a run of many tasks: the same engine and the same workers do some of the tasks, of next to no length, before the run.
 * So the run measures tasks and messages, and not how long the compilers of page and workers take to find the hot functions. Compilers
 * work beside the program, on the same cores; a pause after each round gives them time to end.
 */
import type { Engine } from '../../engines/engine.ts';
import type { Scenario, Segment } from '../../scenario/scenario.ts';
import { startRun } from './live-run.ts';
import type { WorkerPool } from './pool/worker-pool.ts';
import { RunMemory } from './run-memory.ts';

/**
 * From so many attempts on there are several rounds. Runs of fewer have none: what the first of their tasks cost more is nothing
 * beside the start of workers. But where the caller waits for each thread to run before it starts the next, what is slow in each
 * of them for the first time adds up, to 0.7 ms a thread here: these have one round.
 */
const MANY = 1000;
/** Tasks a round. */
const TASKS = 2000;
const ROUNDS = 8;
/** No round begins later (ms). */
const MOST_MS = 150;
/** Between two rounds (ms). */
const PAUSE_MS = 12;
/** A task computes so long at most (ms): the burn loop is to be compiled where it is called, too. */
const CPU_MS = 0.005;

type Size = Pick<RunMemory, 'attempts' | 'inside'> & { readonly engine: Pick<Engine, 'manyMachines' | 'lanes'> };

const roundsOf = ({ attempts, inside, engine }: Size): number => {
  // What these let pass by their own clocks takes longer than a rehearsal, and their workers are gone with their processes.
  if (engine.manyMachines) return 0;
  if (attempts >= MANY) return ROUNDS;
  return attempts > 0 && inside && engine.lanes.kind === 'thread' ? 1 : 0;
};

export const wantsRehearsal = (run: Size): boolean => roundsOf(run) > 0;

/** Rehearses with the workers of the pool. They have to be told of the real run afterwards. `record`: whether the run itself will write a trace. */
export async function rehearse(
  runMemory: RunMemory,
  pool: WorkerPool,
  record: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { engine, settings, machine, roundsPerMs, places, memory } = runMemory;
  const scenario = shortened(runMemory.scenario, memory.shared);
  const rounds = roundsOf(runMemory);
  const until = performance.now() + MOST_MS;
  for (let round = 0; round < rounds && performance.now() < until && !signal?.aborted; round++) {
    const stage = new RunMemory(engine, scenario, settings, machine, roundsPerMs, places);
    await pool.assign(stage.setup);
    await startRun(stage, pool, record, () => pool.dismiss()).finished;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/**
 * Some of the tasks, none of which fails or depends on others. `sleeps`: with their sleeps, which are no time at all in workers that
 * share memory; a timer, on the page and in other workers, takes a millisecond or more, and thousands of them seconds.
 */
function shortened({ tasks }: Scenario, sleeps: boolean): Scenario {
  const short = ({ kind, ms }: Segment): readonly Segment[] => {
    if (kind === 'cpu') return [{ kind, ms: Math.min(ms, CPU_MS) }];
    return sleeps ? [{ kind, ms: 0 }] : [];
  };
  return { tasks: tasks.slice(0, TASKS).map(({ id, segments }) => ({ id, segments: segments.flatMap(short) })) };
}

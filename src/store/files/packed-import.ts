/** An opened file as it goes from the worker to the page: columns handed over, the little rest copied. */
import type { Scenario } from '../../scenario/scenario.ts';
import type { Opened } from '../../trace/files/opened.ts';
import type { Source, Trace } from '../../trace/trace.ts';
import { packTrace } from '../traces/pack-trace.ts';
import { packTasks, type TaskColumns, unpackTasks } from '../traces/packed-tasks.ts';
import { type PackedTrace, unpackTrace } from '../traces/packed-trace.ts';

export interface PackedImport {
  readonly packed: PackedTrace;
  /** Everything of the scenario but its tasks. */
  readonly knobs: Omit<Scenario, 'tasks'>;
  readonly tasks: TaskColumns;
  readonly source: Source;
  readonly engineVersion: string | undefined;
  readonly repeatsTotalMs: readonly number[] | undefined;
  readonly knowsCauses: boolean;
  readonly told: Opened['told'];
  readonly cut: Opened['cut'];
  readonly beside: Opened['beside'];
}

/** For a worker: it need not rest. */
export async function packOpened({
  trace,
  told,
  cut,
  beside,
}: Opened): Promise<{ whole: PackedImport; transfer: ArrayBuffer[] }> {
  const { packed, transfer } = packTrace(trace);
  const { tasks, ...knobs } = trace.scenario;
  const packedTasks = await packTasks(tasks, async () => {});
  const { source, engineVersion, repeatsTotalMs, knowsCauses } = trace;
  return {
    whole: {
      packed,
      knobs,
      tasks: packedTasks.columns,
      source,
      engineVersion,
      repeatsTotalMs,
      knowsCauses,
      told,
      cut,
      beside,
    },
    transfer: [...transfer, ...packedTasks.transfer],
  };
}

/** The trace again. `rest`: lets the page do something else meanwhile. */
export async function unpackOpened(whole: PackedImport, rest: () => Promise<void>): Promise<Opened> {
  const { packed, knobs, source, engineVersion, repeatsTotalMs, knowsCauses, told, cut, beside } = whole;
  const tasks = await unpackTasks(whole.tasks, rest);
  const trace: Trace = unpackTrace(packed, { ...knobs, tasks });
  Object.assign(trace, { source, engineVersion });
  trace.repeatsTotalMs = repeatsTotalMs;
  trace.knowsCauses = knowsCauses;
  return { trace, told, cut, beside };
}

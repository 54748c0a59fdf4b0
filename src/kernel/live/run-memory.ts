/** What one live run stands on: its tasks, ledger, feed and log in columns, shared with the workers where that can be. */
import type { Engine } from '../../engines/engine.ts';
import { type FeedColumns, feedColumns } from '../../engines/feed.ts';
import type { Settings } from '../../engines/knobs.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Memory } from './platform/memory.ts';
import { type LedgerColumns, ledgerColumns } from './record/attempt-columns.ts';
import { type Arena, arena } from './record/log.ts';
import { type TaskColumns, taskColumns } from './record/task-columns.ts';
import { lockWords } from './sync/gil-lock.ts';
import type { RunSetup } from './worker/run-setup.ts';

export class RunMemory {
  readonly memory: Memory;
  readonly tasks: TaskColumns;
  readonly ledger: LedgerColumns;
  readonly feed: FeedColumns;
  readonly gil: Int32Array | undefined;
  readonly arena: Arena | undefined;

  constructor(
    readonly engine: Engine,
    readonly scenario: Scenario,
    readonly settings: Settings,
    readonly machine: Machine,
    readonly roundsPerMs: number,
    /** So many lanes at most do tasks at once. */
    readonly places: number,
  ) {
    const { lanes } = engine;
    const memory = new Memory(globalThis.crossOriginIsolated && lanes.cpu !== 'loop');
    this.memory = memory;
    this.tasks = taskColumns(scenario, lanes.mortal, memory);
    this.ledger = ledgerColumns(this.tasks, memory);
    this.feed = feedColumns(scenario, (length) => memory.int32(length));
    this.gil = lanes.cpu === 'gil' ? lockWords(memory) : undefined;
    const records = recordsOf(this.tasks, this.gil ? settings.switchIntervalMs : 0);
    this.arena = memory.shared ? arena(records, places + attemptsThatKill(scenario), memory) : undefined;
  }

  /** Attempts for which there is room. */
  get attempts(): number {
    return this.tasks.taskOf.length;
  }

  /** Whether programs with a name run inside workers. */
  get inside(): boolean {
    return this.engine.inside?.(this.settings) ?? false;
  }

  /** What workers are told of it. */
  get setup(): RunSetup {
    const { engine, settings, machine, tasks, ledger, feed, roundsPerMs, gil } = this;
    return { engine: engine.id, settings, machine, tasks, ledger, feed, arena: this.arena, roundsPerMs, gil };
  }
}

/** Records that the attempts write at most: begin, end, two a segment; under a lock also turns and waits, by its interval. */
function recordsOf({ taskOf, firstSegment, ms }: TaskColumns, intervalMs: number): number {
  let records = 0;
  for (const task of taskOf) {
    records += 2 + (intervalMs > 0 ? 6 : 2) * (firstSegment[task + 1]! - firstSegment[task]!);
    if (intervalMs > 0)
      for (let s = firstSegment[task]!; s < firstSegment[task + 1]!; s++) records += 4 * Math.ceil(ms[s]! / intervalMs);
  }
  return records;
}

/** Attempts that cost a worker, each of which leaves a chunk of the arena half full. */
function attemptsThatKill({ tasks, kills = [] }: Scenario): number {
  return tasks.reduce((sum, { dies, retry = 0 }) => sum + (dies ? retry + 1 : 0), kills.length);
}

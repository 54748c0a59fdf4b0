/** The columns of one live run: its tasks, its attempts, its feed and its log. They lie in memory that workers share where that is to be had. */
import type { Engine } from '../../engines/engine.ts';
import { cpuNeedOf } from '../../engines/facts.ts';
import { type FeedColumns, feedColumns } from '../../engines/feed.ts';
import type { Settings } from '../../engines/knobs.ts';
import { pythonRules } from '../../engines/python-rules.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Memory, sharesMemory } from './platform/memory.ts';
import { type AttemptColumns, attemptColumns } from './record/attempt-columns.ts';
import { type Arena, arena } from './record/log.ts';
import { spareAttempts, type TaskColumns, taskColumns } from './record/task-columns.ts';
import { lockWords } from './sync/gil-lock.ts';
import { type LockTable, lockTable } from './sync/named-locks.ts';
import type { RunSetup } from './worker/run-setup.ts';

/** Whether its messages outlive the page. */
export const isDurable = ({ durable, late }: Engine): boolean => (durable ?? late?.scheduler.durable) === true;

/** Whether the engine's named programs run inside workers: an engine may have none, and have all that runs told by the page. */
export const runsInside = (engine: Engine, settings: Settings): boolean =>
  Object.keys(engine.programs).length > 0 && (engine.inside?.(settings) ?? false);

export class RunMemory {
  readonly memory: Memory;
  readonly tasks: TaskColumns;
  readonly book: AttemptColumns;
  readonly feed: FeedColumns;
  readonly gil: Int32Array | undefined;
  readonly arena: Arena | undefined;
  readonly locks: LockTable | undefined;

  constructor(
    readonly engine: Engine,
    readonly scenario: Scenario,
    readonly settings: Settings,
    readonly machine: Machine,
    readonly roundsPerMs: number,
    /** At most so many lanes do tasks at the same time. */
    readonly places: number,
  ) {
    const { lanes } = engine;
    const memory = new Memory(sharesMemory() && lanes.cpu !== 'loop');
    this.memory = memory;
    const spare = engine.manyMachines ? spareAttempts(scenario.tasks.length) : 0;
    this.tasks = taskColumns(scenario, lanes.mortal, memory, spare);
    this.book = attemptColumns(this.tasks, memory);
    this.feed = feedColumns(scenario, (length) => memory.int32(length));
    this.gil = cpuNeedOf(engine, machine) === 'gil' ? lockWords(memory) : undefined;
    const records = recordsOf(this.tasks, this.gil ? settings.switchIntervalMs : 0);
    const more = engine.manyMachines
      ? Math.min(MOST_REPLACED, scenario.tasks.length + 200)
      : attemptsThatKill(scenario);
    this.arena = memory.shared ? arena(records, places + more, memory) : undefined;
    const { lock } = this.tasks;
    const handsOver = lanes.kind === 'thread' && pythonRules(machine).locksHandOver;
    // On an event loop, and on lanes with a memory of their own, nobody can want the same lock.
    if (lock && memory.shared && !lanes.ownMemory)
      this.locks = lockTable(Math.max(...lock), places + more, handsOver, memory);
  }

  /** How many attempts there is room for. */
  get attempts(): number {
    return this.tasks.taskOf.length;
  }

  get inside(): boolean {
    return runsInside(this.engine, this.settings);
  }

  /** What workers are told of the run. */
  get setup(): RunSetup {
    const { engine, settings, machine, tasks, book, feed, roundsPerMs, gil, locks } = this;
    return { engine: engine.id, settings, machine, tasks, book, feed, arena: this.arena, roundsPerMs, gil, locks };
  }
}

/** Engines of many machines replace workers as they like: there is room for the logs of so many. */
const MOST_REPLACED = 1000;

/** A lock changes hands once a ms at most: a turn and two waits, of each of those who want it. */
const A_HAND_OVER = 3;

/** The most records that all attempts write: a begin, an end and two a segment; under the GIL also the turns and waits that fit into its interval. */
function recordsOf({ segmentsAt, firstSegment, ms, lock }: TaskColumns, intervalMs: number): number {
  let records = 0;
  for (const list of segmentsAt) {
    records += 2 + (intervalMs > 0 ? 6 : 2) * (firstSegment[list + 1]! - firstSegment[list]!);
    if (intervalMs > 0)
      for (let s = firstSegment[list]!; s < firstSegment[list + 1]!; s++) records += 4 * Math.ceil(ms[s]! / intervalMs);
    if (lock)
      for (let s = firstSegment[list]!; s < firstSegment[list + 1]!; s++)
        if (lock[s]! > 0) records += A_HAND_OVER * (1 + Math.ceil(ms[s]!));
  }
  return records;
}

/** How many attempts cost a worker. Each such worker leaves a chunk of the arena half full. */
function attemptsThatKill({ tasks, kills = [] }: Scenario): number {
  return tasks.reduce((sum, { dies, retry = 0 }) => sum + (dies ? retry + 1 : 0), kills.length);
}

/**
 * Which rules of CPython hold on a machine: those of 3.11, and what has changed since, by the version that the machine names.
 * A test leaves single ones out, to show what each of them does.
 */
import { type Machine, minorOf } from '../scenario/machine.ts';

export interface PythonRules {
  /** Threads take turns under one GIL. Without it those that compute share the cores as processes do. */
  readonly gil: boolean;
  /** Who finds a lock or an event taken calls `sched_yield` 40 times before it parks; 0 times under a GIL (`Python/lock.c`, `MAX_SPIN_COUNT`). */
  readonly yieldsFirst: boolean;
  /** It looks at the lock every fourth time (3.15, `RELOAD_SPIN_MASK`), not only at the end. */
  readonly looksWhileYielding: boolean;
  /** More threads than cores that compute stand in the cores' own run queues; those of a GIL have no use for it. */
  readonly runQueues: boolean;
  /** A lock that two threads want at once costs its holder a wake-up and moved caches in each stretch under it. */
  readonly contentionCosts: boolean;
  /** A lock goes to the first of those who have waited for more than 1 ms (3.13, `Python/lock.c`, `TIME_TO_BE_FAIR_NS`). */
  readonly locksHandOver: boolean;
  /** A thread of a pool leaves an idle credit when it finds the queue empty (3.12), not after every item. */
  readonly creditsWhenIdle: boolean;
  /** The start method is `forkserver` where nothing is said (3.14, on Linux). */
  readonly forkserver: boolean;
  /** Whoever starts the first process of a fork server waits until that has booted. */
  readonly starterWaits: boolean;
  /** `SimpleQueue.get(timeout)` takes what came while it waited for the GIL after its time (3.13, `Python/parking_lot.c`, `is_unparking`). */
  readonly queuesLookAgain: boolean;
  /** With `spawn` and `forkserver` each submit takes an idle credit or starts one process, after the item was queued. */
  readonly startsOnDemand: boolean;
  /** `Executor.map(buffersize=)` fetches no more than so many ahead (3.14). */
  readonly buffersMap: boolean;
  /** A thread of `InterpreterPoolExecutor` has a GIL of its own (3.14). */
  readonly ownGils: boolean;
  /** It makes its interpreter and imports the main module there before it takes an item. */
  readonly interpretersBoot: boolean;
  /** `gather` over what has ended already hands over at once (3.12, `Lib/asyncio/tasks.py`); before, its callbacks took two passes of the loop. */
  readonly gathersAtOnce: boolean;
  /** `wait_for` is a timeout around an `await` (3.12, `Lib/asyncio/tasks.py`): once that is due it counts, though the future has its result. */
  readonly waitForCancels: boolean;
  /** The first step of an eager task runs inside `create_task` (3.12). */
  readonly eagerSteps: boolean;
  /** Futures that `terminate_workers` cancels tell nobody: `as_completed` waits for them for ever (3.14). */
  readonly cancelsSilently: boolean;
}

/** The rules that hold in a run. */
export const rulesOf = ({
  machine,
  python,
}: {
  readonly machine: Machine;
  readonly python?: Partial<PythonRules> | undefined;
}): PythonRules => ({
  ...pythonRules(machine),
  ...python,
});

/** The rules that follow from the machine. */
export function pythonRules(machine: Pick<Machine, 'python' | 'gil'>): PythonRules {
  const minor = minorOf(machine);
  const free = machine.gil === false;
  return {
    gil: !free,
    yieldsFirst: free,
    looksWhileYielding: minor >= 15,
    runQueues: free,
    contentionCosts: free,
    locksHandOver: minor >= 13,
    creditsWhenIdle: minor >= 12,
    forkserver: minor >= 14,
    starterWaits: true,
    queuesLookAgain: minor >= 13,
    startsOnDemand: minor >= 12,
    buffersMap: minor >= 14,
    ownGils: true,
    interpretersBoot: true,
    gathersAtOnce: minor >= 12,
    waitForCancels: minor >= 12,
    eagerSteps: true,
    cancelsSilently: true,
  };
}

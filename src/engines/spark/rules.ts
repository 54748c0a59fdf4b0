/** The rules that can be left out, to see what each does. */
export interface SparkRules {
  /** A stage begins when all tasks of its parents are done; else each of its tasks may begin at once. */
  readonly barrier: boolean;
  /** Parents that do not depend on each other are submitted together; else one after another. */
  readonly siblings: boolean;
  /** What is tried again goes before all that waits; else behind it. */
  readonly stack: boolean;
  /** The slot of a failed task is offered before the failure is handled. */
  readonly slotFirst: boolean;
  /** `local[n]` tries nothing again. */
  readonly localFailsOnce: boolean;
  /** A task that raises takes its Python process with it. */
  readonly failureEndsProcess: boolean;
  /** Tasks of an aborted job go on. */
  readonly tasksGoOn: boolean;
  /** A killed task's process is killed some seconds later. */
  readonly killTimeout: boolean;
  /** A process collects garbage before it takes its next task. */
  readonly gc: boolean;
  /** The task after a short one is late. */
  readonly shortTasks: boolean;
  /** What a stage's tasks have in common is fetched by the first ones on an executor only. */
  readonly broadcast: boolean;
  /** The first task of an executor starts the Python daemon as well. */
  readonly daemon: boolean;
  /** FAIR pools take turns; else all is FIFO. */
  readonly fair: boolean;
  /** Inside a named pool the first job goes first. */
  readonly poolIsFifo: boolean;
  /** Slots are offered round and round, one of each executor; else those of one executor after those of another. */
  readonly roundRobin: boolean;
  /** Tasks prefer the hosts that hold their input. */
  readonly locality: boolean;
  /** Finished map tasks run again when their executor dies. */
  readonly resubmits: boolean;
  /** Missing input takes a stage back. */
  readonly fetchFailures: boolean;
  /** Executors of one host name never get copies of each other's tasks. */
  readonly copyNeedsOtherHost: boolean;
  /** Slow tasks are copied. */
  readonly speculation: boolean;
  /** All results reach the caller at the end. */
  readonly resultsAtEnd: boolean;
  /** Actions of one thread are one after another. */
  readonly jobsInSequence: boolean;
}

export const ALL_RULES: SparkRules = {
  barrier: true,
  siblings: true,
  stack: true,
  slotFirst: true,
  localFailsOnce: true,
  failureEndsProcess: true,
  tasksGoOn: true,
  killTimeout: true,
  gc: true,
  shortTasks: true,
  broadcast: true,
  daemon: true,
  fair: true,
  poolIsFifo: true,
  roundRobin: true,
  locality: true,
  resubmits: true,
  fetchFailures: true,
  copyNeedsOtherHost: true,
  speculation: true,
  resultsAtEnd: true,
  jobsInSequence: true,
};

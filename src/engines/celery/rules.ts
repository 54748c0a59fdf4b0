/** The rules that can be left out, to see what each does. */
export interface CeleryRules {
  /** A worker takes more messages than it has children. */
  readonly prefetch: boolean;
  /** A message is acknowledged when a child accepts it, where acks are early. */
  readonly acksAtAccept: boolean;
  /** `disablePrefetch` counts. */
  readonly disables: boolean;
  /** `get` of a group naps for half a second first. */
  readonly halfSecond: boolean;
  /** Late acks alone do not save the task of a child that dies. */
  readonly lateLoses: boolean;
  /** A rejected message goes back to the broker, behind all others. */
  readonly rejectsLast: boolean;
  /** A death that is not noticed at once is noticed at a tick. */
  readonly ticks: boolean;
  /** A retry joins the end of the queue. */
  readonly retriesQueue: boolean;
  /** A message that is held for its ETA blocks no place. */
  readonly etaIsExtra: boolean;
  /** The rate limit. */
  readonly rate: boolean;
  /** Priorities. */
  readonly priorities: boolean;
  /** A child that has done its tasks ends. */
  readonly exits: boolean;
  /** What was not acknowledged in time is delivered again. */
  readonly restores: boolean;
  /** The main process waits for a child that it kills. */
  readonly killBlocks: boolean;
  /** The soft time limit raises. */
  readonly softRaises: boolean;
  /** SQLite is looked into once a second while it is empty. */
  readonly polls: boolean;
  /** A chord's caller hears of a failed member at once. */
  readonly memberRaises: boolean;
}

export const ALL_RULES: CeleryRules = {
  prefetch: true,
  acksAtAccept: true,
  disables: true,
  halfSecond: true,
  lateLoses: true,
  rejectsLast: true,
  ticks: true,
  retriesQueue: true,
  etaIsExtra: true,
  rate: true,
  priorities: true,
  exits: true,
  restores: true,
  killBlocks: true,
  softRaises: true,
  polls: true,
  memberRaises: true,
};

/** Celery's knobs. Where 0 stands for "none", its title says so. */
import { COLD, choiceKnob, flagKnob, HOSTS, type NumberKnob, numberKnob, WORKERS } from '../knobs.ts';

const count = (name: string, title: string, preset: number): NumberKnob =>
  numberKnob({ name, title, min: 0, max: 1_000_000, whole: true, preset: () => preset });

const time = (name: string, title: string, preset: number, max = 1e9): NumberKnob =>
  numberKnob({ name, title, min: 0, max, whole: false, unit: 'ms', preset: () => preset });

/** Children of one worker instance. */
export const CHILDREN = WORKERS;
export const BROKER = choiceKnob({
  name: 'broker',
  title: 'Broker',
  values: ['redis', 'sqlite'],
  words: { redis: 'Redis', sqlite: 'SQLite' },
  preset: () => 'redis',
});
export const PREFETCH = count('prefetchMultiplier', 'Prefetch multiplier (0: no limit)', 4);
export const NO_PREFETCH = flagKnob({ name: 'disablePrefetch', title: 'Disable prefetch' });
export const ACKS_LATE = flagKnob({ name: 'acksLate', title: 'Late acknowledgement' });
export const REJECT = flagKnob({ name: 'rejectOnWorkerLost', title: 'Reject on worker lost' });
export const VISIBILITY = time('visibilityTimeoutMs', 'Visibility timeout', 3_600_000);
export const RESTORE_INTERVAL = time('restoreIntervalMs', 'Looks for lost messages every', 10_000);
export const RESTORE_EVERY = numberKnob({
  name: 'restoreEvery',
  title: 'Of these looks, counts one in',
  min: 1,
  max: 1000,
  whole: true,
  preset: () => 10,
});
export const RETRY_DELAY = time('retryDelayMs', 'Countdown of a retry', 180_000);
export const BACKOFF = flagKnob({ name: 'retryBackoff', title: 'Countdown doubles' });
export const RATE = numberKnob({
  name: 'rateLimitPerS',
  title: 'Rate limit a second (0: none)',
  min: 0,
  max: 1_000_000,
  whole: false,
  preset: () => 0,
});
export const MAX_TASKS = count('maxTasksPerChild', 'Tasks per child (0: no limit)', 0);
export const TIME_LIMIT = time('timeLimitMs', 'Time limit (0: none)', 0);
export const SOFT_LIMIT = time('softTimeLimitMs', 'Soft time limit (0: none)', 0);
export const SUBMIT_EVERY = time('submitEveryMs', 'Published every', 0);
/** A race of the engine that no model can know: whether a child's death is noticed at once, or at the next tick of 5 s. */
export const EXIT_NOTICE = choiceKnob({
  name: 'exitNotice',
  title: 'A death is noticed',
  values: ['at once', 'tick'],
  preset: () => 'at once',
});
/** How long before t = 0 the last tick, and the last look into an empty SQLite, were. */
export const TICK_PHASE = time('tickPhaseMs', 'Last tick before 0', 2500, 5000);
export const POLL_PHASE = time('pollPhaseMs', 'Last poll before 0', 500, 1000);

export const CELERY_KNOBS = [
  CHILDREN,
  HOSTS,
  COLD,
  BROKER,
  PREFETCH,
  NO_PREFETCH,
  ACKS_LATE,
  REJECT,
  VISIBILITY,
  RESTORE_INTERVAL,
  RESTORE_EVERY,
  RETRY_DELAY,
  BACKOFF,
  RATE,
  MAX_TASKS,
  TIME_LIMIT,
  SOFT_LIMIT,
  SUBMIT_EVERY,
  EXIT_NOTICE,
  TICK_PHASE,
  POLL_PHASE,
];

/** Examples of what surprises in Celery: one each. Loaded once an engine of Celery is chosen. */
import { type Example, presetsOf } from './example.ts';
import type { Machine } from './machine.ts';

/** What Celery's ways cost on a calm 2-core Linux machine with Redis (ms). */
const CELERY_LINUX: Machine & Readonly<Record<string, unknown>> = {
  cores: 2,
  publishMs: 0.5,
  receiveMs: 0.7,
  beginMs: 0.8,
  turnMs: 1.7,
  resultMs: 2,
  retryPublishMs: 1.8,
  etaLateMs: 2.5,
  chainStepMs: 3.5,
  chordStepMs: 6,
  lostNoticeMs: 25,
  childStartMs: 100,
  firstBeginMs: 1.3,
  childExitMs: 110,
  coldPublishMs: 15,
};

const EXAMPLES: readonly Example[] = [
  {
    id: 'celery-unlucky',
    title: 'Celery: the unlucky worker',
    about: 'Short tasks wait behind a long one, though the other worker is idle: a message once fetched never moves.',
    lesson: 'celery-prefetch',
    text: ['hosts 2', 'sleep 2s', '8 x sleep 150ms'],
    knobs: { workers: 1 },
  },
  {
    id: 'celery-late',
    title: 'Celery: late acks lose a task, too',
    about: 'Acknowledged late or not, a task whose child dies is lost: rejectOnWorkerLost would save it.',
    lesson: 'celery-late',
    text: ['acksLate', '6 x sleep 400ms', 'kill worker of #1 at 250ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'celery-rejected',
    title: 'Celery: the rejected task comes last',
    about: 'Rejected when its child dies, the task is not lost, but it goes behind all others in the queue.',
    text: ['acksLate', 'rejectOnWorkerLost', 'prefetchMultiplier 1', '10 x sleep 300ms', 'kill worker of #1 at 200ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'celery-tick',
    title: 'Celery: a death goes unnoticed',
    about: 'If a race is lost, a dead child is noticed at a tick of 5 s: until then one child does all the work.',
    text: ['exitNotice tick', 'tickPhaseMs 2000', '12 x sleep 400ms', 'kill worker of #1 at 250ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'celery-visibility',
    title: 'Celery: a worker is gone',
    about: 'Nobody is told: its messages come back after the visibility timeout, here 3 s, by default an hour.',
    text: [
      'hosts 2',
      'acksLate',
      'visibilityTimeoutMs 3000',
      'restoreIntervalMs 500',
      'restoreEvery 1',
      'prefetchMultiplier 1',
      '6 x sleep 400ms',
      'kill host of #1 at 250ms',
    ],
    knobs: { workers: 1 },
  },
  {
    id: 'celery-twice',
    title: 'Celery: a long task runs twice',
    about: 'The task takes longer than the visibility timeout, so its message is delivered again while it runs.',
    text: [
      'hosts 2',
      'acksLate',
      'prefetchMultiplier 1',
      'visibilityTimeoutMs 1000',
      'restoreIntervalMs 200',
      'restoreEvery 1',
      'sleep 3s',
      '2 x sleep 300ms',
    ],
    knobs: { workers: 1 },
  },
  {
    id: 'celery-half-second',
    title: 'Celery: half a second for a group',
    about: 'All members have ended after 100 ms, and yet get of a group returns after half a second.',
    text: ['4 x sleep 100ms'],
    knobs: { workers: 4 },
    engines: ['celery.group', 'celery.group.iter_native'],
  },
  {
    id: 'celery-retry',
    title: 'Celery: a retry joins the end',
    about: 'Its countdown is over after 50 ms, but the retry goes behind all messages that wait in the queue.',
    text: ['retryDelayMs 50', 'prefetchMultiplier 1', 'sleep 100ms fails on 1 retry 1', '10 x sleep 200ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'celery-rate',
    title: 'Celery: a rate limit for each worker',
    about: 'Five a second are allowed, and ten a second begin: each of the two workers counts for itself.',
    text: ['hosts 2', 'prefetchMultiplier 1', 'rateLimitPerS 5', '12 x sleep 50ms'],
    knobs: { workers: 1 },
  },
  {
    id: 'celery-children',
    title: 'Celery: two tasks a child',
    about: 'After every second task the child ends, and the next task waits until a new one has been forked.',
    text: ['maxTasksPerChild 2', '8 x sleep 100ms'],
    knobs: { workers: 1 },
  },
  {
    id: 'celery-chord',
    title: 'Celery: a chord without its callback',
    about: 'One member fails: all others are worked off, and the callback, the last task, never begins.',
    text: ['sleep 100ms fails', '3 x sleep 400ms', 'sleep 100ms  # the callback'],
    knobs: { workers: 2 },
    engines: ['celery.chord'],
  },
  {
    id: 'celery-sqlite',
    title: 'Celery: SQLite as broker',
    about: 'An empty queue is looked into once a second: nothing happens at first, then all goes as fast as on Redis.',
    text: ['broker sqlite', 'pollPhaseMs 200', '5 x sleep 200ms'],
    knobs: { workers: 3 },
  },
];

export const CELERY_PRESETS = presetsOf(EXAMPLES, { engines: ['celery'], machine: CELERY_LINUX });

/** Examples of what surprises in Spark: one each. Loaded once Spark is among the engines. */
import { type Example, presetsOf } from './example.ts';
import type { Machine } from './machine.ts';

/** What Spark's ways cost on a calm 2-core Linux machine (ms). */
const CALM: Machine & Readonly<Record<string, unknown>> = {
  cores: 2,
  jobSubmitMs: 10,
  taskStartMs: 4.5,
  reuseMs: 5.5,
  taskEndMs: 2,
  resultMs: 4,
  shuffleWriteMs: 12,
  stageGapMs: 8,
  shuffleReadMs: 3,
  shortTaskMs: 39,
  pythonWorkerStartMs: 240,
};

const EXAMPLES: readonly Example[] = [
  {
    id: 'spark-straggler',
    title: 'Spark: a slow task and its copy',
    about: 'A task far slower than the others is begun again on another host, and whoever is first counts.',
    lesson: 'spark-straggler',
    text: ['hosts 2', 'speculation', '2 x sleep 300ms', 'sleep 300ms attempt 1 takes sleep 3s', '5 x sleep 300ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'spark-retry',
    title: 'Spark: a retry overtakes',
    about: 'A task that failed goes before all that wait, but behind the one that has taken its slot.',
    text: ['maxFailures 2', 'sleep 200ms', 'sleep 150ms fails on 1', '6 x sleep 200ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'spark-aborted',
    title: 'Spark: a failed job goes on',
    about: 'The first job fails after 200 ms, yet its other task keeps its slot to its end.',
    text: ['sleep 200ms fails job a', 'sleep 2s job a', '4 x sleep 300ms job b', 'job a at 0ms', 'job b at 300ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'spark-local',
    title: 'Spark: local never retries',
    about: 'In local mode the first failure ends the job; a cluster would try the task again.',
    text: ['cluster local', 'sleep 200ms', 'sleep 150ms fails on 1', '4 x sleep 200ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'spark-short',
    title: 'Spark: short tasks',
    about: 'Tasks of 5 ms take ten times as long: a socket holds back what follows a short one.',
    text: ['40 x sleep 5ms'],
    knobs: { workers: 2 },
    machine: CALM,
  },
  {
    id: 'spark-process',
    title: 'Spark: an exception costs a process',
    about: 'An exception takes its Python process with it: the next task in that slot waits for a new one.',
    text: ['maxFailures 2', 'sleep 600ms', 'sleep 100ms fails on 1', '3 x sleep 300ms'],
    knobs: { workers: 2 },
    machine: CALM,
  },
  {
    id: 'spark-fair',
    title: 'Spark: fair pools',
    about: 'Two pools share the slots evenly; in one pool the second job would wait for the first.',
    text: [
      'schedulerMode FAIR',
      '8 x sleep 200ms job long',
      '4 x sleep 200ms job short',
      'job long at 0ms pool long',
      'job short at 100ms pool short',
    ],
    knobs: { workers: 2 },
  },
  {
    id: 'spark-executor',
    title: 'Spark: an executor dies',
    about: 'Map tasks that had ended run again, since their files went with the executor.',
    text: [
      'hosts 2',
      'map: sleep 900ms',
      'map: sleep 250ms',
      'map: sleep 700ms',
      'map: sleep 320ms',
      'map: 2 x sleep 600ms',
      'reduce after map: 2 x sleep 200ms',
      'kill host of #1 at 700ms',
    ],
    knobs: { workers: 2 },
  },
  {
    id: 'spark-locality',
    title: 'Spark: waiting for locality',
    about: 'All input lies on one host, so the other one waits for three seconds before it takes a task.',
    text: ['hosts 2', 'load: sleep 200ms', 'use after load: 3 x sleep 5s'],
    knobs: { workers: 1 },
  },
  {
    id: 'spark-join',
    title: 'Spark: two parents of a join',
    about: 'Both parents share the slots, and the join begins when the last task of both has ended.',
    text: ['left: 4 x sleep 250ms', 'right: 3 x sleep 200ms', 'join after left, right: 2 x sleep 150ms'],
    knobs: { workers: 3 },
  },
  {
    id: 'spark-results',
    title: 'Spark: all results at the end',
    about: 'The caller has nothing before the last task has ended, where as_completed gives each result at once.',
    text: ['sleep 100ms', 'sleep 900ms', '4 x sleep 200ms'],
    knobs: { workers: 2 },
    engines: ['spark', 'ThreadPoolExecutor.as_completed'],
  },
  {
    id: 'spark-waves',
    title: 'Spark: waves without a barrier',
    about: 'Sixteen tasks on four slots: each slot takes the next task as soon as it is free.',
    text: ['seed 3', '16 x sleep 250ms +-60%'],
    knobs: { workers: 4 },
  },
];

export const SPARK_PRESETS = presetsOf(EXAMPLES, { engines: ['spark'] });

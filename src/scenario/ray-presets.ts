/** Examples of what surprises in Ray: one each. Loaded once an engine of Ray is chosen. */
import { type Example, presetsOf } from './example.ts';
import type { Machine } from './machine.ts';

/** What Ray's ways cost on a 2-core Linux machine (ms). */
const RAY_LINUX: Machine & Readonly<Record<string, unknown>> = {
  cores: 2,
  submitMs: 0.5,
  submitEachMs: 0.2,
  dispatchMs: 2,
  resultMs: 0.9,
  waitResultMs: 1.3,
  reuseGapMs: 2,
  leaseGapMs: 3,
  workerStartMs: 450,
  workerStart2Ms: 520,
  workerStart4Ms: 1000,
  crashNoticeMs: 10.5,
  actorCreateMs: 24,
  actorStartMs: 470,
  actorCallMs: 1,
  actorResultMs: 0.9,
  actorDeathNoticeMs: 9,
  actorGapMs: 0.55,
  coldStartMs: 28,
  farDispatchMs: 2.3,
  farResultMs: 0.8,
};

const EXAMPLES: readonly Example[] = [
  {
    id: 'ray-retry',
    title: 'Ray: a retry waits',
    about: 'No delay is set, and yet the retry waits: what is to be tried again is looked at once a second.',
    text: ['sleep 200ms fails on 1 retry 1', '2 x sleep 200ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-lost',
    title: 'Ray: a lost worker is retried',
    about: 'A task that fails is over; one whose worker dies is tried again, and nobody asked for that.',
    text: ['sleep 200ms fails', 'sleep 300ms dies on 1', '2 x sleep 200ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-raises',
    title: 'Ray: ray.get raises early',
    about: 'ray.get raises at the first failure, while the other tasks go on unseen; ray.wait has all results.',
    text: ['sleep 600ms', 'sleep 100ms fails', 'sleep 300ms'],
    knobs: { workers: 3 },
    engines: ['ray.get', 'ray.wait'],
  },
  {
    id: 'ray-half',
    title: 'Ray: half a CPU each',
    about: 'Four tasks of half a CPU fit on two CPUs, but the third and fourth wait for a new process to boot.',
    text: ['8 x sleep 600ms needs 0.5 cpu'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-restart',
    title: 'Ray: a restart saves no calls',
    about: 'The actor starts anew, and yet all calls that it had not done are lost.',
    text: ['maxRestarts 1', 'on a: sleep 150ms', 'on a: sleep 150ms dies', 'on a: 3 x sleep 150ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-order',
    title: 'Ray: retried calls lose their order',
    about: 'With retries the calls come back after the restart, but not in the order in which they were made.',
    text: [
      'maxRestarts 1',
      'maxTaskRetries 1',
      'on a: sleep 150ms',
      'on a: sleep 150ms dies on 1',
      'on a: 3 x sleep 150ms',
    ],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-poison',
    title: 'Ray: a failure waits its turn',
    about: 'The task behind a failed one never runs, but the caller hears of it only after its turn in the queue.',
    text: ['load: sleep 100ms fails', '6 x sleep 300ms', 'use after load: sleep 100ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-large',
    title: 'Ray: a large task starves',
    about: 'A task that needs both CPUs waits until both are free at once, however early it was submitted.',
    lesson: 'ray-whole-node',
    text: ['2 x sleep 300ms', 'sleep 200ms needs 2 cpu', '2 x sleep 300ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-second-kind',
    title: 'Ray: a second kind waits',
    about: 'Workers stay with the first kind of task for half a second before the second kind gets one.',
    text: ['24 x sleep 60ms', '4 x sleep 60ms needs 0.9 cpu'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-actors-hold',
    title: 'Ray: actors that keep CPUs',
    about: 'An actor that names its CPUs keeps them as long as it lives: the third one never starts.',
    text: ['on a: sleep 200ms needs 1 cpu', 'on b: sleep 200ms needs 1 cpu', 'on c: sleep 200ms needs 1 cpu'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-warm',
    title: 'Ray: a warm worker is no actor',
    about:
      'Two warm workers are idle, and yet the actor waits for a new process: a worker that has run tasks becomes none.',
    text: ['sleep 100ms', 'on a: sleep 100ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-actor-pool',
    title: 'Ray: a pool that ends early',
    about:
      'ActorPool makes the next call when a result is fetched; after a failure nobody fetches, and the rest never runs.',
    text: ['3 x sleep 200ms', 'sleep 150ms fails', '6 x sleep 200ms'],
    knobs: { workers: 2 },
    engines: ['ray.util.ActorPool', 'ray.wait'],
  },
  {
    id: 'ray-second-node',
    title: 'Ray: the second task is far away',
    about: 'The first node has a free CPU, and yet the second task goes to the other node.',
    text: ['hosts 2', '2 x sleep 400ms'],
    knobs: { workers: 2 },
  },
  {
    id: 'ray-node-dies',
    title: 'Ray: a node dies',
    about: 'What ran on the node begins again on the other one, once its owner looks for what is to be tried again.',
    text: [
      'hosts 2',
      'load: 4 x sleep 400ms',
      'parse after load: 4 x sleep 500ms',
      'merge after parse: sleep 200ms',
      'kill host of #2 at 700ms',
    ],
    knobs: { workers: 2 },
  },
];

export const RAY_PRESETS = presetsOf(EXAMPLES, { engines: ['ray.wait'], machine: RAY_LINUX });

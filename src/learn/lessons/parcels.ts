import type { Lesson } from '../lesson.ts';

export const parcels: Lesson = {
  id: 'parcels',
  title: 'Parcels',
  claim: 'Tasks that travel together wait together.',
  article: '2.3.2',
  case: {
    kind: 'tasks',
    text: 'sleep 900ms\n11 x sleep 100ms',
    knobs: { workers: 2, chunksize: 6 },
    beside: ['sequential'],
    asked: ['multiprocessing.Pool.map'],
  },
  tiny: [
    ['', 'sleep 7, sleep 1, sleep 1, sleep 1'],
    ['', 'sleep 1, sleep 1, sleep 1, sleep 1'],
  ],
  guess: {
    says: [
      'One long task of 0.9 s and eleven of 0.1 s, on two processes. That is 2 s of work, so 1 s would be best.',
      'To save messages they travel in two parcels of six. Python calls a parcel a [[chunk]].',
    ],
    asks: { kind: 'time', question: 'When is all done?', of: 'takes', fromMs: 1000 },
  },
  why: {
    head: 'The first parcel takes 0.9 + 5 × 0.1 s: {takes}.',
    says: [
      'Five short tasks sit in the parcel of the long one. They must wait for it, although the other process has had nothing to do since {end 11}.',
      'A parcel stays with the process that has opened it.',
    ],
    looksAt: { task: '5' },
  },
  change: {
    says: 'With {control} tasks in a parcel it takes **{takes}**.',
    control: { kind: 'number', knob: 'chunksize', name: 'Tasks in a parcel', min: 1, max: 8 },
    notice: [
      'Small parcels share the work well. Large ones save messages. Which of the two counts depends on how long a task takes.',
    ],
    asks: {
      question: 'Which parcels would you take for tasks of very different length?',
      options: [
        { says: 'Parcels of one', when: 'takes @chunksize=1 < takes' },
        { says: 'Parcels of six', when: 'takes @chunksize=1 > takes' },
      ],
    },
    takeAlong: 'Equal tiny tasks: large parcels. Unequal tasks: small ones.',
  },
  claims: ['takes = 1400ms', 'takes @chunksize=1 = 1s', 'end 11 = 600ms'],
  live: { holds: ['takes > 1390ms', 'end 11 < start 5'] },
};

import type { Lesson } from '../lesson.ts';

export const celeryPrefetch: Lesson = {
  id: 'celery-prefetch',
  title: 'Celery: the unlucky worker',
  claim: 'Short tasks wait behind a long one, while a worker is idle.',
  article: '3.3',
  case: {
    kind: 'tasks',
    text: 'sleep 2s\n7 x sleep 200ms',
    knobs: { workers: 1, hosts: 2, prefetchMultiplier: 4, submitEveryMs: 10 } as Lesson['case']['knobs'],
    beside: ['sequential'],
    asked: ['celery'],
  },
  tiny: [
    ['', 'sleep 7, sleep 1, sleep 1'],
    ['', 'sleep 1, sleep 1, sleep 1'],
  ],
  guess: {
    says: [
      'Celery has a [[broker]], which keeps the messages, and workers that take them. Here are two workers. Each does one task at a time.',
      'One long task of 2 s, then seven short ones of 0.2 s. The idle worker alone could do all short ones in 1.4 s.',
    ],
    asks: { kind: 'time', question: 'When is the last task done?', of: 'takes', fromMs: 2000 },
  },
  why: {
    head: 'Some short tasks sat in the bag of the busy worker until 2 s were over. All was done at {takes}.',
    says: [
      'A worker takes messages home ahead of time: up to four for each task that it can do at once. That is the [[prefetch]].',
      'The worker with the long task had taken three short ones, too. **Nobody else can do them now**, however idle.',
      'The model behind the outlines was held against recordings of the real Celery.',
    ],
    looksAt: { task: '2' },
  },
  change: {
    says: 'When a worker takes {control}, all is done after **{takes}**.',
    control: {
      kind: 'choice',
      knob: 'prefetchMultiplier',
      name: 'Prefetch',
      values: [
        { value: 4, says: 'up to four ahead' },
        { value: 2, says: 'up to two ahead' },
        { value: 1, says: 'one ahead' },
      ],
    },
    notice: [
      'Even with one ahead, a single short task may wait behind the long one. [[acknowledge|Late acknowledgement]] ends that, too.',
    ],
    asks: {
      question: 'Thousands of tiny tasks of the same length. Which prefetch?',
      options: [
        { says: 'A large one: it saves ways, and nobody is unlucky', when: 'takes > takes @prefetchMultiplier=1' },
        { says: 'One: less is always better', when: 'takes < takes @prefetchMultiplier=1' },
      ],
    },
    takeAlong: 'Long and short tasks together? Then take few messages ahead.',
  },
  claims: ['takes > 2200ms', 'takes @prefetchMultiplier=1 < takes', 'start 2 = 2s'],
  live: { holds: ['takes > 2190ms', 'start 2 > 1900ms'] },
};

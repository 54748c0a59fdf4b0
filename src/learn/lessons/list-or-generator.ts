import type { Lesson } from '../lesson.ts';

export const listOrGenerator: Lesson = {
  id: 'list-or-generator',
  title: 'A list or a generator',
  claim: 'When the caller gets its first result.',
  article: '2.3.1',
  case: {
    kind: 'tasks',
    text: 'sleep 0..4',
    knobs: { workers: 3 },
    beside: ['ThreadPoolExecutor.map'],
    asked: ['multiprocessing.Pool.map', 'multiprocessing.Pool.imap'],
  },
  tiny: [
    ['', 'sleep 6'],
    ['', 'sleep 2, sleep 8'],
    ['', 'sleep 4'],
  ],
  guess: {
    says: [
      'The five sleepers on three workers, as in the first lesson. With `executor.map` the first result comes at {firstResult ThreadPoolExecutor.map}: that task takes no time at all.',
      '`multiprocessing.Pool` has a `map`, too.',
    ],
    asks: {
      kind: 'time',
      question: 'When does **its** `map` give you the first result?',
      of: 'firstResult',
      fromMs: 0,
    },
  },
  why: {
    head: 'All five came together, at {firstResult}.',
    says: [
      '`Pool.map` returns a **list**. A list is there when all of it is there.',
      '`Pool.imap` returns a [[generator]]: it hands over one result after another. Its first one came at {firstResult multiprocessing.Pool.imap}.',
      'The work is the same in all three. Look at the triangles in the results’ row.',
    ],
    looksAt: { task: '4' },
  },
  change: {
    says: 'With {control} the list is there after **{takes}**, the first of `imap` after **{firstResult multiprocessing.Pool.imap}**.',
    control: {
      kind: 'text',
      name: 'Tasks',
      values: [
        { text: 'sleep 0..4', says: 'the shortest first' },
        { text: 'sleep 4..0', says: 'the longest first' },
      ],
    },
    notice: [
      '`imap` keeps the order. When the first task is long, the results of all others wait for it. With `imap_unordered` they do not.',
    ],
    asks: {
      question: 'You want a progress bar with `multiprocessing.Pool`. What do you loop over?',
      options: [
        { says: '`map`', when: 'firstResult < firstResult multiprocessing.Pool.imap' },
        { says: '`imap` or `imap_unordered`', when: 'firstResult multiprocessing.Pool.imap < firstResult' },
      ],
    },
    takeAlong: 'A list comes as a whole, a generator piece by piece.',
  },
  claims: [
    'firstResult = 5s',
    'firstResult multiprocessing.Pool.imap < 10ms',
    'firstResult ThreadPoolExecutor.map < 10ms',
    'takes @text=1 = 4s',
  ],
  live: {
    text: 'sleep 0..400ms step 100ms',
    holds: ['firstResult > 490ms', 'firstResult multiprocessing.Pool.imap < firstResult'],
  },
};

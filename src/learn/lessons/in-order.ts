import type { Lesson } from '../lesson.ts';

export const inOrder: Lesson = {
  id: 'in-order',
  title: 'In order, or as they come',
  claim: 'map keeps the order, and waits for it.',
  article: '2.1.3',
  case: {
    kind: 'tasks',
    text: 'sleep 900ms\n3 x sleep 300ms',
    knobs: { workers: 2 },
    alone: 'The tasks',
    beside: [],
    asked: ['ThreadPoolExecutor.map', 'ThreadPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'sleep 9'],
    ['', 'sleep 3, sleep 3, sleep 3'],
  ],
  guess: {
    says: [
      'A pool of two threads. Task 0 takes 0.9 s, the others take 0.3 s each.',
      'You want a progress bar: it moves whenever your program gets a result. You loop over `executor.map`.',
    ],
    asks: { kind: 'time', question: 'When does the bar move for the first time?', of: 'firstResult', fromMs: 300 },
  },
  why: {
    head: 'Not before {firstResult}, when task 0 was done.',
    says: [
      'Task 1 was done at {end 1}. But `map` hands results over **in the order of the tasks**, so it kept that result and waited for task 0.',
      'Below it, `as_completed` hands over whatever is done. Its first result came at {firstResult ThreadPoolExecutor.as_completed}.',
      'The tasks ran at the same times in both. Only the triangles differ: each is a result that your program gets.',
    ],
    looksAt: { task: '0' },
  },
  change: {
    says: 'With {control} your first result comes at **{firstResult}** from `map`, at **{firstResult ThreadPoolExecutor.as_completed}** from `as_completed`.',
    control: {
      kind: 'text',
      name: 'Order of the tasks',
      values: [
        { text: 'sleep 900ms\n3 x sleep 300ms', says: 'the long task first' },
        { text: '3 x sleep 300ms\nsleep 900ms', says: 'the long task last' },
      ],
    },
    notice: ['Long tasks last look better in a progress bar. But long tasks first are done sooner all in all.'],
    asks: {
      question: 'Which order of the tasks is done sooner?',
      options: [
        { says: 'The long task first', when: 'takes < takes @text=1' },
        { says: 'The long task last', when: 'takes > takes @text=1' },
      ],
    },
    takeAlong:
      'For a progress bar, and to hear of errors early, take `as_completed`. For results in order, take `map`.',
  },
  claims: ['firstResult ~ 900ms', 'firstResult ThreadPoolExecutor.as_completed ~ 300ms', 'takes < takes @text=1'],
  live: { holds: ['firstResult > 890ms', 'firstResult ThreadPoolExecutor.as_completed < firstResult'] },
};

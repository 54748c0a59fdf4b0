import type { Lesson } from '../lesson.ts';

export const workerDies: Lesson = {
  id: 'worker-dies',
  title: 'A worker dies',
  claim: 'Told at once, or waited for in vain.',
  case: {
    kind: 'tasks',
    text: '6 x sleep 400ms\nkill worker of #1 at 250ms',
    knobs: { workers: 2 },
    beside: ['sequential'],
    asked: ['multiprocessing.Pool.imap_unordered', 'ProcessPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'sleep 4, sleep 4'],
    ['', 'sleep 2, torn 0'],
  ],
  guess: {
    says: [
      'Six tasks on two processes. After 0.25 s the system kills the process of task 1: the memory was full.',
      'Your program loops over `multiprocessing.Pool.imap_unordered`.',
    ],
    asks: {
      kind: 'choice',
      question: 'What does your program see?',
      options: [
        { says: 'An error for task 1', when: 'takes < 1s' },
        { says: 'Five results, then it waits for ever', when: 'takes = never' },
        { says: 'Six results: task 1 is done again', when: 'results = 6' },
      ],
    },
  },
  why: {
    head: 'The pool starts a new process, and forgets that task 1 was in the old one.',
    says: [
      'The new process takes the next tasks, so {results} results come. The result of task 1 never comes, and nobody says so. Your loop [[hangs]] for ever.',
      '`ProcessPoolExecutor` notices. It raises `BrokenProcessPool` and gives up all that is left: {ok ProcessPoolExecutor.as_completed} of 6 tasks get done.',
    ],
    looksAt: { task: '1' },
  },
  change: {
    says: 'If {control}, the executor gets **{ok ProcessPoolExecutor.as_completed}** of 6 tasks done, the pool **{ok}**.',
    control: {
      kind: 'text',
      name: 'When it dies',
      values: [
        { text: '6 x sleep 400ms\nkill worker of #1 at 250ms', says: 'it dies at 0.25 s' },
        { text: '6 x sleep 400ms\nkill worker of #3 at 650ms', says: 'it dies at 0.65 s' },
        { text: '6 x sleep 400ms', says: 'nothing dies' },
      ],
    },
    notice: ['An error that is loud costs a restart. One that is silent costs a night.'],
    asks: {
      question: 'Which one tells you that a process has died?',
      options: [
        { says: '`multiprocessing.Pool`', when: 'takes < takes ProcessPoolExecutor.as_completed' },
        { says: '`ProcessPoolExecutor`', when: 'takes ProcessPoolExecutor.as_completed < takes' },
      ],
    },
    takeAlong: 'Does a pool hang for no reason? Look whether one of its processes was killed.',
  },
  claims: ['takes = never', 'results = 5', 'takes ProcessPoolExecutor.as_completed < 1s', 'ok @text=2 = 6'],
  live: { holds: ['takes = never', 'results = 5', 'ok ProcessPoolExecutor.as_completed < ok'] },
};

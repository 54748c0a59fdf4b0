import type { Lesson } from '../lesson.ts';

export const waitOrCompute: Lesson = {
  id: 'wait-or-compute',
  title: 'Waiting or computing?',
  claim: 'Waits overlap. Computing needs a core.',
  article: '2.1.1',
  case: {
    kind: 'tasks',
    text: '2 x sleep 600ms\n2 x cpu 600ms',
    knobs: { workers: 4 },
    beside: ['sequential'],
    asked: ['ThreadPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'sleep 6'],
    ['', 'cpu 6'],
    ['', 'compute 6, cpu 4'],
  ],
  guess: {
    says: [
      'Four [[task|tasks]], four [[thread|threads]], so nobody stands in line. Two tasks are [[sleeping]]: they wait for the network. Two are [[computing]].',
      'In a plain loop, one after another, they take {takes sequential}.',
    ],
    asks: {
      kind: 'time',
      question: 'All four begin together, in one Python program. When does the last one end?',
      of: 'takes',
      fromMs: 600,
    },
  },
  why: {
    head: 'The two that compute had to share, so they ended at {end 3}.',
    says: [
      'A task that sleeps needs nothing while it sleeps. Both sleepers were done long before, at {end 0}.',
      'A task that computes needs the [[GIL]], the one key to running Python code. Two tasks of 0.6 s, one key: **{takes}**.',
      'The dashed lines are the moments without the key. They are short, since the key changes hands every 5 ms.',
    ],
    looksAt: { task: '3' },
    not: {
      head: 'Why not 0.6 s?',
      says: 'Four threads are four lines of steps. They are not four keys.',
    },
  },
  change: {
    says: 'If the last two tasks are {control}, all is done after **{takes}**.',
    control: {
      kind: 'text',
      name: 'The last two tasks',
      values: [
        { text: '2 x sleep 600ms\n2 x cpu 600ms', says: 'computing' },
        { text: '4 x sleep 600ms', says: 'sleeping' },
        { text: '2 x sleep 600ms\n2 x cpu 50ms, sleep 550ms', says: 'mostly sleeping' },
      ],
    },
    notice: ['A little computing hardly shows. Most real work that fetches things is mostly sleeping.'],
    asks: {
      question: 'Ten tasks of 1 s that only sleep, on ten threads. How long do they take?',
      options: [
        { says: 'About 1 s', when: 'takes @text=1 ~ length 0 @text=1' },
        { says: 'About 10 s', when: 'takes @text=1 > takes' },
      ],
    },
    takeAlong: 'Ask first: does it wait or does it compute? Threads are for waiting.',
  },
  claims: ['takes ~ 1200ms', 'end 0 ~ 600ms', 'takes @text=1 = 600ms', 'takes @text=2 ~ 650ms', 'lanes = 4'],
  live: { holds: ['wait 3 > wait 0', 'end 0 > 590ms'] },
};

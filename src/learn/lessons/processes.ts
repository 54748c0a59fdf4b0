import type { Lesson } from '../lesson.ts';

export const processes: Lesson = {
  id: 'processes',
  title: 'Processes',
  claim: 'A key of their own, and a price to start.',
  article: '2.1.2',
  case: {
    kind: 'tasks',
    text: '4 x cpu 300ms',
    knobs: { workers: 2 },
    costs: { threadStartMs: 0.052, forkStartMs: 1.5, spawnStartMs: 73, pipeRoundTripMs: 0.034 },
    beside: ['ThreadPoolExecutor.as_completed'],
    asked: ['ProcessPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'others 1, cpu 5'],
    ['', 'others 1, cpu 5'],
  ],
  guess: {
    says: [
      'Four tasks compute for 0.3 s each. Two [[thread|threads]] share one [[GIL]], so they take {takes ThreadPoolExecutor.as_completed}, as one would.',
      'A [[process]] is a program of its own. It has its own memory and its own key.',
    ],
    asks: {
      kind: 'time',
      question: 'The same four tasks on **two processes**. The computer has two [[core|cores]]. When are they done?',
      of: 'takes',
      fromMs: 1200,
    },
  },
  why: {
    head: 'Two keys and two cores: two tasks at a time.',
    says: [
      'Task 0 and task 1 compute at the same time, then 2 and 3. **Two rounds of 0.3 s are {takes}.**',
      'In Python the change is one word: `ProcessPoolExecutor` instead of `ThreadPoolExecutor`.',
    ],
    looksAt: { task: '2' },
  },
  change: {
    says: 'When Python starts processes by {control}, it takes **{takes}**.',
    control: {
      kind: 'choice',
      knob: 'startMethod',
      name: 'Start method',
      values: [
        { value: 'fork', says: 'copying itself (fork)' },
        { value: 'spawn', says: 'starting anew (spawn)' },
      ],
    },
    notice: [
      'A copy is ready at once. A new Python has to start and import everything first. That costs about 70 ms here, and more in large programs.',
      'This browser keeps its workers ready, so the start shows in the outlines only.',
    ],
    asks: {
      question: 'Four tasks of 1 ms each: are two new processes worth it?',
      options: [
        { says: 'Yes, they are always twice as fast', when: 'start 0 @startMethod=spawn < 1ms' },
        { says: 'No, their start costs more than the work', when: 'start 0 @startMethod=spawn > 50ms' },
      ],
    },
    takeAlong: 'Processes are for computing. Give each enough work to be worth its start.',
  },
  claims: [
    'takes ThreadPoolExecutor.as_completed ~ 1200ms',
    'takes ~ 600ms',
    'takes < takes ThreadPoolExecutor.as_completed',
    'takes @startMethod=spawn > takes',
  ],
  live: { text: '4 x cpu 150ms', holds: ['lanes = 2', 'wait 0 < wait 0 ThreadPoolExecutor.as_completed'] },
};

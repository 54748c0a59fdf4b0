import type { Lesson } from '../lesson.ts';

export const slowerThanLoop: Lesson = {
  id: 'slower-than-loop',
  title: 'Slower than the loop',
  claim: 'What a pool costs, and when it is worth it.',
  case: {
    kind: 'tasks',
    text: '300 x cpu 0.05ms',
    knobs: { workers: 2, dispatch: 'chunk', chunksize: 1 },
    costs: { messageRoundTripMs: 0.3 },
    beside: ['sequential'],
    asked: ['web-workers'],
  },
  tiny: [
    ['', 'cpu 1, gap 1, cpu 1, gap 1, cpu 1'],
    ['', 'gap 1, cpu 1, gap 1, cpu 1'],
  ],
  guess: {
    says: [
      'Three hundred tiny tasks compute for 0.05 ms each. A plain loop does them in {takes sequential}.',
      'A [[pool]] of two workers has two [[core|cores]]. But each task is sent as a [[message]], and its result is sent back. The model takes 0.3 ms for a message there and back.',
    ],
    asks: {
      kind: 'choice',
      question: 'Is the pool faster than the loop?',
      options: [
        { says: 'Yes, nearly twice as fast', when: 'takes < takes sequential' },
        { says: 'No, it is slower', when: 'takes > takes sequential' },
      ],
    },
  },
  why: {
    head: 'The pool took {takes}, since it mostly waited for messages.',
    says: [
      'Each task computes for 0.05 ms, then its worker waits for the next message. Zoom in, and you see the gaps between the bars.',
      'A task must be worth its message. Here the message costs **six times** the work.',
    ],
    looksAt: { task: '299' },
    not: {
      head: 'But there are two of them?',
      says: 'Two workers halve the work. They do not make a message any shorter.',
    },
  },
  change: {
    says: 'With {control} tasks in a message it takes **{takes}**.',
    control: {
      kind: 'choice',
      knob: 'chunksize',
      name: 'Tasks in a message',
      values: [
        { value: 1, says: '1' },
        { value: 5, says: '5' },
        { value: 25, says: '25' },
        { value: 150, says: '150' },
      ],
    },
    notice: [
      'Python calls it `chunksize`. `Pool.map` chooses a large one by itself. `imap` and `executor.map` send one by one.',
    ],
    asks: {
      question: 'From how many tasks in a message on is the pool faster than the loop?',
      options: [
        { says: 'Never', when: 'takes @chunksize=150 > takes sequential' },
        { says: '25 are enough', when: 'takes @chunksize=25 < takes sequential' },
      ],
    },
    takeAlong: 'Is your pool slower than the loop? Then give it larger tasks, or more of them in one message.',
  },
  claims: [
    'takes > takes sequential',
    'takes @chunksize=25 < takes sequential',
    'takes @chunksize=150 < takes sequential',
  ],
  live: { text: '3000 x cpu 0.01ms', holds: ['takes @chunksize=150 < takes'] },
};

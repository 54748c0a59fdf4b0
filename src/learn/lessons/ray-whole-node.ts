import type { Lesson } from '../lesson.ts';

export const rayWholeNode: Lesson = {
  id: 'ray-whole-node',
  title: 'Ray: who fits goes first',
  claim: 'A task that wants everything waits for everybody.',
  article: '3.2',
  case: {
    kind: 'tasks',
    text: 'sleep 100ms\nsleep 175ms\nsleep 150ms needs 2 cpu\n4 x sleep 150ms',
    knobs: { workers: 2 },
    beside: ['sequential'],
    asked: ['ray.get'],
  },
  tiny: [
    ['', 'sleep 2, sleep 2, sleep 2'],
    ['', 'sleep 2, sleep 2, gap 2, sleep 2'],
  ],
  guess: {
    says: [
      'Ray gives tasks to one or many computers. Each computer is a [[node]], and a task says how many CPUs it asks for: one, if it says nothing.',
      'This node has two. Task 2 is third in line and **asks for both**. Four tasks that ask for one come behind it.',
    ],
    asks: { kind: 'time', question: 'When does **task 2** begin?', of: 'start 2', fromMs: 100 },
  },
  why: {
    head: 'Task 2 began at {start 2}, after all the others.',
    says: [
      'Whenever one CPU is free, a small task fits and takes it. Two are never free at once, until no small task is left.',
      'For half a second Ray keeps nothing free for the big one. All that is small goes first, however late it came.',
    ],
    looksAt: { task: '2' },
    not: {
      head: 'Is that not unfair?',
      says: 'It is. A line that keeps its order would leave a CPU idle instead. Ray prefers busy CPUs.',
    },
  },
  change: {
    says: 'When task 2 asks for {control}, it begins at **{start 2}**, and all is done at {takes}.',
    control: {
      kind: 'text',
      name: 'What task 2 asks for',
      values: [
        { text: 'sleep 100ms\nsleep 175ms\nsleep 150ms needs 2 cpu\n4 x sleep 150ms', says: 'both CPUs' },
        { text: 'sleep 100ms\nsleep 175ms\nsleep 150ms\n4 x sleep 150ms', says: 'one CPU' },
      ],
    },
    notice: ['CPUs are only counted. Ray does not look whether a task computes or sleeps.'],
    asks: {
      question: 'Your tasks only wait for the network. What do you ask for?',
      options: [
        { says: 'Both CPUs each, to be safe', when: 'start 2 < start 2 @text=1' },
        { says: 'A part of a CPU, so that more fit', when: 'start 2 > start 2 @text=1' },
      ],
    },
    takeAlong: 'With Ray, ask for what you need. Who asks for much waits long.',
  },
  claims: ['start 2 > start 6', 'start 2 > 450ms', 'start 2 @text=1 < 200ms'],
  live: { holds: ['start 2 > start 3'] },
};

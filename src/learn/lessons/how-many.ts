import type { Lesson } from '../lesson.ts';

export const howMany: Lesson = {
  id: 'how-many',
  title: 'How many workers?',
  claim: 'Faster up to the knee, and then no more.',
  case: {
    kind: 'tasks',
    text: '20 x cpu 20ms, sleep 180ms',
    knobs: { workers: 2 },
    beside: ['sequential'],
    asked: ['ThreadPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'cpu 1, sleep 5, cpu 1, sleep 5'],
    ['', 'gap 1, cpu 1, sleep 5, cpu 1, sleep 4'],
    ['', 'gap 2, cpu 1, sleep 5, cpu 1, sleep 3'],
  ],
  guess: {
    says: [
      'Twenty tasks. Each computes for 20 ms and then waits 180 ms for an answer. One after another they take {takes sequential}.',
      'Each task computes for a **tenth** of its time. All threads share one [[GIL]].',
    ],
    asks: {
      kind: 'choice',
      question: 'More threads help a lot at first. Up to about how many?',
      options: [
        { says: 'Two, as many as cores', when: 'takes @workers=4 > takes @workers=2' },
        { says: 'About ten', when: 'takes @workers=10 < takes @workers=5' },
        { says: 'There is no end to it', when: 'takes @workers=20 < 450ms' },
      ],
    },
  },
  why: {
    head: 'Ten threads keep the key in use all the time, so more hardly help.',
    says: [
      'While one task waits 180 ms, nine others have time to compute for 20 ms each. That makes ten in all.',
      'Below that, the key is idle at times. With two threads it takes {takes @workers=2}, with ten {takes @workers=10}.',
      'The rule: **workers = time of a whole task ÷ time it computes**, for each core that you may use. Here that is 200 ÷ 20 = 10.',
    ],
    looksAt: { task: '2' },
    not: {
      head: 'Why not as many as cores?',
      says: 'That is right for tasks that only compute. These wait most of the time, and waiting needs no core.',
    },
  },
  change: {
    says: 'With {control} threads it takes **{takes}**.',
    control: { kind: 'number', knob: 'workers', name: 'Threads', min: 1, max: 20 },
    notice: [
      'The columns fall fast, then bend: that is the knee. Right of it more threads only stand in line for the key.',
    ],
    asks: {
      question: 'Tasks of 1 s that compute for 0.5 s of it. How many threads for one key?',
      options: [
        { says: 'Two', when: 'takes @workers=2 < takes @workers=1' },
        { says: 'Ten', when: 'takes @workers=2 > takes @workers=1' },
      ],
    },
    takeAlong: 'Measure how much of a task is waiting. That tells how many workers are of use.',
  },
  claims: ['takes @workers=2 > takes @workers=5', 'takes @workers=5 > takes @workers=10', 'takes @workers=20 > 390ms'],
  live: { text: '10 x cpu 4ms, sleep 76ms', holds: ['takes @workers=10 < takes'] },
};

import type { Lesson } from '../lesson.ts';

export const coroutines: Lesson = {
  id: 'coroutines',
  title: 'asyncio: one thread, many who wait',
  claim: 'Who waits needs no thread.',
  article: '3.1.1',
  case: {
    kind: 'tasks',
    text: 'sleep 0..4',
    knobs: {},
    beside: ['sequential'],
    asked: ['asyncio.gather'],
  },
  tiny: [
    ['', 'sleep 2'],
    ['', 'sleep 4'],
    ['', 'sleep 6'],
    ['', 'sleep 8'],
  ],
  guess: {
    says: [
      'The five sleepers again: 0, 1, 2, 3 and 4 seconds. One after another they take {takes sequential}.',
      'This time there is **one thread** and no pool. Each task is a [[coroutine]]: it says `await` where it waits, and lets the others go on.',
    ],
    asks: { kind: 'time', question: 'One thread, five tasks. When is the last one done?', of: 'takes', fromMs: 10000 },
  },
  why: {
    head: 'All five waited at the same time: {takes}, as long as the longest.',
    says: [
      'The [[event loop]] starts a task, and at its `await` it goes to the next. After a moment all five are waiting.',
      'The loop wakes each one when its time is over. **While a task waits, it needs no thread**, so none of them waits for a place.',
    ],
    looksAt: { task: '4' },
    not: {
      head: 'Why not 10 s?',
      says: 'One thread can compute only one thing at a time. But these tasks do not compute. They wait.',
    },
  },
  change: {
    says: 'With {control} it takes **{takes}**.',
    control: {
      kind: 'text',
      name: 'Tasks',
      values: [
        { text: 'sleep 0..4', says: 'five sleepers' },
        { text: '40 x sleep 4', says: 'forty sleepers of 4 s' },
        { text: '5 x cpu 200ms', says: 'five that compute for 0.2 s' },
      ],
    },
    notice: [
      'Forty take no longer than five, since all wait at once. Five that compute stand in line: there is one thread.',
    ],
    asks: {
      question: 'A thousand sleepers of 4 s, one thread. How long?',
      options: [
        { says: 'About 4 s', when: 'takes @text=1 ~ takes' },
        { says: 'About 4000 s', when: 'takes @text=1 > takes' },
      ],
    },
    takeAlong: 'When tasks wait, one thread is enough for all of them.',
  },
  claims: ['takes = 4s', 'takes sequential = 10s', 'takes @text=1 ~ 4s', 'takes @text=2 ~ 1s'],
  live: { text: 'sleep 0..400ms step 100ms', holds: ['takes > 390ms', 'takes < work'] },
};

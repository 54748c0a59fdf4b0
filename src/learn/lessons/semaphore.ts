import type { Lesson } from '../lesson.ts';

export const semaphore: Lesson = {
  id: 'semaphore',
  title: 'A semaphore',
  claim: 'Three at a time, please.',
  article: '3.1.1',
  case: {
    kind: 'tasks',
    text: '7 x sleep 400ms',
    knobs: { workers: 3 },
    beside: ['sequential'],
    asked: ['asyncio.Semaphore'],
  },
  tiny: [
    ['', 'sleep 4'],
    ['', 'sleep 4'],
    ['', 'place 4, sleep 4'],
    ['', 'place 4, sleep 4'],
  ],
  guess: {
    says: [
      'Seven tasks ask a server, and each answer takes 0.4 s. All at once they would take {takes asyncio.gather}.',
      'But the server allows **three at a time**. A [[semaphore]] is a bowl with three [[permit|permits]]. Who finds it empty waits.',
    ],
    asks: { kind: 'time', question: 'When is the last of the seven done?', of: 'takes', fromMs: 400 },
  },
  why: {
    head: 'Three rounds: three, three and one. That is {takes}.',
    says: [
      'Tasks 0, 1 and 2 take the permits. Each puts its permit back when it is done, and the next in line takes it.',
      'Task 6 is alone in the last round, yet the round takes as long as the others.',
      'In code it is `async with semaphore:` around the request, **inside** the task.',
    ],
    looksAt: { task: '6' },
  },
  change: {
    says: 'With {control} permits it takes **{takes}**.',
    control: { kind: 'number', knob: 'workers', name: 'Permits', min: 1, max: 8 },
    notice: [
      'It goes down in steps: what counts is how many rounds there are. Four, five and six permits give the same.',
    ],
    asks: {
      question: 'You may have four permits or six. What do two more buy?',
      options: [
        { says: 'A third less time', when: 'takes @workers=6 < takes @workers=4' },
        { says: 'Nothing, it is two rounds both times', when: 'takes @workers=6 = takes @workers=4' },
      ],
    },
    takeAlong: 'Start all tasks at once, and let a semaphore within each of them say how many may go on.',
  },
  claims: [
    'takes = 1200ms',
    'takes asyncio.gather = 400ms',
    'takes @workers=4 = takes @workers=6',
    'takes @workers=7 = 400ms',
  ],
  live: { holds: ['takes > 1190ms', 'takes < work'] },
};

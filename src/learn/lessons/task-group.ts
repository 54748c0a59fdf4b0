import type { Lesson } from '../lesson.ts';

export const taskGroup: Lesson = {
  id: 'task-group',
  title: 'All or nothing',
  claim: 'gather lets the others run, a TaskGroup does not.',
  isAside: true,
  case: {
    kind: 'tasks',
    text: 'sleep 100ms\nsleep 200ms fails\nsleep 300ms\nsleep 600ms',
    knobs: {},
    beside: ['asyncio.gather'],
    asked: ['asyncio.TaskGroup'],
  },
  tiny: [
    ['', 'sleep 2'],
    ['', 'sleep 4, fail 0'],
    ['', 'sleep 4'],
  ],
  guess: {
    says: [
      'Four [[coroutine|coroutines]], and task 1 fails after 0.2 s. With `gather`, your program hears of it at once. Tasks 2 and 3 run on, and nobody asks for their results.',
      'A `TaskGroup` is stricter.',
    ],
    asks: {
      kind: 'choice',
      question: 'What becomes of tasks 2 and 3 in a `TaskGroup`?',
      options: [
        { says: 'They run to their end', when: 'cancelled = 0' },
        { says: 'They are stopped', when: 'cancelled = 2' },
      ],
    },
  },
  why: {
    head: 'The error of task 1 stopped the {cancelled} that were still under way.',
    says: [
      'A group ends as a whole: when one fails, the others are [[cancelled]]. Then the group raises the error.',
      'With `gather` they went on until {end 3 asyncio.gather}, for nobody. They would still send mails or write files.',
    ],
    looksAt: { task: '3' },
  },
  change: {
    says: 'If {control}, **{ok}** tasks of the group get through.',
    control: {
      kind: 'text',
      name: 'When the error comes',
      values: [
        { text: 'sleep 100ms\nsleep 200ms fails\nsleep 300ms\nsleep 600ms', says: 'the error comes at 0.2 s' },
        { text: 'sleep 100ms\nsleep 50ms fails\nsleep 300ms\nsleep 600ms', says: 'the error comes at 0.05 s' },
        { text: 'sleep 100ms\nsleep 500ms fails\nsleep 300ms\nsleep 600ms', says: 'the error comes at 0.5 s' },
      ],
    },
    notice: ['What had ended before the error stays done. All else is stopped where it waits, at its `await`.'],
    asks: {
      question: 'Ten parts of one order, and without one of them the rest is of no use. What do you take?',
      options: [
        { says: '`gather`', when: 'cancelled asyncio.gather > cancelled' },
        { says: 'A `TaskGroup`', when: 'cancelled > cancelled asyncio.gather' },
      ],
    },
    takeAlong: 'Tasks that belong together go into a `TaskGroup`. None of them is left behind.',
  },
  claims: ['cancelled = 2', 'cancelled asyncio.gather = 0', 'ok @text=1 = 0', 'ok @text=2 = 2'],
  live: { holds: ['cancelled = 2', 'cancelled asyncio.gather = 0'] },
};

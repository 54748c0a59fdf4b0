import type { Lesson } from '../lesson.ts';

export const oneFails: Lesson = {
  id: 'one-fails',
  title: 'When one fails',
  claim: 'One result lost, or all that come after it.',
  article: '2.1.3',
  case: {
    kind: 'tasks',
    text: 'sleep 300ms\nsleep 200ms fails\n4 x sleep 300ms',
    knobs: { workers: 2 },
    alone: 'The tasks',
    beside: [],
    asked: ['ThreadPoolExecutor.map', 'ThreadPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'sleep 3, sleep 3'],
    ['', 'sleep 2, fail 0, sleep 3'],
  ],
  guess: {
    says: [
      'Six tasks on two threads. **Task 1 fails**: it raises an error after 0.2 s. Your program loops over `executor.map`.',
    ],
    asks: {
      kind: 'choice',
      question: 'How many results does your loop get?',
      options: [
        { says: 'Five: all but the one that failed', when: 'results = 5' },
        { says: 'One: the error ends the loop', when: 'results = 1' },
        { says: 'None', when: 'results = 0' },
      ],
    },
  },
  why: {
    head: 'The loop got {results} result, then the error.',
    says: [
      '`map` hands results over in order. Second comes the error of task 1, and it ends your `for` loop.',
      'Tasks that had begun ran on, and nobody took their results. Tasks that had not begun were called off.',
      'With `as_completed` you ask each task by itself, within `try`. The error is one answer of six, and {ok ThreadPoolExecutor.as_completed} results come.',
    ],
    looksAt: { task: '1' },
  },
  change: {
    says: 'If {control}, the loop over `map` gets **{results}** of 6 results.',
    control: {
      kind: 'text',
      name: 'Which task fails',
      values: [
        { text: 'sleep 300ms\nsleep 200ms fails\n4 x sleep 300ms', says: 'task 1 fails' },
        { text: 'sleep 300ms fails\nsleep 200ms\n4 x sleep 300ms', says: 'task 0 fails' },
        { text: 'sleep 300ms\nsleep 200ms\n3 x sleep 300ms\nsleep 300ms fails', says: 'task 5 fails' },
      ],
    },
    notice: ['The later the error stands in the list, the more results come before it.'],
    asks: {
      question: 'A thousand downloads, and a few will fail. What do you take?',
      options: [
        { says: '`map`', when: 'results > ok ThreadPoolExecutor.as_completed' },
        {
          says: '`as_completed`, with `try` around each `result()`',
          when: 'ok ThreadPoolExecutor.as_completed > results',
        },
      ],
    },
    takeAlong: 'An error belongs to its task. Ask for it there, and the others are safe.',
  },
  claims: ['results = 1', 'ok ThreadPoolExecutor.as_completed = 5', 'results @text=1 = 0', 'results @text=2 = 5'],
  live: { holds: ['results = 1', 'ok ThreadPoolExecutor.as_completed = 5'] },
};

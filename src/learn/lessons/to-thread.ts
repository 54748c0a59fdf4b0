import type { Lesson } from '../lesson.ts';

export const toThread: Lesson = {
  id: 'to-thread',
  title: 'Threads beside a loop',
  claim: 'What blocks goes into a thread.',
  case: {
    kind: 'tasks',
    text: '3 x sleep 200ms\nsleep 100ms, cpu 400ms',
    knobs: {},
    beside: ['asyncio.gather'],
    asked: ['asyncio.to_thread'],
  },
  tiny: [
    ['', 'sleep 4'],
    ['', 'sleep 4'],
    ['', 'sleep 2, cpu 6'],
  ],
  guess: {
    says: [
      'The same four tasks. On the loop, task 0 is done only at {end 0 asyncio.gather}, since task 3 computes.',
      '`asyncio.to_thread` gives each call to a [[thread]], and the [[event loop]] stays free.',
    ],
    asks: { kind: 'time', question: 'When is **task 0** done now?', of: 'end 0', fromMs: 500 },
  },
  why: {
    head: 'Task 0 was done at {end 0}: its thread needed the key for a moment only.',
    says: [
      'Task 3 still computes, now in a thread of its own. It gives the [[GIL]] away after 5 ms when somebody asks.',
      'Task 3 is not faster: it ends at {end 3}, as it does on the loop. **But it stops nobody any more.**',
    ],
    looksAt: { task: '0' },
  },
  change: {
    says: 'With {control} computing, task 0 is done at **{end 0}**, and all are done at {takes}.',
    control: {
      kind: 'text',
      name: 'Tasks that compute',
      values: [
        { text: '3 x sleep 200ms\nsleep 100ms, cpu 400ms', says: 'one task' },
        { text: '3 x sleep 200ms\n2 x sleep 100ms, cpu 400ms', says: 'two tasks' },
        { text: '3 x sleep 200ms\n3 x sleep 100ms, cpu 400ms', says: 'three tasks' },
      ],
    },
    notice: ['The more tasks compute, the later all are done, since they share one key. Who sleeps hardly feels it.'],
    asks: {
      question: 'Your tasks compute a lot. Are threads beside the loop enough?',
      options: [
        { says: 'Yes, they all compute at once', when: 'takes @text=2 < 700ms' },
        { says: 'No: they share one key, so take processes', when: 'takes @text=2 > 1200ms' },
      ],
    },
    takeAlong: 'A call that blocks goes to `asyncio.to_thread`. One that computes a lot goes to a [[process]].',
  },
  claims: ['end 0 < end 0 asyncio.gather', 'end 0 ~ 205ms', 'takes @text=2 > takes @text=1', 'end 3 ~ 500ms'],
  live: { holds: ['end 0 < end 3'] },
};

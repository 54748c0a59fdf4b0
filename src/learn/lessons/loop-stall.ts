import type { Lesson } from '../lesson.ts';

export const loopStall: Lesson = {
  id: 'loop-stall',
  title: 'Who stops everybody?',
  claim: 'One computes, and all others wake late.',
  article: '3.1.2',
  case: {
    kind: 'tasks',
    text: '3 x sleep 200ms\nsleep 100ms, cpu 400ms',
    knobs: {},
    alone: 'The tasks',
    beside: [],
    asked: ['asyncio.gather'],
  },
  tiny: [
    ['', 'sleep 4, compute 4'],
    ['', 'sleep 4, compute 4'],
    ['', 'sleep 2, cpu 6'],
  ],
  guess: {
    says: [
      'Three tasks sleep for 0.2 s. The last one sleeps for 0.1 s and then computes for 0.4 s.',
      'All of them are [[coroutine|coroutines]] on one [[event loop]].',
    ],
    asks: { kind: 'time', question: 'When is **task 0** done, which only sleeps for 0.2 s?', of: 'end 0', fromMs: 200 },
  },
  why: {
    head: 'Its alarm rang at 0.2 s, but nobody listened until {end 0}.',
    says: [
      'At 0.1 s task 3 began to compute. It has no `await` in there, so the loop cannot do anything else.',
      'Tasks 0, 1 and 2 were ready at 0.2 s. The dashed line is their wait for the loop.',
      'In a server this is one slow request, and **every** user waits.',
    ],
    looksAt: { task: '0' },
  },
  change: {
    says: 'If task 3 {control}, task 0 is done at **{end 0}**.',
    control: {
      kind: 'text',
      name: 'Task 3',
      values: [
        { text: '3 x sleep 200ms\nsleep 100ms, cpu 400ms', says: 'computes in one go' },
        {
          text: '3 x sleep 200ms\nsleep 100ms, cpu 100ms, sleep 1ms, cpu 100ms, sleep 1ms, cpu 100ms, sleep 1ms, cpu 100ms',
          says: 'pauses every 0.1 s',
        },
        { text: '3 x sleep 200ms\nsleep 500ms', says: 'only waits' },
      ],
    },
    notice: [
      'A pause, such as `await asyncio.sleep(0)`, lets the others in. The computing itself still has to be done.',
    ],
    asks: {
      question: 'What is wrong with `time.sleep(5)` in a coroutine?',
      options: [
        { says: 'Nothing, it only sleeps', when: 'end 0 < 210ms' },
        { says: 'It stops the loop like computing does', when: 'end 0 > 400ms' },
      ],
    },
    takeAlong: 'Nothing in a coroutine may take long without an `await`.',
  },
  claims: ['end 0 ~ 500ms', 'end 0 @text=1 < end 0', 'end 0 @text=2 ~ 200ms'],
  live: { holds: ['end 0 > 300ms'] },
};

import type { Lesson } from '../lesson.ts';

export const gilTurns: Lesson = {
  id: 'gil-turns',
  title: 'Threads and the GIL',
  claim: 'Two threads, and one may compute at a time.',
  article: '2.2',
  case: {
    kind: 'tasks',
    text: '2 x cpu 40ms',
    knobs: {},
    beside: ['sequential'],
    asked: ['threading.Thread'],
  },
  tiny: [
    ['', 'cpu 2, compute 2, cpu 2, compute 2'],
    ['', 'compute 2, cpu 2, compute 2, cpu 2'],
  ],
  guess: {
    says: [
      'Two tasks compute for 40 ms each. In a plain loop the first is done at {end 0 sequential}, the second at {end 1 sequential}.',
      'Now each gets a [[thread]] of its own. There is one [[GIL]], and it changes hands every 5 ms.',
    ],
    asks: { kind: 'time', question: 'When is **task 0** done?', of: 'end 0', fromMs: 40 },
  },
  why: {
    head: 'Task 0 gave the key away again and again, and was done at {end 0}.',
    says: [
      'Each thread computes for a [[turn]] of 5 ms, then the other one asks for the key and gets it. So both are half done at 40 ms, and both end near the end.',
      'The last one ends at {takes}, just as in the loop. **Threads did not make it faster. They only made the first result later.**',
    ],
    looksAt: { task: '0' },
    not: {
      head: 'Why not 40 ms?',
      says: 'For that, task 0 would have to keep the key until it is done. Python takes it away after 5 ms when somebody asks.',
    },
  },
  change: {
    says: 'When the key changes hands every {control}, task 0 is done at **{end 0}**.',
    control: {
      kind: 'choice',
      knob: 'switchIntervalMs',
      name: 'Turn',
      values: [
        { value: 5, says: '5 ms' },
        { value: 1, says: '1 ms' },
        { value: 20, says: '20 ms' },
        { value: 100, says: '100 ms' },
      ],
    },
    notice: [
      'All of it takes {takes} in any case. With long turns task 0 is done early, and task 1 is last all the same.',
    ],
    asks: {
      question: 'With which turn are **both** tasks done soonest?',
      options: [
        { says: '1 ms', when: 'takes @switchIntervalMs=1 < takes @switchIntervalMs=100' },
        { says: '100 ms', when: 'takes @switchIntervalMs=100 < takes @switchIntervalMs=1' },
        {
          says: 'None: it is the same with all of them',
          when: 'takes @switchIntervalMs=1 = takes @switchIntervalMs=100',
        },
      ],
    },
    takeAlong: 'Python threads take turns at computing. Together they are as fast as one.',
  },
  claims: [
    'end 0 > end 0 sequential',
    'end 0 ~ 75ms',
    'takes ~ takes sequential',
    'end 0 @switchIntervalMs=100 ~ 40ms',
  ],
  live: { text: '2 x cpu 200ms', holds: ['wait 0 > 5ms', 'start 1 < end 0'] },
};

import type { Lesson } from '../lesson.ts';

export const longestChain: Lesson = {
  id: 'longest-chain',
  title: 'Who must wait for whom',
  claim: 'Never faster than the longest chain.',
  case: {
    kind: 'tasks',
    text: 'list: sleep 200ms\nload after list: 6 x sleep 400ms\nmerge after load: sleep 300ms',
    knobs: { workers: 2 },
    beside: ['sequential'],
    asked: ['async-pool'],
  },
  tiny: [
    ['', 'sleep 2'],
    ['', 'others 2, sleep 3'],
    ['', 'others 2, sleep 3'],
    ['', 'others 5, sleep 2'],
  ],
  guess: {
    says: [
      'First `list` takes 0.2 s. Then six tasks called `load` may begin, 0.4 s each. `merge` needs all six, and takes 0.3 s.',
      'One after another that is {takes sequential}.',
    ],
    asks: { kind: 'time', question: 'Two workers share the tasks. When is `merge` done?', of: 'takes', fromMs: 1450 },
  },
  why: {
    head: 'Only the middle part could be shared: 0.2 + 1.2 + 0.3 s = {takes}.',
    says: [
      'Half of {takes sequential} would be 1.45 s. But while `list` runs, the other worker has nothing it may do. The same goes for `merge`.',
      'The thin grey line with a ring is [[waiting-for-others|waiting for others]]. **No worker ends it.**',
      'The [[longest chain]] is list, load, merge: 0.2 + 0.4 + 0.3 = 0.9 s.',
    ],
    looksAt: { task: '7' },
  },
  change: {
    says: 'With {control} workers it takes **{takes}**.',
    control: { kind: 'number', knob: 'workers', name: 'Workers', min: 1, max: 8 },
    notice: ['Six workers do all of `load` at once. From then on the longest chain is all that is left.'],
    asks: {
      question: 'A hundred workers. How long does it take?',
      options: [
        { says: 'Nearly nothing', when: 'takes @workers=8 < 500ms' },
        { says: 'As long as the longest chain', when: 'takes @workers=8 = 900ms' },
      ],
    },
    takeAlong: 'Before you buy workers, look for the longest chain and make that shorter.',
  },
  claims: ['takes = 1700ms', 'takes sequential = 2900ms', 'takes @workers=6 = 900ms', 'takes @workers=8 = 900ms'],
  live: { holds: ['start 7 > 1390ms', 'takes < work'] },
};

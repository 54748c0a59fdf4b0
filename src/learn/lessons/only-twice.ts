import type { Lesson } from '../lesson.ts';

export const onlyTwice: Lesson = {
  id: 'only-twice',
  title: 'Eight workers, twice as fast',
  claim: 'Nobody computes without a core.',
  case: {
    kind: 'tasks',
    text: '8 x cpu 120ms',
    knobs: { workers: 8 },
    beside: ['sequential'],
    asked: ['web-workers'],
  },
  tiny: [
    ['', 'cpu 5, compute 3'],
    ['', 'compute 3, cpu 5'],
    ['', 'compute 2, cpu 5'],
  ],
  guess: {
    says: [
      'Eight tasks compute for 120 ms each. A loop does them in {takes sequential}.',
      'Now there are **eight workers**, so nobody stands in line. The computer has **two cores**.',
    ],
    asks: { kind: 'time', question: 'When is the last task done?', of: 'takes', fromMs: 120 },
  },
  why: {
    head: 'Eight workers share two cores: {takes}, twice as fast as the loop.',
    says: [
      'A [[worker]] is a place to stand. A [[core]] is what computes. All eight began at once, and each got a quarter of a core.',
      'So each bar is four times as long as its work. **More workers do not end that. More cores would.**',
    ],
    looksAt: { task: '7' },
    not: {
      head: 'And on my computer?',
      says: 'The outlines are for two cores. With more of them the filled bars end earlier. With fewer than eight they still share.',
    },
  },
  change: {
    says: 'With {control} workers it takes **{takes}**.',
    control: { kind: 'number', knob: 'workers', name: 'Workers', min: 1, max: 8 },
    notice: [
      'From two workers on, more of them do not help: both cores are busy. With seven it even takes longer: one task is left over at the end.',
    ],
    asks: {
      question: 'The tasks wait for the network instead. Do more than two workers help then?',
      options: [
        { says: 'Yes: waiting needs no core', when: 'takes @workers=1 > takes @workers=2' },
        { says: 'No, two are enough', when: 'takes @workers=1 < takes @workers=2' },
      ],
    },
    takeAlong: 'For computing, take as many workers as cores. More of them only share.',
  },
  claims: [
    'takes ~ 480ms',
    'takes sequential = 960ms',
    'takes @workers=2 ~ takes',
    'takes @workers=1 > takes @workers=2',
    'takes @workers=7 > takes',
    'length 7 ~ 480ms',
  ],
  live: { holds: ['lanes = 8'] },
};

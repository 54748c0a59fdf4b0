import type { Lesson } from '../lesson.ts';

export const fiveCustomers: Lesson = {
  id: 'five-customers',
  title: 'Five customers, three desks',
  claim: 'A task holds its worker until it is done.',
  article: '2.1.1',
  case: {
    kind: 'tasks',
    text: 'sleep 0..4',
    knobs: { workers: 3 },
    alone: 'The customers',
    beside: ['sequential'],
    asked: ['ThreadPoolExecutor.map'],
    called: {
      sequential: { title: 'One desk', holds: 'one after another' },
      'ThreadPoolExecutor.map': { title: 'The desks', holds: 'a customer holds a desk', lane: ['desk', 'desks'] },
    },
  },
  tiny: [
    ['', 'sleep 6'],
    ['', 'sleep 2, sleep 8'],
    ['', 'sleep 4'],
  ],
  guess: {
    says: [
      'Five customers come into an office at the same moment. Their business takes 0, 1, 2, 3 and 4 seconds. A desk serves one customer at a time.',
      'With **one desk** the last one leaves after 0 + 1 + 2 + 3 + 4 = **{takes sequential}**.',
      'In Python a customer is a [[task]] and a desk is a [[worker]]. Here the workers are [[thread|threads]].',
    ],
    asks: {
      kind: 'time',
      question: 'Now **three desks** are open. When does the last customer leave?',
      of: 'takes',
      fromMs: 3300,
    },
  },
  why: {
    head: 'Customer 4 reached a desk only at {start 4}.',
    says: [
      'At first 0, 1 and 2 have the desks. Customer 0 is done at once, so 3 sits down there. Customer 4 stays in line until somebody leaves. That is 1, after a second.',
      '**{wait 4} in line + {length 4} at the desk = {end 4}.** Its bar has a frame.',
      'The orange line is [[waiting for a place]]: one more desk would end it. Would it?',
    ],
    looksAt: { task: '4' },
    not: {
      head: 'Why not 3.3 s?',
      says: 'Ten seconds over three desks is 3.3 s only if work could be cut into equal pieces. It cannot: a customer stays at one desk. What counts is the [[longest chain]], here **1, then 4**.',
    },
  },
  change: {
    says: 'With {control} desks it takes **{takes}**.',
    control: { kind: 'number', knob: 'workers', name: 'Desks', min: 1, max: 8 },
    notice: [
      'From **four desks** on, more desks change nothing. Customer 4 alone takes 4 s, and the other desks stand empty.',
    ],
    asks: {
      question: 'What would make it faster than {takes @workers=4}?',
      options: [
        { says: 'A fifth desk', when: 'takes @workers=5 < takes @workers=4' },
        { says: 'Ten desks', when: 'takes @workers=8 < takes @workers=4' },
        { says: 'Only less work for customer 4', when: 'takes @workers=8 = length 4' },
      ],
    },
    takeAlong:
      'More [[worker|workers]] help until nobody [[waiting for a place|waits for a place]]. Then only shorter [[task|tasks]] help.',
  },
  claims: [
    'takes sequential = 10s',
    'takes = 5s',
    'start 4 = 1s',
    'wait 4 = 1s',
    'takes @workers=4 = 4s',
    'takes @workers=8 = 4s',
  ],
  live: { text: 'sleep 0..400ms step 100ms', holds: ['takes > 490ms', 'start 4 > 90ms', 'end 3 < end 4'] },
};

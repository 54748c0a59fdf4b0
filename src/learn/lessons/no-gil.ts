import type { Lesson } from '../lesson.ts';

export const noGil: Lesson = {
  id: 'no-gil',
  title: 'Threads without the GIL',
  claim: 'A key for each, or none at all.',
  isAside: true,
  case: {
    kind: 'tasks',
    text: '4 x cpu 200ms',
    knobs: { workers: 2 },
    costs: { python: '3.14', threadStartMs: 0.03, interpreterStartMs: 51.3 },
    beside: ['ThreadPoolExecutor.as_completed'],
    asked: ['InterpreterPoolExecutor.as_completed'],
  },
  tiny: [
    ['', 'others 1, cpu 6'],
    ['', 'others 1, cpu 6'],
  ],
  guess: {
    says: [
      'Four tasks compute for 0.2 s each. Two [[thread|threads]] share one [[GIL]], so they take {takes ThreadPoolExecutor.as_completed}.',
      'Since Python 3.14 a [[pool]] can give each thread an [[interpreter]] of its own, within one process. **Each has its own key.**',
    ],
    asks: {
      kind: 'time',
      question: 'Two interpreters, two [[core|cores]]. When are all four tasks done?',
      of: 'takes',
      fromMs: 800,
    },
  },
  why: {
    head: 'Two keys and two cores: {takes}.',
    says: [
      'Each thread computes with the key of its own interpreter. Nobody has to ask for it.',
      'In the outlines the first task starts at {start 0}: a new interpreter must start first, as a new process must.',
      'This browser keeps its workers ready, so the filled bars begin at once.',
    ],
    looksAt: { task: '0' },
    not: {
      head: 'What is the price?',
      says: 'Interpreters share no variables. What goes from one to the other is copied, as between processes.',
    },
  },
  change: {
    says: 'On {control} the threads take **{takes ThreadPoolExecutor.as_completed}**, the interpreters **{takes}**.',
    control: {
      kind: 'machine',
      name: 'Python',
      values: [
        { machine: {}, says: 'Python 3.14' },
        { machine: { gil: false }, says: 'free-threaded Python 3.14' },
      ],
    },
    notice: [
      'A [[free-threaded]] Python has no GIL. Plain threads compute at the same time there, and share all variables.',
      'So two of them can change the same variable at the same time. A [[lock]] matters more there, not less.',
    ],
    asks: {
      question: 'Your code computes, and must run on any Python 3.14. Which pool?',
      options: [
        { says: 'Threads', when: 'takes ThreadPoolExecutor.as_completed < takes' },
        { says: 'Interpreters', when: 'takes < takes ThreadPoolExecutor.as_completed' },
      ],
    },
    takeAlong: 'Threads share one key, interpreters have one each. A free-threaded Python has none.',
  },
  claims: [
    'takes ThreadPoolExecutor.as_completed ~ 800ms',
    'takes < 550ms',
    'start 0 > 40ms',
    'takes ThreadPoolExecutor.as_completed @machine=1 ~ 400ms',
    'takes ThreadPoolExecutor.as_completed @machine=1 < takes',
  ],
  live: { holds: ['wait 0 < wait 0 ThreadPoolExecutor.as_completed'] },
};

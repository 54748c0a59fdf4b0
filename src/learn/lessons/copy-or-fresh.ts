import type { ProgramLesson } from '../lesson.ts';

const program = (method: string, price: string, map: string): string => `import multiprocessing
from concurrent.futures import ProcessPoolExecutor

rate = 1


${price}


if __name__ == "__main__":
    rate = 2
    context = multiprocessing.get_context("${method}")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        print(list(pool.map(${map})))
`;

const OF_GLOBAL = `def price(n):
    return n * rate`;
const OF_ARGUMENT = `def price(n, rate):
    return n * rate`;

export const copyOrFresh: ProgramLesson = {
  id: 'copy-or-fresh',
  title: 'A copy, or a fresh start',
  claim: 'What a new process knows of the old one.',
  tiny: [
    ['', 'cpu 2, others 6'],
    ['', 'gap 2, others 2, cpu 3'],
  ],
  programs: [
    {
      says: 'a process starts afresh',
      text: program('forkserver', OF_GLOBAL, 'price, [10, 20]'),
      comesOut: '[10, 20]',
    },
    { says: 'a process is a copy', text: program('fork', OF_GLOBAL, 'price, [10, 20]'), comesOut: '[20, 40]' },
    {
      says: 'the rate goes along',
      text: program('forkserver', OF_ARGUMENT, 'price, [10, 20], [rate, rate]'),
      comesOut: '[20, 40]',
    },
    {
      says: 'the function has no name',
      text: program('forkserver', OF_GLOBAL, 'lambda n: n * rate, [10, 20]'),
      comesOut: 'PicklingError',
    },
  ],
  guess: {
    says: [
      'This program sets `rate` to 2. Then it gives two numbers to two [[process|processes]].',
      'It starts them by `forkserver`. That is how Python 3.14 does it on Linux.',
    ],
    question: 'What does it print?',
    options: [
      { says: '[20, 40]: they know the new rate', of: 0, comesOut: '[20, 40]' },
      { says: '[10, 20]: they know the first rate only', of: 0, comesOut: '[10, 20]' },
    ],
  },
  why: {
    head: 'Each process read the file for itself. There, the rate is 1.',
    says: [
      'With `forkserver` and `spawn` a process starts afresh. It imports your file, but not what stands behind `if __name__ == "__main__":`.',
      'With `fork` it is a copy of your program as it stands at that moment. So it was on Linux up to Python 3.13.',
    ],
    looksAt: 'print(list(pool.map(price, [10, 20])))',
    not: {
      head: 'Why not copy always?',
      says: 'A copy made while another [[thread]] holds a lock holds that lock for ever. Such a program [[hangs]] now and then.',
    },
  },
  change: {
    says: 'When {control}, it ends with **{outcome}**.',
    name: 'What the process gets',
    notice: [
      'What goes to a process is made into bytes first. Python calls that [[pickling]].',
      'A function is sent by its name only. A `lambda` has no name to be found by, so it cannot go.',
    ],
    asks: {
      question: 'How does a value reach a process, whatever it was started by?',
      options: [
        { says: 'As an argument of the call', of: 2, comesOut: '[20, 40]' },
        { says: 'As a global variable that was set before', of: 0, comesOut: '[20, 40]' },
      ],
    },
    takeAlong: 'Give a process all it needs in the call. Then no start method can surprise you.',
  },
};

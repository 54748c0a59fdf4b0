import type { ProgramLesson } from '../lesson.ts';

const program = (more = ''): string => `import time
from concurrent.futures import ThreadPoolExecutor

taken = 0


def lines():
    global taken
    for n in range(1000):
        taken += 1
        yield n


def work(n):
    time.sleep(0.1)
    return n


with ThreadPoolExecutor(4) as pool:
    for result in pool.map(work, lines()${more}):
        print("the first result:", result)
        break
print(taken, "lines were read")
`;

export const fewAhead: ProgramLesson = {
  id: 'few-ahead',
  title: 'A few at a time',
  claim: 'How far ahead of you a pool reads.',
  isAside: true,
  article: '2.1.1',
  tiny: [
    ['', 'sleep 3, others 1, sleep 3'],
    ['', 'sleep 3, others 1, sleep 3'],
  ],
  programs: [
    { says: 'nothing more', text: program(), comesOut: '1000 lines were read' },
    { says: 'buffersize=8', text: program(', buffersize=8'), comesOut: '9 lines were read' },
    { says: 'buffersize=100', text: program(', buffersize=100'), comesOut: '101 lines were read' },
  ],
  guess: {
    says: [
      'A [[generator]] could give 1,000 lines. The program hands them to four threads with `map`, takes the first result, and stops.',
    ],
    question: 'How many lines were read?',
    options: [
      { says: '4: one for each thread', of: 0, comesOut: '4 lines were read' },
      { says: '1: one result needs one line', of: 0, comesOut: '1 lines were read' },
      { says: '1000: all of them', of: 0, comesOut: '1000 lines were read' },
    ],
  },
  why: {
    head: '`map` read all lines in the call itself, before the first result.',
    says: [
      'Results come one by one, so it looks lazy. But for each line a task is put in the [[queue]] at once.',
      'With a thousand lines that does no harm. With a file larger than your memory it does.',
    ],
    looksAt: 'for result in pool.map(work, lines()):',
  },
  change: {
    says: 'Called with {control}, it ends with **{outcome}**.',
    name: 'What map is called with',
    notice: [
      'Since Python 3.14, `buffersize=8` reads eight lines ahead. Then it reads one more for each result that you take.',
      'Keep it above the number of threads. Else some of them have nothing to do.',
    ],
    asks: {
      question: 'The generator never ends. With which call do you get a result at all?',
      options: [
        { says: 'With `buffersize`', of: 1, comesOut: '9 lines were read' },
        { says: 'With plain `map`', of: 0, comesOut: '9 lines were read' },
      ],
    },
    takeAlong: '`map` gives results lazily, and takes tasks greedily. `buffersize` makes both lazy.',
  },
};

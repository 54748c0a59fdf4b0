import type { ProgramLesson } from '../lesson.ts';

const program = (first: string, second: string, pause = '0.1'): string => `import threading
import time

a, b = threading.Lock(), threading.Lock()


def one():
    with a:
        time.sleep(0.1)
        with b:
            print("one has both")


def two():
    with ${first}:
        time.sleep(${pause})
        with ${second}:
            print("two has both")


ts = [threading.Thread(target=one, name="one"),
      threading.Thread(target=two, name="two")]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("done")
`;

export const twoLocks: ProgramLesson = {
  id: 'two-locks',
  title: 'Two locks, nobody goes on',
  claim: 'Each holds what the other wants.',
  tiny: [
    ['', 'cpu 2, place 8'],
    ['', 'cpu 2, place 8'],
  ],
  programs: [
    { says: 'b first, then a', text: program('b', 'a'), comesOut: 'deadlock' },
    { says: 'a first, then b', text: program('a', 'b'), comesOut: 'done' },
  ],
  guess: {
    says: [
      'Two threads need two locks, `a` and `b`. Thread one takes `a` first, thread two takes `b` first. Each waits for 0.1 s before it takes its second one.',
    ],
    question: 'How does it end?',
    options: [
      { says: 'It prints done', of: 0, comesOut: 'done' },
      { says: 'Nobody goes on: both wait for ever', of: 0, comesOut: 'deadlock' },
    ],
  },
  why: {
    head: 'One holds a and waits for b. Two holds b and waits for a.',
    says: [
      'Neither gives up what it holds. That is a [[deadlock]], and no amount of time ends it.',
      'This page knows that nobody can go on, and stops. A program on your computer would just stand there.',
    ],
    looksAt: 'with b:',
  },
  change: {
    says: 'When thread two takes {control}, it ends with **{outcome}**.',
    name: 'The order of the locks',
    notice: ['If all take the locks in **one order**, whoever has the first one can always get the second.'],
    asks: {
      question: 'What is the rule for several locks?',
      options: [
        { says: 'Everybody takes them in the same order', of: 1, comesOut: 'done' },
        { says: 'Wait a little before the second one', of: 0, comesOut: 'done' },
      ],
    },
    takeAlong: 'One order for all locks, everywhere in the program.',
  },
};

import type { ProgramLesson } from '../lesson.ts';

const program = (loop: string): string => `import time
from concurrent import futures


def work(i):
    time.sleep(0.2)
    return i


begun = time.perf_counter()
with futures.ThreadPoolExecutor(max_workers=4) as executor:
${loop}
print(f"{time.perf_counter() - begun:.1f} s")
`;

export const resultInLoop: ProgramLesson = {
  id: 'result-in-loop',
  title: 'Waiting in the wrong place',
  claim: 'A pool of four, and one works at a time.',
  tiny: [
    ['', 'sleep 2'],
    ['', 'gap 2, sleep 2'],
    ['', 'gap 4, sleep 2'],
  ],
  programs: [
    {
      says: 'right behind each `submit`',
      text: program(`    for i in range(4):
        future = executor.submit(work, i)
        print(future.result())`),
      comesOut: '0.8 s',
    },
    {
      says: 'after all have been submitted',
      text: program(`    todo = [executor.submit(work, i) for i in range(4)]
    for future in todo:
        print(future.result())`),
      comesOut: '0.2 s',
    },
  ],
  guess: {
    says: [
      'Four tasks of 0.2 s on a pool of four threads. The loop submits a task and asks for its `result()`, then goes to the next.',
    ],
    question: 'How long does it take?',
    options: [
      { says: '0.2 s: all four at once', of: 0, comesOut: '0.2 s' },
      { says: '0.8 s: one after another', of: 0, comesOut: '0.8 s' },
    ],
  },
  why: {
    head: 'The loop waits for each result before it hands over the next task.',
    says: [
      '`result()` waits until the task is done. Only then does the loop go on and submit the next one. The other three threads are never needed.',
      'The same happens with `await` on each task in a loop.',
    ],
    looksAt: 'print(future.result())',
  },
  change: {
    says: 'When results are asked for {control}, it says **{outcome}**.',
    name: 'Where results are asked for',
    notice: ['First hand over all tasks, then ask for results. It is one line more.'],
    asks: {
      question: 'Your pool is as slow as a loop. Where do you look first?',
      options: [
        { says: 'For a `result()` or `await` in the loop that submits', of: 0, comesOut: '0.8 s' },
        { says: 'For a larger pool', of: 0, comesOut: '0.2 s' },
      ],
    },
    takeAlong: 'Submit all, then wait. Never wait between two submits.',
  },
};

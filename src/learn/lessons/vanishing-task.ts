import type { ProgramLesson } from '../lesson.ts';

const program = (main: string): string => `import asyncio

saved = []


async def save(n):
    await asyncio.sleep(0.1)
    saved.append(n)


async def main():
${main}


asyncio.run(main())
print(len(saved), "of 3 saved")
`;

export const vanishingTask: ProgramLesson = {
  id: 'vanishing-task',
  title: 'A task that vanishes',
  claim: 'Started, and never seen again.',
  tiny: [
    ['', 'cpu 1'],
    ['', 'gap 1, sleep 2, torn 0'],
    ['', 'gap 1, sleep 2, torn 0'],
  ],
  programs: [
    {
      says: 'nobody waits for them',
      text: program(`    for n in range(3):
        asyncio.create_task(save(n))`),
      comesOut: '0 of 3 saved',
    },
    {
      says: 'main goes on for a second',
      text: program(`    for n in range(3):
        asyncio.create_task(save(n))
    await asyncio.sleep(1)`),
      comesOut: '3 of 3 saved',
    },
    {
      says: 'a TaskGroup waits for them',
      text: program(`    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(save(n))`),
      comesOut: '3 of 3 saved',
    },
  ],
  guess: {
    says: [
      '`create_task` starts a [[coroutine]] on the [[event loop]], and your code goes on at once. This program starts three, and each saves something after 0.1 s.',
    ],
    question: 'What does it print at the end?',
    options: [
      { says: '3 of 3 saved', of: 0, comesOut: '3 of 3 saved' },
      { says: '0 of 3 saved', of: 0, comesOut: '0 of 3 saved' },
      { says: 'Nothing: it raises an error', of: 0, comesOut: 'RuntimeError' },
    ],
  },
  why: {
    head: '`main` was over at once, and the loop with it.',
    says: [
      'When `main` returns, `asyncio.run` ends the loop. Tasks that still wait are [[cancelled]].',
      'Nothing was raised, and nothing was printed about it. **The three tasks are just gone.**',
    ],
    looksAt: 'await asyncio.sleep(0.1)',
    not: {
      head: 'There is a second way to lose one.',
      says: 'The loop does not hold on to its tasks. If nobody else keeps one, Python may throw it away while it waits.',
    },
  },
  change: {
    says: 'When {control}, it prints **{outcome}**.',
    name: 'Who waits for the tasks',
    notice: [
      'A second was long enough here. On a slow day it is not, so that is luck.',
      'An error in a task that nobody waits for is told to nobody, either.',
    ],
    asks: {
      question: 'You have started a task. What does it need?',
      options: [
        { says: 'Somebody who waits for it', of: 2, comesOut: '3 of 3 saved' },
        { says: 'Nothing, it runs by itself', of: 0, comesOut: '3 of 3 saved' },
      ],
    },
    takeAlong: 'Keep every task that you create, and wait for it. A `TaskGroup` does both.',
  },
};

import type { ProgramLesson } from '../lesson.ts';

const program = (body: string): string => `import asyncio
import time

begun = time.perf_counter()


${body}


asyncio.run(main())
print(f"{time.perf_counter() - begun:.1f} s")
`;

export const limitInside: ProgramLesson = {
  id: 'limit-inside',
  title: 'Where the semaphore stands',
  claim: 'Around the request, not around the waiting.',
  isAside: true,
  article: '3.1.1',
  tiny: [
    ['', 'sleep 2'],
    ['', 'sleep 2'],
    ['', 'place 2, sleep 2'],
  ],
  programs: [
    {
      says: 'around the `gather`',
      text: program(`async def fetch(i):
    await asyncio.sleep(0.2)


async def main():
    limit = asyncio.Semaphore(2)
    async with limit:
        await asyncio.gather(*[fetch(i) for i in range(6)])`),
      comesOut: '0.2 s',
    },
    {
      says: 'inside each task',
      text: program(`async def fetch(i, limit):
    async with limit:
        await asyncio.sleep(0.2)


async def main():
    limit = asyncio.Semaphore(2)
    await asyncio.gather(*[fetch(i, limit) for i in range(6)])`),
      comesOut: '0.6 s',
    },
  ],
  guess: {
    says: [
      'Six requests of 0.2 s. The server allows **two at a time**, so they should take three rounds: 0.6 s.',
      'Somebody has put a [[semaphore]] with two permits around the `gather`.',
    ],
    question: 'How long does it take?',
    options: [
      { says: '0.6 s, two at a time', of: 0, comesOut: '0.6 s' },
      { says: '0.2 s, all six at once', of: 0, comesOut: '0.2 s' },
    ],
  },
  why: {
    head: 'One permit was taken once, for all six together.',
    says: [
      'Only who takes a permit is counted. Here `main` takes one, once, for all six. The tasks inside never look into the bowl.',
      'The server got six requests at once, and nobody noticed.',
    ],
    looksAt: 'await asyncio.sleep(0.2)',
  },
  change: {
    says: 'With the semaphore {control} it says **{outcome}**.',
    name: 'Where the semaphore stands',
    notice: ['Inside the task, every task takes a permit for itself, and there are only two.'],
    asks: {
      question: 'You see more requests than your limit allows. What is wrong?',
      options: [
        { says: 'The semaphore stands outside of the tasks', of: 0, comesOut: '0.2 s' },
        { says: 'It has too many permits', of: 0, comesOut: '0.6 s' },
      ],
    },
    takeAlong: 'The limit belongs inside the task, around the request itself.',
  },
};

/** Python's coroutines, in words. */
import type { Family } from './engine-words.ts';

const MODEL = 'CPython 3.11, function by function';
const NOT_COMPUTING = 'computing: one coroutine that computes stops all the others.';
const TOGETHER = 'All results come together, in the order of the tasks, when the last task has ended.';

export const ASYNCIO: Family = {
  'asyncio.gather': {
    sentence: 'All coroutines at once, on one event loop.',
    picture:
      'One waiter serves all the tables. While the kitchen cooks for one table, the waiter goes to the next. A long talk at one table keeps all the others waiting.',
    code: `async def main():
    calls = [work(t) for t in tasks]
    results = await asyncio.gather(*calls)
    print(results)

asyncio.run(main())`,
    goodFor: 'waiting, thousands of times at once: requests, sockets, timers.',
    notFor: NOT_COMPUTING,
    results: TOGETHER,
    error: 'The first error reaches the caller at once. The other coroutines go on, and their results are lost.',
    model: MODEL,
  },
  'asyncio.gather.return_exceptions': {
    sentence: 'The same, but an error is a result like any other.',
    picture: 'One waiter serves all the tables, and brings a note where the kitchen had nothing left.',
    code: `async def main():
    calls = [work(t) for t in tasks]
    results = await asyncio.gather(
        *calls, return_exceptions=True)
    print(results)

asyncio.run(main())`,
    goodFor: 'waiting, where some tasks may fail.',
    notFor: NOT_COMPUTING,
    results: TOGETHER,
    error: 'One error stands in the list in place of its result. Nothing else is lost.',
    model: MODEL,
  },
  'asyncio.TaskGroup': {
    sentence: 'All coroutines at once, and one error cancels the rest.',
    picture:
      'One waiter serves a party at several tables. If one order cannot be served, the whole party leaves together.',
    code: `async def main():
    async with asyncio.TaskGroup() as group:
        for t in tasks:
            group.create_task(work(t))

asyncio.run(main())`,
    goodFor: 'tasks that make sense only together.',
    notFor: 'tasks of which each counts alone. Nor for computing, which stops the loop.',
    results: TOGETHER,
    error: 'One error cancels all the others. The caller gets one group with every error in it.',
    model: MODEL,
  },
  'asyncio.Semaphore': {
    sentence: 'All coroutines at once, but only so many with a permit.',
    picture: 'One waiter, all the tables taken, and three menus. A table orders when it has a menu, and passes it on.',
    code: `permits = asyncio.Semaphore(3)

async def limited(t):
    async with permits:
        return await work(t)

calls = map(limited, tasks)
results = await asyncio.gather(*calls)`,
    goodFor: 'waiting, with a limit: a server that takes three requests at a time.',
    notFor: NOT_COMPUTING,
    results: TOGETHER,
    error: 'The first error reaches the caller at once. The other coroutines go on, and their results are lost.',
    model: MODEL,
  },
  'event-loop': {
    sentence: 'The article’s low-level way: a bare loop and wait.',
    picture: 'The waiter’s own list: who may be served now, and whose kitchen timer rings when.',
    code: `loop = asyncio.get_event_loop()
calls = [loop.create_task(work(t))
         for t in tasks]
loop.run_until_complete(asyncio.wait(calls))
loop.close()`,
    goodFor: 'looking at how an event loop works, pass by pass.',
    notFor: 'new programs: asyncio.run and TaskGroup do the same with less.',
    results: 'The caller is told when the last task has ended.',
    error: 'One error costs its own task, and nobody hears of it unless the result is asked for.',
    model: MODEL,
  },
};

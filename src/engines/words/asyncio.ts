/** Python's coroutines, in words. */
import type { Family } from './engine-words.ts';

const MODEL = 'CPython 3.11 to 3.15, function by function';
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
  'asyncio.as_completed': {
    sentence: 'All coroutines at once, with results as they come.',
    picture: 'One waiter serves all the tables, and calls out each dish the moment it is ready.',
    code: `async def main():
    calls = [work(t) for t in tasks]
    for call in asyncio.as_completed(calls):
        try:
            print(await call)
        except Exception as error:
            print(error)`,
    goodFor: 'waiting, where each result is used at once.',
    notFor: NOT_COMPUTING,
    results: 'The caller has each result as it comes.',
    error: 'One error costs its own task. Nothing is cancelled.',
    model: MODEL,
  },
  'asyncio.eager': {
    sentence: 'Tasks that begin inside create_task.',
    picture:
      'One waiter who starts each order the moment it is given, and takes the next only once the kitchen has it.',
    code: `async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(
        asyncio.eager_task_factory)
    calls = [loop.create_task(work(t))
             for t in tasks]
    results = await asyncio.gather(*calls)
    print(results)`,
    goodFor: 'calls that mostly need not wait: a cache that has the answer costs no pass of the loop.',
    notFor: 'tasks that compute first: each holds up whoever makes the next one.',
    results: TOGETHER,
    error: 'An error in the first step is kept, and raised where gather is awaited.',
    model: 'CPython 3.12 to 3.15, function by function',
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

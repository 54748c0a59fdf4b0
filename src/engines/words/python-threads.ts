/** Python's threads, in words. */
import type { Family } from './engine-words.ts';

const MODEL = 'CPython 3.11 to 3.15, function by function';
const NOT_COMPUTING =
  'computing: under the GIL, three threads are as slow as one. Without one (free-threaded) they compute side by side.';

export const PYTHON_THREADS: Family = {
  'ThreadPoolExecutor.as_completed': {
    sentence: 'Threads from a pool, with results as they come.',
    picture:
      'Three clerks share one stamp, the GIL. They wait all at the same time. They stamp one after another, 5 ms each.',
    code: `with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(work, t)
               for t in tasks]
    for future in as_completed(futures):
        try:
            print(future.result())
        except Exception as error:
            print(error)`,
    goodFor: 'waiting: files, network, databases.',
    notFor: NOT_COMPUTING,
    results: 'The caller has each result as it comes.',
    error: 'One error costs its own task. The others go on.',
    model: MODEL,
  },
  'ThreadPoolExecutor.map': {
    sentence: 'The same threads, with results in the order of the tasks.',
    picture:
      'Three clerks share one stamp, the GIL. The answers are handed out in the order of the queue, so a quick answer may lie there for a while.',
    code: `with ThreadPoolExecutor(3) as pool:
    for result in pool.map(work, tasks):
        print(result)
print("done")`,
    goodFor: 'waiting, where the order of the results counts.',
    notFor: NOT_COMPUTING,
    results: 'Results come in the order of the tasks: one slow task holds up those behind it.',
    error: 'The first error in that order ends the loop. What has not begun is cancelled.',
    model: MODEL,
  },
  'InterpreterPoolExecutor.as_completed': {
    sentence: 'Threads, each with an interpreter and a GIL of its own.',
    picture:
      'Three clerks in one office, each with a stamp, a desk and files of their own. Setting up a desk takes a while.',
    code: `with InterpreterPoolExecutor(3) as pool:
    futures = [pool.submit(work, t)
               for t in tasks]
    for future in as_completed(futures):
        print(future.result())`,
    goodFor: 'computing inside one process, since Python 3.14: no pipes, and nothing to fork.',
    notFor: 'sharing data: each interpreter has its own modules, globals and locks.',
    results: 'The caller has each result as it comes.',
    error: 'One error costs its own task. One of a class of your own arrives as text.',
    model: 'CPython 3.14 and 3.15, function by function',
  },
  'InterpreterPoolExecutor.map': {
    sentence: 'The same interpreters, with results in order.',
    picture:
      'Three clerks with a stamp each. The answers are handed out in the order of the queue, so a quick answer may wait.',
    code: `with InterpreterPoolExecutor(3) as pool:
    results = pool.map(work, tasks)
    for result in results:
        print(result)`,
    goodFor: 'computing over a list, inside one process.',
    notFor: 'tiny tasks: an interpreter takes some 60 ms to start.',
    results: 'Results come in the order of the tasks: one slow task holds up those behind it.',
    error: 'The first error in that order ends the loop. What has not begun is cancelled.',
    model: 'CPython 3.14 and 3.15, function by function',
  },
  'threading.Thread': {
    sentence: 'One new thread for each task, all at once.',
    picture: 'Each customer gets a clerk, however many come. All the clerks share one stamp, the GIL.',
    code: `threads = [Thread(target=work, args=(t,))
           for t in tasks]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()`,
    goodFor: 'a few tasks that wait, or that never end.',
    notFor:
      'thousands of tasks: nothing limits how many run. Nor for computing, which waits for the GIL, where there is one.',
    results: 'The caller hears of each end in the order of the tasks. A result has to be stored by the thread.',
    error: 'One error is printed by its own thread. The caller is not told.',
    model: MODEL,
  },
  'asyncio.to_thread': {
    sentence: 'Coroutines that send their work to a pool of threads.',
    picture:
      'One clerk takes all the orders and passes them on to helpers in the back room, who share one stamp, the GIL.',
    code: `async def main():
    calls = [asyncio.to_thread(work, t)
             for t in tasks]
    results = await asyncio.gather(*calls)
    print(results)

asyncio.run(main())`,
    goodFor: 'old code that blocks, called from a program of coroutines.',
    notFor: NOT_COMPUTING,
    results: 'All results come together, in the order of the tasks, when the last task has ended.',
    error: 'The first error reaches the caller at once. The other threads go on, and nobody hears of them.',
    model: MODEL,
  },
};

/** Python's processes, in words. */
import type { Family } from './engine-words.ts';

const MODEL = 'CPython 3.11 to 3.15, function by function';
const NOT_TINY = 'tiny tasks or large data: everything is packed, sent and unpacked.';

export const PYTHON_PROCESSES: Family = {
  'ProcessPoolExecutor.as_completed': {
    sentence: 'Processes from a pool, each with a GIL of its own.',
    picture: 'Three offices, each with a stamp of its own. Forms and answers go by post between them and the caller.',
    code: `with ProcessPoolExecutor(3) as pool:
    futures = [pool.submit(work, t)
               for t in tasks]
    for future in as_completed(futures):
        try:
            print(future.result())
        except Exception as error:
            print(error)`,
    goodFor: 'computing: each process has a core and a GIL of its own.',
    notFor: NOT_TINY,
    results: 'The caller has each result as it comes.',
    error: 'One error costs its own task. A process that dies breaks the pool: all that is open is lost.',
    model: MODEL,
  },
  'ProcessPoolExecutor.map': {
    sentence: 'The same pool, with results in the order of the tasks.',
    picture:
      'Three offices get the forms in bundles. The answers are handed out in the order of the queue, a bundle at a time.',
    code: `with ProcessPoolExecutor(3) as pool:
    results = pool.map(work, tasks)
    for result in results:
        print(result)`,
    goodFor: 'computing over a long list of like tasks.',
    notFor: 'tasks of very different length: one long task holds up its chunk and all results behind it.',
    results: 'Results come in the order of the tasks.',
    error: 'The first error in that order ends the loop. The rest of its chunk is lost too.',
    model: MODEL,
  },
  'multiprocessing.Pool.map': {
    sentence: 'A list: nothing until all tasks are done.',
    picture: 'Three offices fill in all the forms. The caller gets one parcel with all the answers at the end.',
    code: `with Pool(3) as pool:
    results = pool.map(work, tasks)
    for result in results:
        print(result)`,
    goodFor: 'computing, where all results are needed together.',
    notFor: 'showing progress, or tasks that may fail.',
    results: 'All results come together, in the order of the tasks.',
    error:
      'One error takes all results with it, once all tasks have ended. A process that dies leaves the caller waiting for ever.',
    model: MODEL,
  },
  'multiprocessing.Pool.imap': {
    sentence: 'A generator, with results in the order of the tasks.',
    picture: 'Three offices fill in the forms. Each answer is handed out in the order of the queue.',
    code: `with Pool(3) as pool:
    results = pool.imap(work, tasks)
    for result in results:
        print(result)`,
    goodFor: 'computing, with progress and a fixed order.',
    notFor: 'tasks of very different length: one slow task holds up the results behind it.',
    results: 'Results come one at a time, in the order of the tasks.',
    error: 'The first error in that order ends the loop. A process that dies leaves the caller waiting for ever.',
    model: MODEL,
  },
  'multiprocessing.Pool.imap_unordered': {
    sentence: 'A generator, with results as they come.',
    picture: 'Three offices fill in the forms. Each answer is handed out as soon as it is there.',
    code: `with Pool(3) as pool:
    results = pool.imap_unordered(work, tasks)
    for result in results:
        print(result)`,
    goodFor: 'computing, where each result is used at once.',
    notFor: 'results that have to be told apart by their order.',
    results: 'The caller has each result as it comes, in no fixed order.',
    error: 'The first error to arrive ends the loop. A process that dies leaves the caller waiting for ever.',
    model: MODEL,
  },
  'multiprocessing.Process': {
    sentence: 'One new process for each task, all at once.',
    picture: 'Each customer gets an office, which is built first and torn down afterwards.',
    code: `processes = [Process(target=work, args=(t,))
             for t in tasks]
for process in processes:
    process.start()
for process in processes:
    process.join()`,
    goodFor: 'a few long tasks that must not touch each other.',
    notFor: 'many short tasks: each process has to start first, and nothing limits how many run.',
    results: 'The caller hears of each end in the order of the tasks. A result has to be sent by the process.',
    error: 'One error ends its own process. The caller sees no more than an exit code.',
    model: MODEL,
  },
};

/** The browser's own engines, in words. */
import type { Family } from './engine-words.ts';

const AS_THEY_COME = 'The caller has each result as it comes.';
const ITS_OWN = 'One error costs its own task. The others go on.';
const MODEL = 'the event loop and the workers of a page';

export const BROWSER: Family = {
  sequential: {
    sentence: 'One task after another: what everything is compared with.',
    picture: 'One clerk serves the whole queue. Nobody is served before the customer in front has left.',
    code: `for (const task of tasks) {
  try {
    print(await work(task));
  } catch (error) {
    print(error);
  }
}`,
    goodFor: 'a handful of short tasks, and tasks that need the one before.',
    notFor: 'tasks that wait: their waits add up.',
    results: 'The caller has each result as it comes, in the order of the tasks.',
    error: ITS_OWN,
    model: MODEL,
  },
  'web-workers': {
    sentence: 'Real workers of this browser, which compute side by side.',
    picture:
      'Several clerks sit in rooms of their own. Each clerk takes the next form when the last one is done. Forms and answers go by post.',
    code: `const todo = [...tasks];
const serve = async (worker) => {
  for (let task; (task = todo.shift()); ) {
    worker.postMessage(task);
    print(await answerOf(worker));
  }
};
await Promise.all(workers.map(serve));`,
    goodFor: 'computing: pictures, searching, packing. The page stays free.',
    notFor: 'tasks far shorter than a millisecond: their messages cost more than the work.',
    results: AS_THEY_COME,
    error: 'One error costs its own task. A worker that dies is replaced, and the others go on.',
    model: MODEL,
  },
  'async-pool': {
    sentence: 'The page itself does the tasks, so many of them at a time.',
    picture:
      'One clerk has three forms open on one desk. While one form waits for the post, the clerk goes on with another.',
    code: `const todo = [...tasks];
const slot = async () => {
  for (let task; (task = todo.shift()); )
    await work(task).then(print, print);
};
await Promise.all([slot(), slot(), slot()]);`,
    goodFor: 'waiting: requests to a server, a few at a time.',
    notFor: 'computing: there is one thread, and the page stands still meanwhile.',
    results: AS_THEY_COME,
    error: ITS_OWN,
    model: MODEL,
  },
  semaphore: {
    sentence: 'All tasks start at once; a permit lets so many go on.',
    picture:
      'All customers are in the shop already, and there are three baskets. Whoever wants to shop takes a basket and gives it back at the end.',
    code: `const permits = new Semaphore(3);
const limited = async (task) => {
  await permits.acquire();
  await work(task).then(print, print);
  permits.release();
};
await Promise.all(tasks.map(limited));`,
    goodFor: 'waiting, where only one part of a task is scarce: a connection, a licence.',
    notFor: 'a million tasks: all of them are there at once. Nor for computing.',
    results: AS_THEY_COME,
    error: ITS_OWN,
    model: MODEL,
  },
};

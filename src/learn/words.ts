/** The glossary: every term of the lessons and of the page, each as a card. A new card is an entry here. */
import type { TinyRow } from './tiny.ts';

export interface Word {
  /** In addresses and in prose. */
  readonly id: string;
  readonly term: string;
  /** Other forms in which texts use it; matched without regard to case. */
  readonly forms: readonly string[];
  /** In everyday words. Prose, of one or two sentences. */
  readonly says: string;
  readonly python: string;
  readonly javascript: string;
  readonly tiny: readonly TinyRow[];
}

export const WORDS: readonly Word[] = [
  {
    id: 'task',
    term: 'Task',
    forms: ['task', 'tasks'],
    says: 'One piece of work to be done, such as one page to fetch or one picture to shrink.',
    python: 'a call such as `executor.submit(f, x)`, or an `asyncio.Task`',
    javascript: 'a call that gives a `Promise`, or a message to a worker',
    tiny: [
      ['task a', 'sleep 3'],
      ['task b', 'cpu 2'],
    ],
  },
  {
    id: 'worker',
    term: 'Worker',
    forms: ['worker', 'workers'],
    says: 'Does one task at a time. A pool of three workers does three tasks at once; a fourth task waits for a place.',
    python: 'a thread or a process of a pool',
    javascript: 'a Web Worker, or a slot of an async pool',
    tiny: [
      ['worker', 'sleep 3, cpu 3'],
      ['b waits', 'place 3'],
    ],
  },
  {
    id: 'pool',
    term: 'Pool',
    forms: ['pool', 'pools'],
    says: 'A fixed number of workers who share one line of tasks. Whoever is free takes the next task.',
    python: '`ThreadPoolExecutor`, `ProcessPoolExecutor`, `multiprocessing.Pool`',
    javascript: 'a few Web Workers behind one queue',
    tiny: [
      ['worker 1', 'sleep 2, sleep 3'],
      ['worker 2', 'sleep 4'],
    ],
  },
  {
    id: 'waiting-for-a-place',
    term: 'Waiting for a place',
    forms: ['waiting for a place', 'waits for a place', 'wait for a place'],
    says: 'All workers are busy, so the task stands in line. One more worker would end that wait.',
    python: 'a call in the queue of a pool',
    javascript: 'a task that the pool has not begun yet',
    tiny: [
      ['in line', 'place 2'],
      ['worker', 'sleep 2, sleep 3'],
    ],
  },
  {
    id: 'thread',
    term: 'Thread',
    forms: ['thread', 'threads'],
    says: 'One line of steps through a program. Several threads share the memory of one program.',
    python: '`threading.Thread`',
    javascript: 'the main thread; other threads are Web Workers, which share little',
    tiny: [
      ['thread 1', 'cpu 1, sleep 3'],
      ['thread 2', 'gap 1, cpu 1, sleep 2'],
    ],
  },
  {
    id: 'process',
    term: 'Process',
    forms: ['process', 'processes'],
    says: 'A running program with memory of its own. Starting one takes time, and what it needs must be sent to it.',
    python: '`multiprocessing.Process`',
    javascript: 'close to a Web Worker, or a child process in Node',
    tiny: [
      ['process 1', 'others 1, cpu 4'],
      ['process 2', 'others 1, cpu 4'],
    ],
  },
  {
    id: 'core',
    term: 'Core',
    forms: ['core', 'cores'],
    says: 'The part of a computer that computes. Two cores compute two things at once, and no more.',
    python: '`os.cpu_count()` tells how many there are',
    javascript: '`navigator.hardwareConcurrency`',
    tiny: [
      ['core 1', 'cpu 4'],
      ['core 2', 'cpu 4'],
    ],
  },
  {
    id: 'gil',
    term: 'GIL',
    forms: ['gil'],
    says: 'The one key to running Python code in a process. A thread without the key waits until it gets its turn.',
    python: 'the global interpreter lock; a build of Python without it is called free-threaded',
    javascript: 'there is none: each worker runs alone in its own memory',
    tiny: [
      ['thread 1', 'cpu 1, compute 1, cpu 1, compute 1'],
      ['thread 2', 'compute 1, cpu 1, compute 1, cpu 1'],
    ],
  },
  {
    id: 'turn',
    term: 'Turn',
    forms: ['turn', 'turns'],
    says: 'A short stretch in which one thread has the key and computes, while the others wait.',
    python: '5 ms, unless `sys.setswitchinterval` says otherwise',
    javascript: 'one job of the event loop, until it ends by itself',
    tiny: [
      ['thread 1', 'cpu 1, compute 1, cpu 1'],
      ['thread 2', 'compute 1, cpu 1, compute 1'],
    ],
  },
  {
    id: 'sleeping',
    term: 'Sleeping',
    forms: ['sleeping', 'sleeps', 'sleep'],
    says: 'Waiting for a clock, a file or the network. It needs no core, so many can sleep at once.',
    python: '`time.sleep`, a request, `await`',
    javascript: '`await fetch(...)`, `setTimeout`',
    tiny: [
      ['a', 'sleep 4'],
      ['b', 'sleep 4'],
    ],
  },
  {
    id: 'computing',
    term: 'Computing',
    forms: ['computing', 'computes', 'compute'],
    says: 'Adding, sorting, parsing: work that keeps a core busy all the time.',
    python: 'any Python code that runs',
    javascript: 'any code that runs',
    tiny: [
      ['core', 'cpu 4'],
      ['b', 'compute 4, cpu 2'],
    ],
  },
  {
    id: 'predicted',
    term: 'Predicted, measured',
    forms: ['predicted', 'measured', 'prediction'],
    says: 'An outline was worked out by the model before anything ran. A filled bar was timed while it really ran, just now.',
    python: '',
    javascript: '',
    tiny: [['a bar', 'sleep 4']],
  },
];

export const wordById = (id: string): Word | undefined => WORDS.find((word) => word.id === id);

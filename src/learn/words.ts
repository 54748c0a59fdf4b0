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
  {
    id: 'coroutine',
    term: 'Coroutine',
    forms: ['coroutine', 'coroutines'],
    says: 'A task that says by itself where it waits, and lets others go on meanwhile.',
    python: 'a function with `async def`',
    javascript: 'an `async` function',
    tiny: [
      ['a', 'cpu 1, sleep 3, cpu 1'],
      ['b', 'compute 1, cpu 1, sleep 2'],
    ],
  },
  {
    id: 'await',
    term: 'await',
    forms: ['await', 'awaits'],
    says: 'The place in a coroutine where it waits and gives the loop to others.',
    python: '`await asyncio.sleep(1)`',
    javascript: '`await fetch(url)`',
    tiny: [['a', 'cpu 1, sleep 4']],
  },
  {
    id: 'event-loop',
    term: 'Event loop',
    forms: ['event loop', 'event loops'],
    says: 'One thread that looks who is ready and lets that one go on, until its next wait.',
    python: '`asyncio.run(main())` starts one',
    javascript: 'the page has one; it also draws',
    tiny: [
      ['loop', 'cpu 1, gap 1, cpu 1, gap 2, cpu 1'],
      ['a', 'cpu 1, sleep 4, cpu 1'],
    ],
  },
  {
    id: 'semaphore',
    term: 'Semaphore',
    forms: ['semaphore', 'semaphores'],
    says: 'A bowl of permits. A task takes one and puts it back when it is done. Who finds the bowl empty waits.',
    python: '`asyncio.Semaphore(3)`',
    javascript: 'a small class, or a package such as `p-limit`',
    tiny: [
      ['a', 'sleep 3'],
      ['b', 'sleep 3'],
      ['c', 'place 3, sleep 3'],
    ],
  },
  {
    id: 'permit',
    term: 'Permit',
    forms: ['permit', 'permits'],
    says: 'The right to go on, of which there are only so many. A task that has none waits.',
    python: 'what `async with semaphore` takes',
    javascript: 'what a limiter gives out',
    tiny: [
      ['a', 'sleep 3'],
      ['b', 'place 3, sleep 3'],
    ],
  },
  {
    id: 'chunk',
    term: 'Chunk',
    forms: ['chunk', 'chunks'],
    says: 'Several tasks that travel in one message. They stay with one worker.',
    python: '`chunksize` of `Pool.map`',
    javascript: 'as many as you put into one `postMessage`',
    tiny: [
      ['worker 1', 'sleep 1, sleep 1, sleep 1'],
      ['worker 2', 'sleep 1, sleep 1, sleep 1'],
    ],
  },
  {
    id: 'message',
    term: 'Message',
    forms: ['message', 'messages'],
    says: 'What is sent to another worker: the task, and later its result. It takes a moment each time.',
    python: 'pickled bytes through a pipe',
    javascript: '`postMessage`',
    tiny: [['worker', 'gap 1, cpu 2, gap 1, cpu 2']],
  },
  {
    id: 'generator',
    term: 'Generator',
    forms: ['generator', 'generators'],
    says: 'Something that hands over one value after another, when it is asked. You see each of them once.',
    python: 'what `executor.map` and `imap` return',
    javascript: 'a function with `function*`',
    tiny: [['results', 'gap 1, cpu 0.2, gap 2, cpu 0.2, gap 2, cpu 0.2']],
  },
  {
    id: 'cancelled',
    term: 'Cancelled',
    forms: ['cancelled'],
    says: 'Stopped before the end, because its result is not wanted any more.',
    python: '`CancelledError`, raised at the next `await`',
    javascript: '`AbortController`',
    tiny: [['a', 'sleep 3, torn 0']],
  },
  {
    id: 'longest-chain',
    term: 'Longest chain',
    forms: ['longest chain'],
    says: 'Tasks that follow each other, one waiting for the one before. No number of workers is faster than the longest of them.',
    python: '',
    javascript: '',
    tiny: [
      ['a', 'sleep 2'],
      ['b', 'others 2, sleep 3'],
      ['c', 'others 5, sleep 2'],
    ],
  },
  {
    id: 'lock',
    term: 'Lock',
    forms: ['lock', 'locks'],
    says: 'A door that only one may go through at a time. Who finds it shut waits.',
    python: '`threading.Lock()`, `with lock:`',
    javascript: '`navigator.locks`, or a promise that others wait for',
    tiny: [
      ['one', 'cpu 3'],
      ['two', 'place 3, cpu 3'],
    ],
  },
  {
    id: 'deadlock',
    term: 'Deadlock',
    forms: ['deadlock'],
    says: 'Each waits for what the other holds, so nobody can go on.',
    python: 'two locks, taken in different order',
    javascript: 'two promises that wait for each other',
    tiny: [
      ['one', 'cpu 1, place 5'],
      ['two', 'cpu 1, place 5'],
    ],
  },
  {
    id: 'lost-update',
    term: 'Lost update',
    forms: ['lost update', 'lost updates'],
    says: 'Two read the same number, both add one, both write. One of the two additions is gone.',
    python: '`counter += 1` in two threads',
    javascript: '`value = await read(); write(value + 1)`',
    tiny: [
      ['one', 'cpu 1, sleep 2, cpu 1'],
      ['two', 'gap 1, cpu 1, sleep 2, fail 0'],
    ],
  },
  {
    id: 'queue',
    term: 'Queue',
    forms: ['queue', 'queues'],
    says: 'A line: what came first leaves first.',
    python: '`queue.Queue`, or the list inside a pool',
    javascript: 'an array behind a pool',
    tiny: [
      ['in line', 'place 3'],
      ['worker', 'sleep 3, sleep 2'],
    ],
  },
  {
    id: 'node',
    term: 'Node',
    forms: ['node', 'nodes'],
    says: 'One of several computers that work together.',
    python: 'a machine of a Ray cluster',
    javascript: 'a server',
    tiny: [
      ['node 1', 'cpu 4'],
      ['node 2', 'cpu 3'],
    ],
  },
  {
    id: 'broker',
    term: 'Broker',
    forms: ['broker'],
    says: 'A post office between who has tasks and who does them. It keeps messages until somebody takes them.',
    python: 'Redis or RabbitMQ, for Celery',
    javascript: 'the same, for BullMQ and others',
    tiny: [
      ['in line', 'place 3'],
      ['worker', 'gap 1, sleep 2, sleep 2'],
    ],
  },
  {
    id: 'prefetch',
    term: 'Prefetch',
    forms: ['prefetch', 'prefetched'],
    says: 'A worker takes some messages home before it has time for them. Nobody else can do them then.',
    python: '`worker_prefetch_multiplier` in Celery',
    javascript: '`prefetch` of a message queue',
    tiny: [
      ['worker 1', 'sleep 6, sleep 1'],
      ['worker 2', 'sleep 1'],
    ],
  },
  {
    id: 'acknowledge',
    term: 'Acknowledge',
    forms: ['acknowledge', 'acknowledges', 'acknowledged', 'acknowledgement'],
    says: 'To tell the post office that a message is done with. What is not acknowledged can be sent again.',
    python: '`acks_late=True` does it after the task, not before',
    javascript: '`channel.ack(message)`',
    tiny: [
      ['worker', 'sleep 3, torn 0'],
      ['again', 'gap 4, sleep 4'],
    ],
  },
  {
    id: 'straggler',
    term: 'Straggler',
    forms: ['straggler', 'stragglers'],
    says: 'The one that is much slower than all others. Everybody waits for it.',
    python: 'a slow task of a Spark stage',
    javascript: 'the slowest of `Promise.all`',
    tiny: [
      ['a', 'sleep 2'],
      ['b', 'sleep 2'],
      ['c', 'sleep 7'],
    ],
  },
  {
    id: 'stage',
    term: 'Stage',
    forms: ['stage', 'stages'],
    says: 'A row of tasks that must all be done before the next row may begin.',
    python: 'a stage of a Spark job',
    javascript: 'one `await Promise.all(...)` after another',
    tiny: [
      ['a', 'sleep 2, gap 2, sleep 2'],
      ['b', 'sleep 4, sleep 2'],
    ],
  },
  {
    id: 'speculation',
    term: 'Speculation',
    forms: ['speculation'],
    says: 'A slow task is begun a second time elsewhere, and whoever is first counts.',
    python: '`spark.speculation`',
    javascript: '`Promise.race` of two requests',
    tiny: [
      ['slow', 'sleep 5, torn 0'],
      ['its copy', 'gap 3, sleep 2'],
    ],
  },
];

export const wordById = (id: string): Word | undefined => WORDS.find((word) => word.id === id);

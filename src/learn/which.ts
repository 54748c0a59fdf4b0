/**
 * Which tool for which work: a description, the candidates for it as scenarios to be predicted, and a recommendation from what the
 * predictions say. The simplest tool wins that is nearly as fast as the fastest.
 */
import { BASELINE } from '../engines/baseline.ts';
import { CPYTHON_LINUX, LINUX, type Machine } from '../scenario/machine.ts';
import type { Knobs } from '../scenario/scenario.ts';

export interface Work {
  readonly tasks: number;
  /** Of each task (ms). */
  readonly waitsMs: number;
  readonly computesMs: number;
  readonly cores: number;
  /** It must run on several computers. */
  readonly manyMachines: boolean;
  /** No task may be lost when a process or a computer goes away. */
  readonly mustNotBeLost: boolean;
  /** What comes later needs what came before. */
  readonly dependent: boolean;
  /** The code waits by `await`, or can be made to. */
  readonly canAwait: boolean;
  /** The code and its packages are safe on threads that no GIL keeps apart. */
  readonly safeWithoutGil: boolean;
}

export interface Candidate {
  /** The engine's id. */
  readonly engine: string;
  readonly title: string;
  /** Task notation. */
  readonly text: string;
  readonly knobs: Knobs & Readonly<Record<string, number | string | boolean>>;
  readonly machine: Machine;
  /** What it is good at, for when it is recommended. */
  readonly because: string;
  /** What speaks against it, whatever the prediction says; undefined: nothing. */
  readonly ruledOut?: string;
  /** What it costs you that a simpler one does not. */
  readonly price: string;
}

/** More tasks than this are not drawn: the answer is the same. */
export const MOST_TASKS = 200;
/** Threads of a pool that wait cost little. */
const MOST_THREADS = 32;
/** A tool that is slower by no more than this share counts as being as fast. */
const NEARLY = 0.15;
/** Tasks that compute this long are worth a message of their own (ms). */
const WORTH_A_MESSAGE_MS = 1;

/** What tools of many machines cost on a 2-core Linux machine (ms): medians of the recordings, by the tools' own names. */
const OF_RAY = {
  submitMs: 0.6,
  submitEachMs: 0.4,
  dispatchMs: 2.7,
  reuseGapMs: 2.8,
  leaseGapMs: 3.9,
  resultMs: 1.7,
  farDispatchMs: 2.7,
};
const OF_CELERY = { publishMs: 0.5, receiveMs: 0.7, beginMs: 0.7, turnMs: 1.4, resultMs: 1.3 };
const OF_SPARK = { jobSubmitMs: 10, taskStartMs: 4.5, reuseMs: 5.5, taskEndMs: 2, resultMs: 4, stageGapMs: 8 };
const FREE_THREADED = LINUX['cpython-3.14t-linux'];
/** Nobody notices less than this (ms): the plain loop will do. */
const UNNOTICED_MS = 50;

const ms = (value: number): string => `${Number(value.toFixed(3))}ms`;

/** The tasks in the notation, at most so many as are drawn. */
function textOf({ tasks, waitsMs, computesMs, dependent }: Work): string {
  const count = Math.min(MOST_TASKS, tasks);
  const parts = [computesMs > 0 && `cpu ${ms(computesMs)}`, waitsMs > 0 && `sleep ${ms(waitsMs)}`].filter(Boolean);
  const segments = parts.join(', ') || 'nothing';
  if (!dependent || count < 2) return `${count} x ${segments}`;
  const half = Math.ceil(count / 2);
  return `first: ${half} x ${segments}\nthen after first: ${count - half} x ${segments}`;
}

/** All that could do it, the simplest first. */
export function candidatesFor(work: Work): readonly Candidate[] {
  const { cores, manyMachines, mustNotBeLost, canAwait, dependent, safeWithoutGil } = work;
  const text = textOf(work);
  const tasks = Math.min(MOST_TASKS, work.tasks);
  const machine: Machine = { ...CPYTHON_LINUX, cores };
  const many = manyMachines ? 'It runs on one computer only.' : undefined;
  const lost = mustNotBeLost ? 'What was under way is lost when the program ends.' : undefined;
  const one = many ?? lost;
  const chunk = work.computesMs < WORTH_A_MESSAGE_MS ? Math.max(1, Math.ceil(tasks / (cores * 4))) : 1;
  const common = { text, machine };
  const list: (Candidate | false)[] = [
    {
      ...common,
      engine: BASELINE,
      title: 'A plain loop',
      knobs: {},
      because: 'Nothing else is needed, and nothing can go wrong.',
      ...(one && { ruledOut: one }),
      price: 'nothing',
    },
    {
      ...common,
      engine: 'ThreadPoolExecutor.as_completed',
      title: 'A pool of threads',
      knobs: { workers: Math.min(tasks, MOST_THREADS) },
      because: 'Your tasks wait, and threads wait together. Your functions stay as they are.',
      ...(one && { ruledOut: one }),
      price: 'what threads share needs a lock',
    },
    {
      ...common,
      engine: 'asyncio.Semaphore',
      title: 'asyncio with a semaphore',
      knobs: { workers: Math.min(tasks, MOST_TASKS) },
      because: 'Your tasks wait, and one thread can wait for hundreds of them.',
      ...((one || !canAwait) && { ruledOut: one ?? 'Your code would have to wait by `await` everywhere.' }),
      price: 'every function that waits has to be `async`',
    },
    {
      text,
      machine: { ...FREE_THREADED, cores },
      // A pool's tasks cannot wait for each other by `map`.
      engine: dependent ? 'threading.Thread' : 'ThreadPoolExecutor.map',
      title: 'Threads on free-threaded Python',
      knobs: { python: '3.14', gil: false, ...(!dependent && { workers: Math.min(tasks, MOST_THREADS) }) },
      because: 'Without a GIL each thread that computes has a core. They share memory, so nothing is sent.',
      ...((one || !safeWithoutGil) && { ruledOut: one ?? 'Your code would have to be safe without a GIL.' }),
      price: 'it needs another build of Python, and a lock for what threads share',
    },
    !dependent && chunk > 1
      ? {
          ...common,
          engine: 'ProcessPoolExecutor.map',
          title: 'A pool of processes, many tasks a message',
          knobs: { workers: cores, chunksize: chunk },
          because: 'Your tasks compute, and each process has a key and a core of its own.',
          ...(one && { ruledOut: one }),
          price: 'arguments and results must be sent',
        }
      : {
          ...common,
          engine: 'ProcessPoolExecutor.as_completed',
          title: 'A pool of processes',
          knobs: { workers: cores },
          because: 'Your tasks compute, and each process has a key and a core of its own.',
          ...(one && { ruledOut: one }),
          price: 'arguments and results must be sent',
        },
    {
      ...common,
      machine: { ...machine, ...OF_RAY } as Machine,
      engine: 'ray.get',
      title: 'Ray',
      knobs: { workers: cores, hosts: manyMachines ? 2 : 1 } as Candidate['knobs'],
      because: 'It spreads tasks over computers, and begins a task again when its process is lost.',
      price: 'a cluster has to run',
    },
    !dependent && {
      ...common,
      machine: { ...machine, ...OF_CELERY } as Machine,
      engine: 'celery',
      title: 'Celery, late acknowledgement',
      knobs: {
        workers: cores,
        hosts: manyMachines ? 2 : 1,
        acksLate: true,
        rejectOnWorkerLost: true,
        prefetchMultiplier: 1,
      } as Candidate['knobs'],
      because: 'Its broker keeps each task until it is done, also while your program is not running.',
      price: 'a broker and workers have to run',
    },
    manyMachines && {
      ...common,
      machine: { ...machine, ...OF_SPARK } as Machine,
      engine: 'spark',
      title: 'Spark',
      knobs: { workers: cores, hosts: 2 } as Candidate['knobs'],
      because: 'It is made for stages over data that no single computer holds.',
      price: 'work has to be written as stages over data',
    },
  ];
  return list.filter((candidate) => candidate !== false);
}

export interface Answer {
  /** The place of the one that is recommended. */
  readonly best: number;
  /** By candidate: why this one, or why not. A sentence or two. */
  readonly says: readonly string[];
}

/**
 * The recommendation.
 * @param takesMs by candidate: the predicted time of what is drawn; NaN where it cannot take the work
 */
export function recommend(work: Work, candidates: readonly Candidate[], takesMs: readonly number[]): Answer {
  const may = candidates.map(({ ruledOut }, i) => ruledOut === undefined && Number.isFinite(takesMs[i]!));
  // What waits for whole days to be done is Celery's, what hands results on is Ray's: said by the order where both may.
  const fastest = Math.min(...takesMs.filter((_, i) => may[i]));
  const prefersBroker = work.mustNotBeLost && !work.dependent;
  const order = candidates.map((_, i) => i).sort((a, b) => rank(b) - rank(a) || a - b);
  function rank(i: number): number {
    return prefersBroker && candidates[i]!.engine === 'celery' ? 1 : 0;
  }
  const isGood = (i: number) =>
    may[i]! && (takesMs[i]! <= Math.max(UNNOTICED_MS, fastest * (1 + NEARLY)) || rank(i) > 0);
  const best = order.find(isGood) ?? may.indexOf(true);
  const bestMs = takesMs[best] ?? Number.NaN;
  const says = candidates.map((candidate, i) => {
    if (i === best) return candidate.because;
    if (candidate.ruledOut) return candidate.ruledOut;
    if (!may[i]) return 'It cannot take this work.';
    const times = takesMs[i]! / bestMs;
    if (bestMs <= UNNOTICED_MS) return `There is nothing to gain, and ${candidate.price}.`;
    if (times > 1 + NEARLY) return `It takes ${times.toFixed(1)} times as long: ${slowness(candidate, work)}.`;
    const gain = times < 1 - NEARLY ? `It is faster, but ` : 'It is about as fast, but ';
    return `${gain}${candidate.price}.`;
  });
  return { best, says };
}

/** Why a tool is slow at this work. */
function slowness({ engine, machine }: Candidate, { computesMs, waitsMs }: Work): string {
  if (engine === BASELINE) return 'one after another';
  const computes = computesMs >= waitsMs / 20;
  if (machine.gil === false) return computes ? 'its threads share the cores' : 'a task waits for a thread';
  if (engine.startsWith('ThreadPool')) return computes ? 'its threads share one GIL' : 'a task waits for a thread';
  if (engine.startsWith('asyncio')) return computes ? 'all computing is on one thread' : 'a task waits for a permit';
  return waitsMs > computesMs
    ? 'it has few places, and a task that waits holds one'
    : 'starting it costs more than it gains';
}

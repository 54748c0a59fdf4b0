import { DEFAULT_ENGINES, type Draft } from './draft.ts';
import type { Machine } from './machine.ts';
import type { Knobs } from './scenario.ts';

/** An example that the page offers. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** What it shows, in one short sentence. */
  readonly about: string;
  /** Task notation. */
  readonly text: string;
  /** Knobs that its controls begin with. */
  readonly knobs: Knobs;
  /** Engines that show it best, in order; the default list where left out. */
  readonly engines?: readonly string[];
  /** What predictions assume, where the example needs costs; else it is left as it is. */
  readonly machine?: Machine;
}

export const PRESETS: readonly [Preset, ...Preset[]] = [
  {
    id: 'article',
    title: "The article's case",
    about: 'Five sleepers on three workers: task 4 has to wait for task 1.',
    text: 'sleep 0..4',
    knobs: { workers: 3 },
    // The loop is what the others are compared with.
    engines: ['sequential', 'web-workers', 'async-pool', 'semaphore'],
  },
  {
    id: 'compute',
    title: 'Eight that compute',
    about: 'Work for the processor gets faster only where it has cores of its own.',
    text: '8 x cpu 150ms',
    knobs: { workers: 2 },
  },
  {
    id: 'mixed',
    title: 'Mixed work',
    about: 'Tasks that compute and wait in turn, one of which fails.',
    text: [
      '4 x cpu 60ms, sleep 160ms, cpu 60ms',
      'sleep 250ms fails',
      '2 x cpu 280ms',
      '2 x cpu 60ms, sleep 160ms, cpu 60ms',
    ].join('\n'),
    knobs: { workers: 4 },
  },
  {
    id: 'errors',
    title: 'Errors and retries',
    about: 'A failed attempt goes back to the end of the queue.',
    text: [
      '3 x sleep 200ms',
      'sleep 300ms fails on 1 retry 2  # its second attempt succeeds',
      'sleep 100ms fails               # nobody tries again',
      'seed 10',
      '6 x sleep 250ms +-40% fails 30% retry 2',
    ].join('\n'),
    knobs: { workers: 3 },
  },
  {
    id: 'fan-out',
    title: 'Fan out, then merge',
    about: 'What depends on other tasks waits for the last of them.',
    text: [
      'list: sleep 200ms',
      'load after list: 6 x sleep 300ms +-50%',
      'parse after load: 3 x cpu 80ms',
      'merge after parse: cpu 60ms, sleep 100ms',
    ].join('\n'),
    knobs: { workers: 4 },
  },
  {
    id: 'worker-dies',
    title: 'A worker dies',
    about: 'The task under way is lost, and a new worker does the rest.',
    text: ['2 x sleep 400ms', 'sleep 300ms dies', '5 x sleep 400ms'].join('\n'),
    knobs: { workers: 3 },
  },
  {
    id: 'small-tasks',
    title: 'How small may a task be?',
    about: 'A message costs more than a tenth of a millisecond of work: Sweep measures three kinds of dispatch.',
    text: '2000 x cpu 0.1ms',
    knobs: { workers: 2, dispatch: 'message' },
  },
  {
    id: 'loop-stall',
    title: 'Loop stall',
    about: 'One computation on the event loop, and all who sleep wake late.',
    text: ['sleep 100ms', 'sleep 150ms', 'sleep 50ms, cpu 300ms', '3 x sleep 200ms'].join('\n'),
    knobs: { workers: 8 },
    engines: ['async-pool', 'asyncio.gather', 'asyncio.to_thread'],
  },
  {
    id: 'gil',
    title: 'Threads and the GIL',
    about: 'Threads take turns of 5 ms at computing: two are no faster than one, processes are.',
    text: '4 x cpu 200ms',
    knobs: { workers: 2 },
    engines: ['sequential', 'ThreadPoolExecutor.as_completed', 'ProcessPoolExecutor.as_completed'],
  },
  {
    id: 'generator-or-list',
    title: 'Generator or list',
    about: 'The same work on the same pool; what differs is when each result reaches the caller.',
    text: ['sleep 800ms', 'sleep 200ms', 'sleep 400ms', '3 x sleep 300ms'].join('\n'),
    knobs: { workers: 2 },
    engines: [
      'ThreadPoolExecutor.as_completed',
      'multiprocessing.Pool.map',
      'multiprocessing.Pool.imap',
      'multiprocessing.Pool.imap_unordered',
    ],
  },
  {
    id: 'chunks',
    title: 'Chunks of Pool.map',
    about: 'Tasks that travel together wait for each other: one long task holds up its whole chunk.',
    text: ['sleep 900ms', '11 x sleep 100ms'].join('\n'),
    knobs: { workers: 2, chunksize: 3 },
    engines: ['multiprocessing.Pool.map', 'multiprocessing.Pool.imap_unordered', 'ProcessPoolExecutor.map'],
  },
  {
    id: 'errors-everywhere',
    title: 'One error, six engines',
    about: 'What one failing task costs: its own result, all results, or the tasks beside it.',
    text: ['sleep 100ms', 'sleep 200ms fails', 'sleep 400ms', 'sleep 300ms', 'sleep 150ms'].join('\n'),
    knobs: { workers: 2 },
    engines: [
      'ThreadPoolExecutor.as_completed',
      'ThreadPoolExecutor.map',
      'multiprocessing.Pool.imap',
      'asyncio.gather',
      'asyncio.gather.return_exceptions',
      'asyncio.TaskGroup',
    ],
  },
  {
    id: 'kill-worker',
    title: 'A worker is killed',
    about: 'One engine starts another worker, one breaks, and one waits for ever: Cancel ends that.',
    text: ['4 x sleep 400ms', 'kill worker of #1 at 250ms'].join('\n'),
    knobs: { workers: 2 },
    engines: ['web-workers', 'ProcessPoolExecutor.as_completed', 'multiprocessing.Pool.imap'],
  },
];

/** The draft that shows a preset. */
export function presetDraft({ text, knobs, engines = DEFAULT_ENGINES, machine }: Preset): Draft {
  return { text, knobs, engines, ...(machine && { machine }) };
}

/** A new draft that shows a preset: of today's Python, unless `own` says which. A link that names none stays one of 3.11. */
export function newDraft(preset: Preset, own: Pick<Knobs, 'python' | 'gil'> = {}): Draft {
  const draft = presetDraft(preset);
  const { python = '3.14', gil } = own;
  return { ...draft, knobs: { ...draft.knobs, python, ...(gil !== undefined && { gil }) } };
}

/** What the page opens with. */
export const DEFAULT_DRAFT: Draft = newDraft(PRESETS[0]);

/** Programs to begin with: the article's nine listings, and what people meet sooner or later. */
import { DEFAULT_OPTIONS, type Program, type ProgramOptions } from '../program.ts';
import asCompleted from './as-completed.py?raw';
import barrier from './barrier.py?raw';
import blockedLoop from './blocked-loop.py?raw';
import boundedBuffer from './bounded-buffer.py?raw';
import coroutines from './coroutines.py?raw';
import deadlock from './deadlock.py?raw';
import eventLoop from './event-loop.py?raw';
import gil from './gil.py?raw';
import interpreters from './interpreters.py?raw';
import lostUpdate from './lost-update.py?raw';
import pipeline from './pipeline.py?raw';
import poolImap from './pool-imap.py?raw';
import poolMap from './pool-map.py?raw';
import processEach from './process-each.py?raw';
import processes from './processes.py?raw';
import queueWorkers from './queue-workers.py?raw';
import readersAndWriters from './readers-and-writers.py?raw';
import semaphore from './semaphore.py?raw';
import taskGroup from './task-group.py?raw';
import threadEach from './thread-each.py?raw';
import threads from './threads.py?raw';

export interface Example {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly says: string;
  readonly group: 'The article’s listings' | 'Sharing and waiting' | 'What goes wrong';
  readonly text: string;
  readonly options?: Partial<ProgramOptions>;
}

const LISTINGS = 'The article’s listings';
const SHARING = 'Sharing and waiting';
const WRONG = 'What goes wrong';

export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    id: 'threads',
    title: 'A pool of threads',
    says: 'Three threads do five sleeps, and results come in order.',
    group: LISTINGS,
    text: threads,
  },
  {
    id: 'processes',
    title: 'A pool of processes',
    says: 'The same with processes: each must be started first.',
    group: LISTINGS,
    text: processes,
  },
  {
    id: 'as_completed',
    title: 'Results as they come',
    says: 'One task fails, and its error arrives like a result.',
    group: LISTINGS,
    text: asCompleted,
  },
  {
    id: 'thread_each',
    title: 'A thread for each task',
    says: 'Five threads sleep at the same time.',
    group: LISTINGS,
    text: threadEach,
  },
  { id: 'pool_map', title: 'Pool.map', says: 'All results come at once, at the end.', group: LISTINGS, text: poolMap },
  { id: 'pool_imap', title: 'Pool.imap', says: 'Results come one by one, in order.', group: LISTINGS, text: poolImap },
  {
    id: 'process_each',
    title: 'A process for each task',
    says: 'Five processes start one after another.',
    group: LISTINGS,
    text: processEach,
  },
  {
    id: 'coroutines',
    title: 'Coroutines',
    says: 'One thread, five coroutines that sleep at the same time.',
    group: LISTINGS,
    text: coroutines,
  },
  {
    id: 'event_loop',
    title: 'The event loop itself',
    says: 'The same, with the loop made by hand.',
    group: LISTINGS,
    text: eventLoop,
  },
  {
    id: 'queue_workers',
    title: 'A queue and its workers',
    says: 'The queue holds two items, so the producer has to wait.',
    group: SHARING,
    text: queueWorkers,
  },
  {
    id: 'pipeline',
    title: 'A pipeline',
    says: 'Two stages work at the same time on different items.',
    group: SHARING,
    text: pipeline,
  },
  { id: 'semaphore', title: 'A semaphore', says: 'Five guests, two permits.', group: SHARING, text: semaphore },
  {
    id: 'barrier',
    title: 'A barrier',
    says: 'Nobody goes on before the last one is there.',
    group: SHARING,
    text: barrier,
  },
  {
    id: 'bounded_buffer',
    title: 'A bounded buffer',
    says: 'A condition wakes who waits for room or for an item.',
    group: SHARING,
    text: boundedBuffer,
  },
  {
    id: 'readers_and_writers',
    title: 'Readers and a writer',
    says: 'Readers share the room, a writer has it alone.',
    group: SHARING,
    text: readersAndWriters,
  },
  {
    id: 'gil',
    title: 'The GIL against processes',
    says: 'Two threads compute no faster than one, two processes do.',
    group: SHARING,
    text: gil,
  },
  {
    id: 'interpreters',
    title: 'The GIL against interpreters',
    says: 'Each interpreter of the same process has a GIL of its own.',
    group: SHARING,
    text: interpreters,
  },
  {
    id: 'deadlock',
    title: 'A deadlock',
    says: 'Two locks taken in two orders: nobody can go on.',
    group: WRONG,
    text: deadlock,
  },
  {
    id: 'lost_update',
    title: 'A lost update',
    says: 'Two threads count to six together, and come to less. Seen line by line.',
    group: WRONG,
    text: lostUpdate,
    options: { clock: 'steps' },
  },
  {
    id: 'blocked_loop',
    title: 'A blocked event loop',
    says: 'One coroutine sleeps the wrong way, and all others are late.',
    group: WRONG,
    text: blockedLoop,
  },
  {
    id: 'task_group',
    title: 'An error in a task group',
    says: 'One task raises, and the group cancels the others.',
    group: WRONG,
    text: taskGroup,
  },
];

export const programOf = ({ id, text, options }: Example): Program => ({
  files: [{ name: `${id}.py`, text }],
  options: { ...DEFAULT_OPTIONS, ...options },
});

/** What the mode opens with the first time. */
export const FIRST_PROGRAM: Program = programOf(EXAMPLES[0]);

/** What threads share, with real threads: nothing is lost or done twice, and nobody is where another one is. */
import { expect, test } from 'vitest';
import { Memory } from '../../src/kernel/live/platform/memory.ts';
import { lockWords } from '../../src/kernel/live/sync/gil-lock.ts';
import { permitWords } from '../../src/kernel/live/sync/shared-permits.ts';
import { EMPTY, OVER, queueWords, SharedQueue } from '../../src/kernel/live/sync/shared-queue.ts';
import type { GilThread } from '../threads/gil.ts';
import type { PermitsThread } from '../threads/permits.ts';
import type { QueueThread } from '../threads/queue.ts';
import { runThreads } from '../threads/run-threads.ts';

const memory = new Memory(true);
/** So many results wait at most, about. */
const IN_STEP = 256;
const word = (value = 0) => memory.int32(1).fill(value);

test('each item of a queue is taken once, and those of one writer in their order', async () => {
  const [writers, each] = [3, 3000];
  const words = queueWords(writers * each, memory);
  const putting = word(writers);
  const put = Array.from({ length: writers }, (_, w) => Array.from({ length: each }, (_, n) => w * each + n));
  const threads: QueueThread[] = [...put, undefined, undefined, undefined].map((items) => ({ words, items, putting }));
  const taken = (await runThreads<number[]>('queue', threads)).slice(writers);
  expect(taken.flat().sort((a, b) => a - b)).toEqual(put.flat());
  for (const one of taken)
    for (let w = 0; w < writers; w++) {
      const ofWriter = one.filter((item) => Math.floor(item / each) === w);
      expect(ofWriter).toEqual([...ofWriter].sort((a, b) => a - b));
    }
});

test('writers stay in step with a reader that takes its time, and are not held up by one that never reads', async () => {
  const [writers, each] = [2, 4000];
  const words = queueWords(writers * each, memory);
  const put = Array.from({ length: writers }, (_, w) => Array.from({ length: each }, (_, n) => w * each + n));
  const thread = { words, putting: word(writers), patienceMs: 60_000 };
  const threads: QueueThread[] = [...put, undefined].map((items) => ({ ...thread, items }));
  const taken = (await runThreads<number[]>('queue', threads)).at(-1)!;
  const most = taken.pop()!;
  expect(taken.sort((a, b) => a - b)).toEqual(put.flat());
  // Each writer looks at every 32nd item only.
  expect(most).toBeLessThan(IN_STEP + writers * 64);
  const alone = { words: queueWords(each, memory), putting: word(1), patienceMs: 1, items: put[0] };
  await runThreads('queue', [alone]);
  expect(new SharedQueue(alone.words).length).toBe(each);
});

test('no more threads hold a permit than there are', async () => {
  const words = permitWords(2, memory);
  const inside = word();
  const thread: PermitsThread = { words, times: 2000, inside };
  const most = await runThreads<number>('permits', [thread, thread, thread, thread]);
  expect(Math.max(...most)).toBeLessThanOrEqual(2);
  expect(inside[0]).toBe(0);
});

test('threads under the lock never count at the same time, and take turns', async () => {
  const words = lockWords(memory);
  const counter = word();
  const threads = Array.from(
    { length: 3 },
    (_, worker): GilThread => ({ words, worker, intervalMs: 0.2, times: 20_000, counter }),
  );
  await runThreads('gil', threads);
  expect(counter[0]).toBe(60_000);
});

test('a queue gives what was put before it was closed, then says that it is over; cleared, it is empty', () => {
  const queue = new SharedQueue(queueWords(5, memory));
  expect(queue.take()).toBe(EMPTY);
  queue.fill([7, 8]);
  queue.put(9);
  expect(queue.length).toBe(3);
  expect(queue.take()).toBe(7);
  queue.close();
  expect([queue.take(), queue.take(), queue.take()]).toEqual([8, 9, OVER]);
  const other = new SharedQueue(queueWords(2, memory));
  other.fill([1, 2]);
  other.clear();
  expect(other.take()).toBe(EMPTY);
  expect(() => other.put(3)).toThrow('room for 2 items');
});

test('taking what is there now never waits, and says so where there is nothing', () => {
  const queue = new SharedQueue(queueWords(4, memory));
  expect(queue.takeNow()).toBeUndefined();
  queue.put(7);
  queue.put(0);
  expect([queue.takeNow(), queue.takeNow(), queue.takeNow()]).toEqual([7, 0, undefined]);
  expect(queue.takenSoFar).toBe(2);
});

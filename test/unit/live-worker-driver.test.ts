/** An engine's program inside a worker: the queue, the tasks and the log are real, the thread is this one. */
import { beforeEach, expect, test, vi } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { settle } from '../../src/engines/knobs.ts';
import { Memory } from '../../src/kernel/live/platform/memory.ts';
import { ArenaReader, BEGIN, END, INSTANT, Log, LogReader, RECORD } from '../../src/kernel/live/record/log.ts';
import { RunMemory } from '../../src/kernel/live/run-memory.ts';
import { EMPTY, OVER, queueWords, SharedQueue } from '../../src/kernel/live/sync/shared-queue.ts';
import { BUSY, DOOMED } from '../../src/kernel/live/sync/worker-state.ts';
import type { Argument } from '../../src/kernel/live/worker/run-setup.ts';
import { WorkerDriver } from '../../src/kernel/live/worker/worker-driver.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { OUTCOMES } from '../../src/trace/trace.ts';

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
});

/** One worker of a run of `text`, with all its tasks in the queue. */
function workerOf(text: string) {
  const { scenario } = parseNotation(text);
  const machine = { cores: 2 };
  const memory = new RunMemory(webWorkers, scenario, settle(webWorkers.knobs, scenario, machine), machine, 0, 1);
  const { arena } = memory;
  const queue = () => new SharedQueue(queueWords(16, new Memory(true)));
  const [todo, done] = [queue(), queue()];
  const state = new Int32Array(new SharedArrayBuffer(8));
  const driver = new WorkerDriver(
    memory.setup,
    { worker: 0, offsetMs: 0, state },
    new Log(arena, 0),
    performance.timeOrigin,
  );
  todo.fill(scenario.tasks.map((_, task) => task));
  const args = [todo, done].map(({ words }): Argument => ({ kind: 'queue', words }));
  const run = (name: 'worker' | 'chunkWorker' = 'worker') => driver.run(webWorkers.programs[name]!, args);

  /** How attempts ended by task, as the log tells. */
  const logged = () => {
    const log = new LogReader(arena!);
    new ArenaReader(arena!).look(() => log);
    const ended: string[] = [];
    let task = -1;
    for (let at = log.next; at >= 0; log.skip(), at = log.next) {
      const [what, a, b] = arena!.data.subarray(at, at + RECORD);
      if (what === BEGIN || what === INSTANT) task = memory.tasks.taskOf[a!]!;
      if (what === END || what === INSTANT) ended.push(`${task} ${OUTCOMES[what === END ? a! : b!]}`);
    }
    return ended;
  };
  const items = (from: SharedQueue) => {
    const list: number[] = [];
    for (let item = from.take(); item >= 0; item = from.take()) list.push(item);
    return list;
  };
  return { run, todo, done, state, logged, items };
}

test('a worker takes what is in the queue, one after another, and ends the run with the last one', () => {
  const { run, todo, done, state, logged, items } = workerOf('pool 1\n2 x nothing\nsleep 1ms\nnothing fails');
  expect(run()).toBe('returned');
  expect(logged()).toEqual(['0 ok', '1 ok', '2 ok', '3 failed']);
  expect(items(done)).toEqual([0, 1, 2, 3]);
  expect([todo.take(), done.take()]).toEqual([OVER, OVER]);
  expect(state[0]).toBe(BUSY);
});

test('a failure with a retry goes through the queue again, and is done again', () => {
  const { run, done, logged, items } = workerOf('pool 1\nnothing fails on 1 retry 1\nnothing');
  expect(run()).toBe('returned');
  expect(logged()).toEqual(['0 failed', '1 ok', '0 ok']);
  expect(items(done)).toEqual([0, 1, 0]);
});

test('a worker that dies of a task leaves the rest in the queue', () => {
  const { run, todo, done, logged, items } = workerOf('pool 1\nnothing\nsleep 1ms dies\n2 x nothing');
  expect(run()).toBe('died');
  expect(logged()).toEqual(['0 ok', '1 killed']);
  expect(items(done)).toEqual([0]);
  expect([todo.take(), todo.take(), todo.take()]).toEqual([2, 3, EMPTY]);
});

test('a worker that was told to go does not come back from a sleep', () => {
  const { run, todo, done, state, logged } = workerOf('pool 1\nsleep 60s\nnothing');
  // The page dooms it while it sleeps: here as it falls asleep.
  const { wait } = Atomics;
  const asleep = vi.spyOn(Atomics, 'wait').mockImplementation((...args: unknown[]) => {
    state[0] = DOOMED;
    return (wait as (...args: unknown[]) => 'ok' | 'not-equal' | 'timed-out')(...args);
  });
  expect(run()).toBe('died');
  asleep.mockRestore();
  expect(logged()).toEqual([]);
  expect([todo.take(), done.take()]).toEqual([1, EMPTY]);
});

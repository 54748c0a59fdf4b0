/** Computing under a named lock inside a worker. The lock words and the log are real, the other worker acts while this one sleeps. */
import { afterEach, expect, test, vi } from 'vitest';
import { Memory } from '../../src/kernel/live/platform/memory.ts';
import { Log, RECORD, WAIT } from '../../src/kernel/live/record/log.ts';
import type { Hold } from '../../src/kernel/live/sync/gil-lock.ts';
import { lockTable, NamedLocks } from '../../src/kernel/live/sync/named-locks.ts';
import { BUSY, DOOMED } from '../../src/kernel/live/sync/worker-state.ts';
import { TaskLocks } from '../../src/kernel/live/worker/task-locks.ts';
import { causeNumber } from '../../src/trace/cause.ts';

afterEach(() => vi.restoreAllMocks());

/** Two workers and one lock; `did` tells what this one does with its GIL, `asleep` what the other does while this one sleeps. */
function two(handsOver: boolean, asleep: (other: NamedLocks) => void) {
  const table = lockTable(1, 2, handsOver, new Memory(true));
  const other = new NamedLocks(table, 1);
  const did: string[] = [];
  const note = (what: string) => () => {
    did.push(what);
  };
  const hold: Hold = {
    letGo: note('lets go'),
    takeAgain: note('takes again'),
    begin: note('begins'),
    look: note('looks'),
    end: note('ends'),
  };
  const log = new Log(undefined, 0);
  const state = new Int32Array(new SharedArrayBuffer(8));
  let time = 0;
  const locks = new TaskLocks({ locks: new NamedLocks(table, 0), log, state, now: () => (time += 2), hold });
  vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    did.push('sleeps');
    asleep(other);
    return 'ok';
  });
  const waits = () => {
    const records = log.take();
    return Array.from({ length: records.length / RECORD }, (_, k) => [
      ...records.subarray(RECORD * k, RECORD * (k + 1)),
    ]);
  };
  return { locks, other, did, state, waits };
}

test('who finds a lock taken lets the GIL go, sleeps, has the lock, and wants the GIL again', () => {
  const { locks, other, did, waits } = two(true, (one) => one.release(0));
  expect(other.tryTake(0)).toBe(true);
  locks.take(0);
  expect(did).toEqual(['lets go', 'sleeps', 'takes again']);
  expect(waits()).toEqual([[WAIT, causeNumber('lock'), 2, 4]]);
  expect(other.tryTake(0)).toBe(false);
  locks.release(0, false);
  expect(other.tryTake(0)).toBe(true);
});

test('an owner gives way to who has waited for more than 1 ms, and goes on once it has the lock again', () => {
  const { locks, other, did } = two(true, (one) => one.release(0));
  locks.take(0);
  locks.look(0);
  expect(did).toEqual([]);
  expect(other.queue(0, 0)).toBe(false);
  locks.look(0);
  expect(did).toEqual(['ends', 'lets go', 'sleeps', 'takes again', 'begins']);
  expect(other.tryTake(0)).toBe(false);
});

test('before 3.13 an owner keeps the lock, over the end of a segment too where the next is under the same', () => {
  const { locks, other, did } = two(false, () => {});
  locks.take(0);
  expect(other.queue(0, 0)).toBe(false);
  locks.look(0);
  locks.release(0, true);
  expect(other.isGiven).toBe(false);
  locks.take(0);
  locks.release(0, false);
  expect(other.isGiven).toBe(true);
  expect(did).toEqual([]);
});

test('a worker that is to go waits for no lock any more', () => {
  const { locks, other, did, state } = two(true, () => {
    state[0] = DOOMED;
  });
  state[0] = BUSY;
  expect(other.tryTake(0)).toBe(true);
  locks.take(0);
  expect(did).toContain('sleeps');
});

import { describe, expect, test } from 'vitest';
import {
  expectedOf,
  lostOf,
  type Measured,
  untilOneIsLost,
  usesSharedMemory,
  WAYS,
} from '../../src/kernel/live/sharing/ways.ts';
import { formatCount } from '../../src/scenario/count.ts';
import { formatRatio, formatShare, formatTime } from '../../src/ui/sharing/figures.ts';
import { TOLD } from '../../src/ui/sharing/told.ts';
import { statusOf, verdictOf } from '../../src/ui/sharing/verdict.ts';

const measured = (part: Partial<Measured>): Measured => ({
  way: 'atomics',
  workers: 2,
  steps: 100_000,
  seen: 200_000,
  own: [],
  totalMs: 3,
  tries: 1,
  stepUs: 0.02,
  ...part,
});

test('what the caller does not see is lost', () => {
  expect(expectedOf({ workers: 3, steps: 1000 })).toBe(3000);
  expect(lostOf(measured({ seen: 146_000 }))).toBe(54_000);
});

test('without a lock it is counted until an update is lost, and no longer', async () => {
  const seen = [200_000, 200_000, 199_999, 146_000];
  let counts = 0;
  const found = await untilOneIsLost(async () => measured({ way: 'unlocked', seen: seen[counts++]! }));
  expect([found.seen, found.tries, counts]).toEqual([199_999, 3, 3]);
});

test('where none is ever lost it ends, by number and by time', async () => {
  const never = async () => measured({ way: 'unlocked' });
  expect(await untilOneIsLost(never, () => 0)).toMatchObject({ seen: 200_000, tries: 50 });
  let ms = 0;
  expect((await untilOneIsLost(never, () => (ms += 2000))).tries).toBe(3);
});

test('four of the ways need shared memory', () => {
  expect(WAYS.filter(usesSharedMemory)).toEqual(['gil', 'unlocked', 'lock', 'atomics']);
});

describe('the verdict', () => {
  test('on a global variable says what the workers’ own say', () => {
    const global = { way: 'global', seen: 0 } as const;
    expect(verdictOf(measured({ ...global, own: [100_000, 100_000] }))).toBe(
      'The caller sees 0; each worker’s own counter says 100,000.',
    );
    expect(verdictOf(measured({ ...global, own: [1, 2000] }))).toBe(
      'The caller sees 0; the workers’ own counters say 1, 2,000.',
    );
  });

  test('on shared memory without a lock says how many were lost and after how many tries, or that none was', () => {
    expect(verdictOf(measured({ way: 'unlocked', seen: 146_000 }))).toBe('54,000 of 200,000 updates are lost, 27 %.');
    expect(verdictOf(measured({ way: 'unlocked', seen: 146_000, tries: 3 }))).toBe(
      '54,000 of 200,000 updates are lost, 27 %. It took 3 tries: before, the workers did not overlap.',
    );
    expect(verdictOf(measured({ way: 'unlocked', tries: 50 }))).toBe(
      'No update was lost in 50 tries: the workers did not overlap. Count again, with more steps.',
    );
  });

  test('on a lock compares it with atomics, where it was slower', () => {
    const lock = measured({ way: 'lock', stepUs: 0.09 });
    expect(verdictOf(lock, measured({}))).toBe(
      'All 200,000 are there; a step takes 4.5 times as long as with atomics.',
    );
    expect(verdictOf(lock, measured({ stepUs: 0.08 }))).toBe('All 200,000 are there.');
    expect(verdictOf(lock)).toBe('All 200,000 are there.');
  });

  test('on a server process says what a call takes', () => {
    const server = measured({ way: 'server', steps: 1000, seen: 2000, stepUs: 130 });
    expect(verdictOf(server, measured({}))).toBe(
      'All 2,000 are there; a call takes 130 µs, as long as 6,500 atomic steps.',
    );
    expect(verdictOf(server, measured({ stepUs: 0 }))).toBe('All 2,000 are there; a call takes 130 µs.');
  });

  test('on a right way that was wrong hides nothing', () => {
    expect(verdictOf(measured({ seen: 199_999 }))).toBe('1 of 200,000 are missing, which must not be.');
  });
});

describe('figures', () => {
  test('have three digits or so', () => {
    expect([0.00001, 0.0154, 2.444, 12.34, 127.59, 48_000.4].map(formatTime)).toEqual([
      '< 0.001',
      '0.015',
      '2.44',
      '12.3',
      '128',
      '48,000',
    ]);
    expect(formatTime(Number.NaN)).toBe('–');
    expect(formatCount(1_600_000)).toBe('1,600,000');
    expect([1.55, 12.4, 8437].map(formatRatio)).toEqual(['1.6', '12', '8,400']);
  });

  test('a share that is not the whole, or not nothing, never reads as if it were', () => {
    expect([0, 1, 500, 27_000, 99_999, 100_000].map((part) => formatShare(part, 100_000))).toEqual([
      '0.0 %',
      '< 0.1 %',
      '0.5 %',
      '27 %',
      '> 99 %',
      '100 %',
    ]);
  });
});

test('every way says what it teaches and its name in Python, in the article’s words', () => {
  const said = WAYS.map((way) => `${TOLD[way].teaches} ${TOLD[way].python}`).join(' ');
  for (const words of [
    'Separate processes do not share global variables',
    'Shared memory',
    'server process',
    'multiprocessing.Value(lock=False)',
    'get_lock()',
    'Manager().Value',
  ])
    expect(said).toContain(words);
});

test('the status names the way that is being measured', () => {
  const title = () => 'Server process';
  expect(statusOf({ kind: 'running', way: 'server' }, title)).toBe('Counting: Server process');
  expect(statusOf({ kind: 'cancelled' }, title)).toBe('Cancelled');
});

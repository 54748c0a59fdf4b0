import { afterEach, expect, test, vi } from 'vitest';
import { PageWaiter } from '../../src/kernel/live/sync/page-waiter.ts';
import type { Shared } from '../../src/kernel/live/sync/shared-word.ts';

afterEach(() => vi.restoreAllMocks());

/** Looks one after another, `gapMs` apart, each of which finds `items`; gives at which the page waited to be woken. */
function looks(count: number, gapMs: number, items = 1): boolean[] {
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  let woken = false;
  vi.spyOn(Atomics, 'waitAsync').mockReturnValue({ async: true, value: new Promise(() => {}) } as never);
  const shared = {
    version: 0,
    word: 0,
    control: new Int32Array(1),
    sleeperComes: () => (woken = true),
    sleeperGoes: () => {},
    wake: () => {},
  };
  const seen: boolean[] = [];
  // What it waits for is over before it falls asleep, so that the next look follows at once.
  let taken = 0;
  const waiter = new PageWaiter(
    shared as unknown as Shared,
    0,
    {} as never,
    () => false,
    () => taken,
  );
  for (let i = 0; i < count; i++) {
    woken = false;
    taken += items;
    waiter.wait();
    seen.push(woken);
    if (!woken) break;
    now += gapMs;
  }
  return seen;
}

test('a caller that starts threads is woken for each, however fast they start', () => {
  expect(looks(64, 0.2)).toEqual(Array(64).fill(true));
});

test('in a stream of single results the page looks at the pace of the clock', () => {
  expect(looks(1000, 0.05).at(-1)).toBe(false);
});

test('looks that are not one after another are each woken for', () => {
  expect(looks(1000, 0.6)).toEqual(Array(1000).fill(true));
});

test('where each look finds many results the page is woken on: a clock would be late for tasks so short', () => {
  expect(looks(1000, 0.05, 16)).toEqual(Array(1000).fill(true));
});

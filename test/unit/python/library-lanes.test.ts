/** Which lanes of a program are asyncio's own. */
import { expect, test } from 'vitest';
import type { Lane, Stretch } from '../../../src/kernel/python/messages.ts';
import { libraryLanes } from '../../../src/store/python/library-lanes.ts';

const at = (line: number) => ({ file: 0, line });
const lane = (number: number, is: Lane['is']): Lane => ({
  lane: number,
  is,
  name: String(number),
  process: { pid: 1, name: 'MainProcess' },
  madeMs: 0,
  startMs: 0,
  ...(is === 'task' && { thread: 0 }),
});
const spent = (number: number, line: number) => ({ lane: number, fromMs: 1, toMs: 2, at: at(line) });

function hiddenOf(stretches: readonly Stretch[]): readonly number[] {
  const lanes = [lane(0, 'thread'), lane(1, 'task')];
  return libraryLanes({ lanes, stretches: [[], stretches], placeOf: () => at(16) });
}

test('a task that only computes, in the line in which its thread has called the loop or in none, is asyncio’s own', () => {
  expect(hiddenOf([{ ...spent(1, 16), state: 'computing', cpuMs: 1 }])).toEqual([1]);
  expect(hiddenOf([{ lane: 1, fromMs: 1, toMs: 2, state: 'computing', cpuMs: 1 }])).toEqual([1]);
  expect(hiddenOf([{ ...spent(1, 16), state: 'waiting', for: 'loop' }])).toEqual([1]);
});

test('a task with a line of its own, and one that sleeps or waits for others, is the user’s', () => {
  expect(hiddenOf([{ ...spent(1, 7), state: 'computing', cpuMs: 1 }])).toEqual([]);
  expect(hiddenOf([{ ...spent(1, 16), state: 'sleeping' }])).toEqual([]);
  expect(hiddenOf([{ ...spent(1, 16), state: 'waiting', for: 'item' }])).toEqual([]);
});

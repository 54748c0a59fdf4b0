import { expect, test } from 'vitest';
import { predictionsOf, recordings } from './recordings.ts';
import { shortcomings } from './rule.ts';

/** Recordings that are not met, and why. One that is met after all has to come off this list. */
const FALL_SHORT: Readonly<Record<string, string>> = {
  'ray/actor-dies--ray.wait':
    'its processes booted in 515 to 615 ms, while its machine says 615 ms for any process, and 42 ms more for an actor in it',
};
const met = recordings.filter(([name]) => !(name in FALL_SHORT));
const short = recordings.filter(([name]) => name in FALL_SHORT);

test('there are recordings', () => {
  expect(met.length).toBeGreaterThanOrEqual(197);
  expect(short).toHaveLength(Object.keys(FALL_SHORT).length);
});

test.each(met)('%s is predicted', (_name, recording) => {
  expect(shortcomings(recording, predictionsOf(recording))).toEqual([]);
});

test.each(short)('%s is not met yet', (_name, recording) => {
  expect(shortcomings(recording, predictionsOf(recording))).not.toEqual([]);
});

test('no start of an actor meets both recordings of the one that dies: in one all processes booted faster than in any repeat of the other', () => {
  const both = ['ray/actor-dies--ray.get', 'ray/actor-dies--ray.wait'].map(
    (name) => recordings.find(([file]) => file === name)![1],
  );
  const metWith = (actorStartMs: number) =>
    both.map((recording) => {
      const { workerStartMs, ...others } = recording.machine;
      const told = { ...recording, machine: { ...others, actorStartMs } };
      return shortcomings(told, predictionsOf(told)).length === 0;
    });
  const starts = Array.from({ length: 101 }, (_, k) => metWith(400 + 4 * k));
  expect(starts.some(([get]) => get)).toBe(true);
  expect(starts.some(([, wait]) => wait)).toBe(true);
  expect(starts.some(([get, wait]) => get && wait)).toBe(false);
});

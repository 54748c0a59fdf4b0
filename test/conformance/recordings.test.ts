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
  expect(met.length).toBeGreaterThanOrEqual(167);
  expect(short).toHaveLength(Object.keys(FALL_SHORT).length);
});

test.each(met)('%s is predicted', (_name, recording) => {
  expect(shortcomings(recording, predictionsOf(recording))).toEqual([]);
});

test.each(short)('%s is not met yet', (_name, recording) => {
  expect(shortcomings(recording, predictionsOf(recording))).not.toEqual([]);
});

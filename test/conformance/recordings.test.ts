import { expect, test } from 'vitest';
import { predictionsOf, recordings } from './recordings.ts';
import { shortcomings } from './rule.ts';

test('there are recordings', () => expect(recordings.length).toBeGreaterThanOrEqual(57));

test.each(recordings)('%s is predicted', (_name, recording) => {
  expect(shortcomings(recording, predictionsOf(recording))).toEqual([]);
});

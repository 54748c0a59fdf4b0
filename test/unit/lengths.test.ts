import { expect, test } from 'vitest';
import { draftScenario } from '../../src/scenario/draft.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import { batchOf, LENGTHS_MS, type LengthPoint, medians } from '../../src/store/run/lengths.ts';
import { asksForLengths, courseWords } from '../../src/ui/sweep/length-words.ts';

test('a batch is long enough to be measured, has work for every worker, and is no larger than it must be', () => {
  for (const ms of LENGTHS_MS)
    for (const workers of [1, 2, 16]) {
      const { tasks } = batchOf('message', ms, workers, 2);
      expect(tasks.length).toBeGreaterThanOrEqual(4 * workers);
      expect(tasks.length).toBeLessThanOrEqual(4000);
      const idealMs = (tasks.length * ms) / Math.min(workers, 2);
      expect(idealMs >= 59 || tasks.length === 4000, `${ms} ms on ${workers}: ${idealMs} ms`).toBe(true);
    }
});

test('a worker gets four chunks', () => {
  const { tasks, chunksize } = batchOf('chunk', 0.1, 2, 2);
  expect(Math.ceil(tasks.length / chunksize!)).toBe(8);
});

test('of the presets only the one that asks how small a task may be opens the sweep over lengths', () => {
  const asking = PRESETS.filter((preset) => asksForLengths(draftScenario(presetDraft(preset))));
  expect(asking.map(({ id }) => id)).toEqual(['small-tasks']);
  expect(asksForLengths(parseNotation('').scenario)).toBe(false);
  expect(asksForLengths(parseNotation('4 x cpu 1ms, sleep 1ms').scenario)).toBe(false);
});

test('a point is the median of its batches, and there is none where nothing was measured', () => {
  const batch = (share: number): LengthPoint => ({ dispatch: 'chunk', ms: 1, share, tasks: 100 });
  expect(medians([])).toEqual([]);
  expect(medians([batch(0.9), batch(0.1)])).toEqual([batch(0.1)]);
  expect(medians([batch(0.9), batch(0.1), batch(0.8)])).toEqual([batch(0.8)]);
});

test('says from which length on most of the ideal is reached, and how many batches there are', () => {
  const point = (dispatch: LengthPoint['dispatch'], ms: number, share: number): LengthPoint => ({
    dispatch,
    ms,
    share,
    tasks: 10,
  });
  const points = [
    point('message', 10, 0.97),
    point('message', 5, 0.9),
    point('message', 2, 0.7),
    // One lucky batch among short ones is no promise.
    point('message', 1, 0.85),
    point('shared', 10, 1),
    point('shared', 0.02, 0.81),
    point('chunk', 10, 0.5),
  ];
  expect(courseWords({ kind: 'measured' }, points, 2, 2)).toBe(
    '80 % of the ideal on 2 workers on 2 cores: by message from 5 ms on, by chunk never, shared memory from 0.02 ms on.',
  );
  expect(courseWords({ kind: 'measuring' }, points, 1, 2)).toMatch(/^Measuring with 1 worker: 7 of \d+ batches\.$/);
  expect(courseWords({ kind: 'failed', why: 'another run is under way' }, [], 2, 2)).toBe(
    'Not measured: another run is under way',
  );
});

/** Each rule of the models carries a recording: without it, that one is no longer met. */
import { describe, expect, test } from 'vitest';
import { chunkSize } from '../../src/engines/knobs.ts';
import { engineById } from '../../src/engines/list.ts';
import { ALL_RULES, type Rules } from '../../src/kernel/virtual/rules.ts';
import { predictionsOf, recordings } from './recordings.ts';
import { band, shortcomings } from './rule.ts';

const recording = (name: string) => recordings.find(([file]) => file === name)![1];

describe.each<[keyof Rules, string]>([
  ['loopStalls', 'loop-stall--asyncio.gather'],
  ['gilSwitches', 'mixed-8-pool-3--ThreadPoolExecutor.as_completed'],
])('%s', (rule, name) => {
  test(`${name} is met with it`, () => {
    expect(shortcomings(recording(name), predictionsOf(recording(name)))).toEqual([]);
  });
  test(`${name} is not met without it`, () => {
    const predictions = predictionsOf(recording(name), undefined, { ...ALL_RULES, [rule]: false });
    expect(shortcomings(recording(name), predictions)).not.toEqual([]);
  });
});

test('uneven-20-default-chunks--multiprocessing.Pool.map is not met with chunks of 1', () => {
  const map = engineById('multiprocessing.Pool.map');
  const knobs = map.knobs.map((knob) => (knob.name === 'chunksize' ? chunkSize(() => 1) : knob));
  const uneven = recording('uneven-20-default-chunks--multiprocessing.Pool.map');
  expect(shortcomings(uneven, predictionsOf(uneven))).toEqual([]);
  expect(shortcomings(uneven, predictionsOf(uneven, { ...map, knobs }))).not.toEqual([]);
});

/** How much of the spread of the five recorded repeats the seeds of the model cover, on average over the tasks' ends: 0 to 1. */
function coverage(name: string, rules: Rules): number {
  const recorded = recording(name);
  const predictions = predictionsOf(recorded, undefined, rules);
  const shares = recorded.spans.map((span) => {
    const [from, to] = span.range!.end!;
    const ends = predictions.map((prediction) => prediction.spans.find((other) => other.task === span.task)!.end!);
    const [least, most] = band(ends);
    return Math.max(0, Math.min(most, to) - Math.max(least, from)) / (to - from);
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

describe('the drawn hand-over', () => {
  const name = 'cpu-8-pool-2--threading.Thread';
  test('with it the seeds cover most of the spread of the recorded repeats', () => {
    expect(coverage(name, ALL_RULES)).toBeGreaterThan(0.5);
  });
  test('without it they do not', () => {
    expect(coverage(name, { ...ALL_RULES, drawnHandOver: false })).toBeLessThan(0.1);
  });
});

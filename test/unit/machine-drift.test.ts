import { expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { sortRuns } from '../../src/store/traces/own-runs.ts';
import { Registry } from '../../src/store/traces/registry.ts';
import { computingSpeeds } from '../../src/trace/compare/computing-speed.ts';
import { driftOf, driftWords } from '../../src/ui/machine/drift.ts';

const RATE = 600_000;
const COMPUTES = 'pool 2\n8 x cpu 150ms';
const run = (engine: string, text: string, machine = {}) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, ...machine });

/** A page whose last run, on these engines, computed at this speed beside what was predicted. */
function page(speed: number, text = COMPUTES, engines = ['web-workers'], facts = {}): Registry {
  const registry = new Registry();
  for (const engine of engines) {
    const measured = run(engine, text, { speed });
    Object.assign(measured.facts, { roundsPerMs: RATE }, facts);
    Object.assign(registry.of(engine), { measured, predicted: run(engine, text) });
  }
  return registry;
}

test.each(ENGINES.filter(({ oneCall }) => !oneCall).map(({ id }) => id))('%s: the speed of each attempt', (id) => {
  const text = 'pool 4\n4 x cpu 60ms, sleep 30ms, cpu 20ms\n2 x sleep 50ms';
  const speeds = computingSpeeds(run(id, text, { speed: 0.8 }), run(id, text));
  expect(speeds.length).toBe(4);
  // Who shares a core with whom differs, so the shares of single attempts may; waits for the GIL and the loop do not count.
  for (const speed of speeds) expect(speed).toBeCloseTo(0.8, 1);
});

test('tasks that only sleep tell nothing of speed', () => {
  expect(computingSpeeds(run('web-workers', '3 x sleep 100ms'), run('web-workers', '3 x sleep 100ms'))).toEqual([]);
});

test('a run that computed a fifth slower than predicted shows a drift, one that is a few per cent off does not', () => {
  expect(driftOf(page(0.8), RATE)).toBeCloseTo(0.8, 6);
  expect(driftOf(page(1.25), RATE)).toBeCloseTo(1.25, 6);
  expect(driftOf(page(0.95), RATE)).toBeUndefined();
  expect(driftOf(page(1), RATE)).toBeUndefined();
  expect(driftOf(page(0.8, COMPUTES, ['web-workers', 'asyncio.gather', 'threading.Thread']), RATE)).toBeCloseTo(0.8, 6);
});

test('what tells nothing of the present rate shows no drift', () => {
  expect(driftOf(new Registry(), RATE)).toBeUndefined();
  // Calibrated again since.
  expect(driftOf(page(0.8), RATE + 1)).toBeUndefined();
  expect(driftOf(page(0.8, COMPUTES, ['web-workers'], { hidden: true }), RATE)).toBeUndefined();
  expect(driftOf(page(0.8, COMPUTES, ['web-workers'], { stoppedMs: 300 }), RATE)).toBeUndefined();
  expect(driftOf(page(0.8, '1 x cpu 150ms'), RATE)).toBeUndefined();
  expect(driftOf(page(0.8, '8 x sleep 50ms'), RATE)).toBeUndefined();
  const changed = page(0.8);
  sortRuns(changed, parseNotation('2 x sleep 1').scenario);
  expect(driftOf(changed, RATE)).toBeUndefined();
});

test('one plain sentence', () => {
  expect(driftWords(0.86)).toBe('The last run computed 14 % slower than Calibrate found, so predictions are off.');
  expect(driftWords(1.2)).toBe('The last run computed 20 % faster than Calibrate found, so predictions are off.');
});

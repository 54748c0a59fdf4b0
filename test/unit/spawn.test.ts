import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';

/** The machine on which the ranges below were measured with CPython 3.11.7, with one spawned process measured first. */
const MACHINE = {
  cores: 2,
  switchIntervalMs: 5,
  threadStartMs: 0.04,
  forkStartMs: 1.4,
  spawnStartMs: 52,
  pipeRoundTripMs: 0.03,
};

const totalMs = (engine: string, text: string, machine = MACHINE) =>
  predict(engineById(engine), parseNotation(text).scenario, machine).totalMs;

describe('spawned processes boot beside the resource tracker, and cost their parent a launch each', () => {
  test.each([
    ['ProcessPoolExecutor.as_completed', 'pool 2\n4 x sleep 60ms', 194, 210],
    ['ProcessPoolExecutor.as_completed', 'pool 4\n8 x sleep 60ms', 250, 267],
    ['ProcessPoolExecutor.as_completed', 'pool 8\n16 x sleep 60ms', 381, 410],
    ['multiprocessing.Pool.map', 'pool 8\n16 x sleep 60ms', 346, 410],
    ['multiprocessing.Process', '6 x sleep 60ms', 264, 300],
  ])('%s, %j', (engine, text, least, most) => {
    const ms = totalMs(engine, `${text}\nstartMethod spawn`);
    expect(ms).toBeGreaterThanOrEqual(least);
    expect(ms).toBeLessThanOrEqual(most);
  });
});

test('one spawned process on a core of its own takes what it was measured to take, and its launch', () => {
  const { spans } = predict(
    engineById('multiprocessing.Process'),
    parseNotation('startMethod spawn\nsleep 60ms').scenario,
    MACHINE,
  );
  expect(spans.at.start[0]!).toBeGreaterThanOrEqual(52);
  expect(spans.at.start[0]!).toBeLessThan(52 + 3 * 1.4);
});

test('forked processes need no tracker and boot no interpreter', () => {
  const text = 'pool 2\n4 x sleep 60ms\nstartMethod fork';
  const { spawnStartMs: _, ...forking } = MACHINE;
  expect(totalMs('ProcessPoolExecutor.as_completed', text)).toBe(
    totalMs('ProcessPoolExecutor.as_completed', text, forking as typeof MACHINE),
  );
});

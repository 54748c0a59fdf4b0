/** A machine that joins a run of Celery in its midst, and one that goes: another tab, as the run has it. Workers and clock are not real. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { leftovers } from '../../src/kernel/live/platform/leftovers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { idealMachine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { figuresOf } from '../../src/store/traces/figures-of.ts';
import { tollOf } from '../../src/trace/queries/toll.ts';
import { machineName } from '../../src/ui/words/machine-name.ts';
import { startOnFakeWorkers } from '../live-on-fake-page.ts';

/** A tab joins at `fromMs`, and is gone at `toMs`. */
async function joined(id: string, text: string, fromMs: number, toMs = Number.POSITIVE_INFINITY) {
  const run = await startOnFakeWorkers(engineById(id), parseNotation(text).scenario);
  let gone = () => {};
  const guest = {
    makeWorker: run.makeWorker,
    whenGone: (act: () => void) => {
      gone = act;
    },
  };
  run.page.setTimer(fromMs, () => run.join(guest));
  if (toMs < Number.POSITIVE_INFINITY) run.page.setTimer(toMs, () => gone());
  await run.page.run();
  const trace = await run.finished;
  await new Promise(setImmediate);
  expect(leftovers()).toEqual({ workers: 0, timers: 0, locks: 0, waits: 0 });
  const { at, length } = trace.spans;
  const there = [...at.task.subarray(0, length)].filter((_, row) => trace.hostOfLane?.[at.lane[row]!] === 1);
  return { trace, there };
}

test('a tab that joins takes its share of what is left, on lanes of a machine of its own', async () => {
  const { trace, there } = await joined('celery', 'pool 1\nprefetchMultiplier 1\n8 x sleep 10ms', 15);
  expect(tollOf(trace, true)).toMatchObject({ done: 8, repeated: 0, lost: 0 });
  expect(there).toHaveLength(3);
  expect(trace.totalMs).toBeLessThan(60);
  expect(machineName(engineById('celery'), 1, trace)).toBe('Tab 1');
  expect(machineName(engineById('celery'), 0, trace)).toBe('Worker 1');
});

test('places that joined count from then on: a run is never busier than it has places', async () => {
  const { trace } = await joined('celery', 'pool 1\nprefetchMultiplier 1\n8 x sleep 10ms', 15);
  expect(trace.facts.joinedMs).toEqual([15]);
  const held = Array.from(trace.spans.at.end, (end, row) => end - trace.spans.at.start[row]!);
  const heldMs = held.reduce((sum, ms) => sum + ms, 0);
  const placeMs = trace.totalMs + (trace.totalMs - 15);
  expect(figuresOf(trace).utilisation).toBeCloseTo(heldMs / placeMs, 6);
  expect(heldMs / trace.totalMs).toBeGreaterThan(1);
});

test('on several hosts the places of all count', () => {
  const trace = predict(
    engineById('celery'),
    parseNotation('pool 2\nhosts 3\n60 x sleep 10ms').scenario,
    idealMachine(2),
  );
  const { utilisation } = figuresOf(trace);
  expect(utilisation).toBeGreaterThan(0.5);
  expect(utilisation).toBeLessThanOrEqual(1);
});

test('a tab that is closed is a machine that goes away: what it had in hand comes again when its visibility timeout is over', async () => {
  const text =
    'visibilityTimeoutMs 60\nrestoreIntervalMs 10\nrestoreEvery 1\nacksLate on\nprefetchMultiplier 1\n8 x sleep 10ms';
  const { trace, there } = await joined('celery', `pool 1\n${text}`, 15, 20);
  expect(there).toHaveLength(1);
  expect(tollOf(trace, true)).toMatchObject({ done: 8, repeated: 1, lost: 0 });
});

test('an engine whose machines are all there from the start has no use for one more', async () => {
  const { trace, there } = await joined('ray.get', 'pool 1\n4 x sleep 10ms', 15);
  expect(there).toEqual([]);
  expect(tollOf(trace, true)).toMatchObject({ done: 4 });
});

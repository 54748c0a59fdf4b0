import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { UNBOUNDED } from '../../src/kernel/virtual/budget.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { idealMachine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { traceText } from '../../src/trace/files/trace-out.ts';
import { outcomeNumber } from '../../src/trace/trace.ts';
import { importText } from '../import-text.ts';
import { arbScenario, WILD } from './scenario-arbitrary.ts';

const MACHINE = idealMachine(2);
const scenarios = arbScenario({ ...WILD, anyMs: false, unknown: false });
const RUNNING = outcomeNumber('running');
const budgetOf = (steps: number) => ({ ...UNBOUNDED, steps });
const long = parseNotation('8 x cpu 100s').scenario;

describe('a prediction that would be too much work is cut off', () => {
  test('the trace says where, and attempts under way are running up to that moment', () => {
    const trace = predict(engineById('threading.Thread'), long, MACHINE, { budget: budgetOf(10_000) });
    const { cutOffMs } = trace.facts;
    expect(cutOffMs).toBeGreaterThan(0);
    expect(trace.totalMs).toBe(cutOffMs);
    expect(trace.spans.length).toBe(8);
    for (let row = 0; row < 8; row++) {
      expect(trace.spans.at.outcome[row]).toBe(RUNNING);
      expect(trace.spans.at.end[row]).toBe(cutOffMs);
    }
  });

  test('the memory that its columns take counts as well', () => {
    const budget = { steps: Number.POSITIVE_INFINITY, bytes: 1_000_000 };
    const trace = predict(engineById('threading.Thread'), long, MACHINE, { budget });
    expect(trace.facts.cutOffMs).toBeGreaterThan(0);
    expect(trace.byteLength).toBeLessThan(2_500_000);
  });

  test('whoever has it made may have no more time for it', () => {
    let asked = 0;
    const budget = { ...UNBOUNDED, enough: () => ++asked === 3 };
    const trace = predict(engineById('threading.Thread'), long, MACHINE, { budget });
    expect(trace.facts.cutOffMs).toBeGreaterThan(0);
    expect(asked).toBe(3);
  });

  test('where everything happens at one moment, too', () => {
    const scenario = parseNotation('1000 x sleep 0').scenario;
    for (const engine of ENGINES) {
      const trace = predict(engine, scenario, MACHINE, { budget: budgetOf(500) });
      expect({ engine: engine.id, cutOff: trace.facts.cutOffMs !== undefined }).toEqual({
        engine: engine.id,
        cutOff: true,
      });
    }
  });

  test('up to the cut it is the whole prediction: every attempt that ended before is the same', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.constantFrom(...ENGINES),
        fc.integer({ min: 1, max: 400 }),
        (scenario, engine, steps) => {
          const whole = predicted(engine.id, scenario, Number.POSITIVE_INFINITY);
          const part = predicted(engine.id, scenario, steps);
          if (!whole || !part) return;
          const { cutOffMs } = part.facts;
          if (cutOffMs === undefined) {
            expect(traceFile(part)).toEqual(traceFile(whole));
            return;
          }
          const { at } = part.spans;
          expect(part.spans.length).toBeLessThanOrEqual(whole.spans.length);
          for (let row = 0; row < part.spans.length; row++) {
            expect(at.task[row]).toBe(whole.spans.at.task[row]);
            expect(at.start[row]).toBe(whole.spans.at.start[row]);
            expect(at.end[row]).toBeLessThanOrEqual(cutOffMs);
            if (at.outcome[row] === RUNNING) expect(whole.spans.at.end[row]).toBeGreaterThanOrEqual(cutOffMs);
            else expect(at.end[row]).toBe(whole.spans.at.end[row]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('its waits and its work still add up', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.constantFrom(...ENGINES),
        fc.integer({ min: 1, max: 400 }),
        (scenario, engine, steps) => {
          const part = predicted(engine.id, scenario, steps);
          if (part?.facts.cutOffMs === undefined) return;
          for (let row = 0; row < part.spans.length; row++) {
            let waited = 0;
            part.eachWait(row, (_cause, start, end, ms) => {
              expect(start).toBeLessThanOrEqual(end);
              expect(end).toBeLessThanOrEqual(part.facts.cutOffMs! + 1e-6);
              waited += ms;
            });
            expect(waited).toBeLessThanOrEqual(part.spans.at.end[row]! - part.spans.at.submit[row]! + 1e-6);
            part.eachSegment(row, (_kind, start, end) => expect(end).toBeGreaterThanOrEqual(start));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Undefined where the engine refuses the scenario. */
function predicted(id: string, scenario: Parameters<typeof predict>[1], steps: number) {
  try {
    return predict(engineById(id), scenario, MACHINE, { budget: budgetOf(steps) });
  } catch {
    return undefined;
  }
}

test('thousands of kills and of attempts that fail one after another take no longer than their steps', () => {
  const segments = [{ kind: 'sleep' as const, ms: 1 }];
  const fails = Array.from({ length: 40_000 }, (_, i) => i + 1);
  const retried = { tasks: [{ id: '0', segments, fails, retry: 50_000 }] };
  expect(predict(engineById('async-pool'), retried, MACHINE).spans.length).toBe(40_001);
  const tasks = Array.from({ length: 20_000 }, (_, i) => ({ id: String(i), segments }));
  const kills = tasks.map(({ id }, i) => ({ atMs: i, workerOf: id }));
  expect(predict(engineById('multiprocessing.Process'), { tasks, kills }, MACHINE).spans.length).toBe(20_000);
});

test('what would end later than a trace may hold is cut off, whatever the engine', () => {
  for (const text of [
    '8 x cpu 1e300 s',
    '3 x sleep 1e303 s, sleep 1e303 s',
    'sleep 1e14 s\ncpu 5ms',
    'cpu 1e13 s, cpu 5ms',
  ]) {
    const { scenario } = parseNotation(text);
    for (const engine of ENGINES) {
      const trace = predict(engine, scenario, MACHINE, { budget: budgetOf(10_000) });
      expect({ engine: engine.id, text, ends: trace.totalMs <= 1e13 }).toEqual({ engine: engine.id, text, ends: true });
      expect(trace.facts.cutOffMs).toBe(trace.totalMs);
      expect(importText([...traceText(trace)].join('')).trace.totalMs).toBe(trace.totalMs);
    }
  }
});

test('a caller who would give up later than that, and kills later than that, are as good as none', () => {
  const scenario = {
    ...parseNotation('3 x sleep 5ms').scenario,
    giveUpMs: 1e15,
    kills: [{ atMs: 1e15, workerOf: '0' }],
  };
  const trace = predict(engineById('multiprocessing.Process'), scenario, MACHINE);
  expect([trace.facts.cutOffMs, trace.facts.hung, trace.facts.raised]).toEqual([undefined, undefined, undefined]);
});

test('more kills than are numbered are refused', () => {
  const { tasks } = parseNotation('2 x sleep 5ms').scenario;
  const kills = Array.from({ length: 1_000_001 }, () => ({ atMs: 1, workerOf: '0' }));
  expect(() => predict(engineById('multiprocessing.Process'), { tasks, kills }, MACHINE)).toThrow(
    /^scenario\.kills: expected at most/,
  );
});

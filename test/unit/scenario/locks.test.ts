/** `cpu 3ms lock a` and `terminate workers at 450ms`: read, written, checked. */
import { expect, test } from 'vitest';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { printNotation } from '../../../src/scenario/print.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';

test('a lock belongs to a segment that computes', () => {
  const { scenario } = parseNotation('2 x cpu 3ms lock a, sleep 1ms, cpu 2ms lock "b c"');
  const segments = [
    { kind: 'cpu', ms: 3, lock: 'a' },
    { kind: 'sleep', ms: 1 },
    { kind: 'cpu', ms: 2, lock: 'b c' },
  ];
  expect(scenario.tasks.map((task) => task.segments)).toEqual([segments, segments]);
  expect(printNotation(scenario)).toBe('2 x cpu 3ms lock a, sleep 1ms, cpu 2ms lock "b c"');
  expect(validateScenario(scenario)).toEqual({ scenario, unknown: [] });
});

test('jitter, ladders, options and other attempts go with it', () => {
  const text = 'cpu 10..30ms step 10ms lock a fails retry 1 attempt 2 takes cpu 5ms lock b';
  const { tasks } = parseNotation(text).scenario;
  expect(tasks.map(({ segments }) => segments)).toEqual([10, 20, 30].map((ms) => [{ kind: 'cpu', ms, lock: 'a' }]));
  expect(tasks[0]!.segmentsOf).toEqual({ 2: [{ kind: 'cpu', ms: 5, lock: 'b' }] });
  expect(parseNotation('cpu 10ms +-20% lock a').scenario.tasks[0]!.segments[0]).toMatchObject({ lock: 'a' });
  const again = parseNotation(printNotation({ tasks })).scenario;
  expect(again.tasks).toEqual(tasks);
});

test('a range of seconds under a lock is no plain ladder', () => {
  const { scenario } = parseNotation('cpu 0..2 lock a');
  expect(parseNotation(printNotation(scenario)).scenario).toEqual(scenario);
});

test.each([
  ['cpu 3ms lock', "a lock's name"],
  ['sleep 3ms lock a', 'found'],
  ['kill workers 3ms', 'at, as in kill workers at 450ms'],
  ['terminate workers at 3ms now', 'the end of the line'],
  ['terminate workers at 1s\nkill workers at 2s', 'one line that stops the workers (line 1 does)'],
])('%s', (text, message) => {
  expect(() => parseNotation(text)).toThrow(message);
});

test('the pool is stopped at a time', () => {
  const { scenario } = parseNotation('sleep 1\nterminate workers at 450ms');
  expect(scenario.stopWorkers).toEqual({ atMs: 450, how: 'terminate' });
  expect(printNotation(scenario)).toBe('sleep 1s\nterminate workers at 450ms');
  expect(validateScenario(scenario)).toEqual({ scenario, unknown: [] });
});

test('what a file may not say is refused with its place', () => {
  const task = (segment: object) => ({ tasks: [{ id: '0', segments: [segment] }] });
  expect(() => validateScenario(task({ kind: 'cpu', ms: 1, lock: 5 }))).toThrow(
    'scenario.tasks[0].segments[0].lock: expected the name of a lock, found 5',
  );
  expect(() => validateScenario(task({ kind: 'sleep', ms: 1, lock: 'a' }))).toThrow(
    'scenario.tasks[0].segments[0].lock',
  );
  expect(() => validateScenario({ tasks: [], stopWorkers: { atMs: 1, how: 'ask' } })).toThrow(
    'scenario.stopWorkers.how: expected "terminate" or "kill", found "ask"',
  );
});

import { expect, test } from 'vitest';
import type { TraceFile } from '../../src/trace/files/trace-file.ts';
import { type Attempt, compared, type Pair, verdictOf } from '../agreement.ts';

const AGREES: Attempt = { wrong: [], disturbed: undefined };
const disturbed = (why: string): Attempt => ({ wrong: [], disturbed: why });
const WRONG: Attempt = { wrong: ['no 1#1 ok'], disturbed: undefined };

test('a pair that was disturbed once is tried again; disturbed twice, it was not compared and says why', () => {
  expect(verdictOf([])).toBeUndefined();
  expect(verdictOf([AGREES])).toEqual({ kind: 'agrees' });
  expect(verdictOf([disturbed('+20 %')])).toBeUndefined();
  expect(verdictOf([disturbed('+20 %'), AGREES])).toEqual({ kind: 'agrees' });
  expect(verdictOf([disturbed('+20 %'), disturbed('-30 %')])).toEqual({
    kind: 'not compared',
    why: 'too far from its prediction twice: +20 %; -30 %',
  });
});

test('a pair disagrees if it does so three times', () => {
  expect(verdictOf([WRONG, WRONG])).toBeUndefined();
  expect(verdictOf([WRONG, WRONG, AGREES])).toEqual({ kind: 'agrees' });
  expect(verdictOf([WRONG, WRONG, WRONG])).toEqual({ kind: 'disagrees', wrong: WRONG.wrong });
  // Disturbed or not, other outcomes than predicted are no matter of time.
  const both: Attempt = { wrong: WRONG.wrong, disturbed: '+20 %' };
  expect(verdictOf([both, both, both])).toEqual({ kind: 'disagrees', wrong: WRONG.wrong });
});

/** Tasks that sleep, on a pool of two; their ends as given. */
const trace = (ends: readonly number[], outcome: 'ok' | 'failed' = 'ok'): TraceFile =>
  ({
    facts: {},
    totalMs: Math.max(...ends),
    spans: ends.map((end, i) => ({ task: String(i), attempt: 1, start: 0, end, outcome })),
  }) as unknown as TraceFile;
const pair: Pair = {
  preset: 'any',
  engine: 'web-workers',
  scenario: { tasks: [{ id: '0', segments: [{ kind: 'cpu', ms: 100 }] }] },
  refused: undefined,
};
const against = (ends: readonly number[], outcome?: 'failed') =>
  compared(pair, { predicted: trace([100, 200]), measured: trace(ends, outcome) });

test('the order counts where nothing disturbed the run', () => {
  expect(against([101, 201])).toEqual(AGREES);
  const far = compared(pair, { predicted: trace([180, 240]), measured: trace([200, 190]) });
  expect(far.disturbed).toMatch(/^(the makespan|task 1 itself) lay -\d+ % from its prediction$/);
  expect(far.wrong).toEqual([]);
  const near = compared(pair, { predicted: trace([180, 235]), measured: trace([206, 204]) });
  expect(near).toEqual({ wrong: ['1#1 ended before 0#1'], disturbed: undefined });
});

test('a run that is too long is disturbed, and other outcomes are wrong all the same', () => {
  expect(against([101, 260]).disturbed).toBe('the makespan lay +30 % from its prediction');
  expect(against([101, 260], 'failed').wrong).toContain('no 1#1 ok');
});

test('threads that compute are compared by their outcomes only: who gets the GIL next is drawn', () => {
  const drawn = compared(
    { ...pair, engine: 'threading.Thread' },
    { predicted: trace([100, 200]), measured: trace([300, 200]) },
  );
  expect(drawn).toEqual(AGREES);
});

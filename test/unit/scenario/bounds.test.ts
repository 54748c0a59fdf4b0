import { expect, test } from 'vitest';
import type { Engine } from '../../../src/engines/engine.ts';
import { ENGINES } from '../../../src/engines/list.ts';
import { predict } from '../../../src/kernel/virtual/predict.ts';
import { MAX_RETRY, mostAttempts } from '../../../src/scenario/bounds.ts';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';

test('counts the attempts that a task can come to: one that does not fail has no second', () => {
  expect(mostAttempts({ retry: 1000 })).toBe(1);
  expect(mostAttempts({ fails: true })).toBe(1);
  expect(mostAttempts({ fails: true, retry: 7 })).toBe(8);
  expect(mostAttempts({ fails: [1, 2], retry: 7 })).toBe(3);
  expect(mostAttempts({ fails: [1], dies: true, retry: 7 })).toBe(8);
});

// Spark tries a task as often as its own setting says, whatever the task asks for.
const heedsRetry = ({ oneCall, knobs }: Engine) => !oneCall && !knobs.some(({ name }) => name === 'maxFailures');

test.each(ENGINES.filter(heedsRetry).map(({ id }) => id))(
  '%s: attempts up to the bound are numbered one by one',
  (id) => {
    const engine = ENGINES.find((one) => one.id === id)!;
    const { scenario } = parseNotation(`pool 2\nnothing fails retry ${MAX_RETRY}`);
    const trace = predict(engine, scenario, { cores: 2 });
    const { attempt, yielded } = trace.spans.at;
    expect(trace.facts.hung).toBeUndefined();
    expect(trace.spans.length).toBe(MAX_RETRY + 1);
    for (let row = 0; row < trace.spans.length; row++) expect(attempt[row]).toBe(row + 1);
    // Ray tries again by itself: its caller hears of the last attempt only.
    const first = engine.manyMachines ? MAX_RETRY : 0;
    if (!trace.facts.raised && !engine.forgets)
      expect(yielded.subarray(first, trace.spans.length).every((ms) => ms >= 0)).toBe(true);
  },
);

test('a run that somebody else was asked for is read as it is written, and no engine predicts it', () => {
  const file = { tasks: [{ id: 'a', segments: [{ kind: 'sleep', ms: 0 }], fails: true, retry: 1e9 }] };
  const { scenario } = validateScenario(file, 'as written');
  expect(scenario.tasks[0]!.retry).toBe(1e9);
  for (const engine of ENGINES)
    expect(() => predict(engine, scenario, { cores: 2 })).toThrow(/^scenario\.tasks\[0\]\.retry: expected/);
});

import { expect, test } from 'vitest';
import { ENGINES, engineById, listEngine } from '../../../src/engines/list.ts';
import { predict } from '../../../src/kernel/virtual/predict.ts';
import { type Draft, draftScenario, withKnob } from '../../../src/scenario/draft.ts';
import { highlight } from '../../../src/scenario/highlight.ts';
import { declareKnob } from '../../../src/scenario/knobs.ts';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { decodeHash, encodeHash } from '../../../src/scenario/packed-hash.ts';
import { printNotation } from '../../../src/scenario/print.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';
import { furtherKnobs } from '../../../src/store/state/chosen-engines.ts';
import { traceFile } from '../../../src/trace/files/trace-file.ts';
import { restingLoop } from './resting-loop.ts';

const TASKS = [{ id: '0', segments: [{ kind: 'sleep', ms: 10 }] }];

test('a member that no engine declares as its knob is kept and reported', () => {
  const { scenario, unknown } = validateScenario({ tasks: TASKS, restMs: 7 });
  expect(unknown).toEqual(['scenario.restMs']);
  expect(scenario).toMatchObject({ restMs: 7 });
  expect(() => parseNotation('restMs 7\nsleep 1')).toThrow(/^scenario:1:1: expected a task/);
});

test('an engine is a file and a line, and so are its knobs', () => {
  // The line.
  listEngine(restingLoop);

  expect(engineById('resting-loop')).toBe(restingLoop);
  const starts = (text: string) => {
    const { scenario } = parseNotation(text);
    return traceFile(predict(restingLoop, scenario, { cores: 2 })).spans.map(({ task, start }) => [task, start]);
  };
  expect(starts('3 x sleep 10ms')).toEqual([
    ['0', 3],
    ['1', 16],
    ['2', 29],
  ]);
  expect(starts('2 x sleep 10ms\nrestMs 7.5\norder back')).toEqual([
    ['1', 7.5],
    ['0', 25],
  ]);
});

test('its knobs are known to notation, validation, colours and links', () => {
  const { scenario, knobLines } = parseNotation('sleep 10ms\nrestMs 7.5\norder back');
  expect(scenario).toMatchObject({ restMs: 7.5, order: 'back' });
  expect(knobLines).toEqual({ restMs: 2, order: 3 });
  expect(parseNotation(printNotation(scenario)).scenario).toStrictEqual(scenario);
  expect(() => parseNotation('restMs 501')).toThrow('scenario:1:8: expected a number from 0 to 500, found "501"');
  expect(() => parseNotation('order sideways')).toThrow('scenario:1:7: expected forward or back, found "sideways"');

  expect(validateScenario({ tasks: TASKS, restMs: 7, order: 'back' }).unknown).toEqual([]);
  expect(() => validateScenario({ tasks: TASKS, restMs: 'x' })).toThrow(
    'scenario.restMs: expected a number from 0 to 500, found "x"',
  );
  expect(highlight('order back').map(({ kind }) => kind)).toEqual(['knob', 'number']);

  const draft = { text: 'sleep 10ms', knobs: {}, engines: ['resting-loop'] };
  const moved: Draft = withKnob(withKnob(draft, 'restMs', 9), 'order', 'back');
  expect(encodeHash(moved)).toBe('#v1=sleep+10ms&restMs=9&order=back&engines=resting-loop');
  expect(decodeHash(encodeHash(moved))).toEqual(moved);
  expect(draftScenario(moved)).toMatchObject({ restMs: 9, order: 'back' });
  expect(withKnob({ ...draft, text: 'order back # why' }, 'order', 'forward').text).toBe('order forward # why');
});

test('its knobs stand among the controls of the engines chosen', () => {
  expect(ENGINES.at(-1)).toBe(restingLoop);
  const names = furtherKnobs(['resting-loop', 'threading.Thread'], { tasks: [] } satisfies Scenario).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['python', 'gil', 'switchIntervalMs', 'restMs', 'order']);
});

test('a name that is known for another kind of value, or is a word of the notation, cannot be a knob', () => {
  const { check } = { check: () => undefined };
  expect(() => declareKnob({ name: 'dispatch', check, isText: false })).toThrow('dispatch takes words');
  expect(() => declareKnob({ name: 'sleep', check, isText: false })).toThrow('cannot be');
});

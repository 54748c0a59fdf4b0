import { describe, expect, test } from 'vitest';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { printNotation } from '../../../src/scenario/print.ts';
import { hasKnob, setKnob } from '../../../src/scenario/set-knob.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';

const sleep = (...ms: number[]) => ms.map((of) => ({ kind: 'sleep', ms: of }));
const print = (scenario: unknown) => printNotation(validateScenario(scenario).scenario);

describe('printing a scenario', () => {
  test('says runs of equal tasks and ladders of seconds in one line', () => {
    const tasks = [[0], [1000], [2000], [150], [150], [150, 20], []].map((ms, k) => ({
      id: String(k),
      segments: sleep(...ms),
    }));
    expect(print({ workers: 3, tasks })).toBe('pool 3\nsleep 0..2\n2 x sleep 150ms\nsleep 150ms, sleep 20ms\nnothing');
  });

  test('says what tasks wait for by group, by id and by stretch of ids', () => {
    const text =
      'load: 3 x sleep 200ms\n#a load: cpu 1s\nafter load: cpu 1s\n"two words" after #0..2, #"a b": cpu 1s\n#"a b" nothing';
    expect(printNotation(parseNotation(text).scenario)).toBe(text);
  });

  test('says options, kills and members without a word', () => {
    const text = [
      'name errors-10',
      'pool 2',
      'dispatch shared',
      'giveUpMs 2000',
      'seed 7',
      'sleep 100ms fails retry 2',
      'sleep 100ms fails on 1, 3 dies',
      'kill worker of #1 at 250ms',
      'extra scenario {"note":["x"]}',
      'extra tasks[1] {"ask":1}',
      'extra kills[0] {"why":null}',
    ].join('\n');
    expect(printNotation(parseNotation(text).scenario)).toBe(text);
  });

  test('names that could be misread are quoted', () => {
    expect(print({ name: 'after all', tasks: [] })).toBe('name "after all"');
    expect(print({ name: 'a # b', tasks: [] })).toBe('name "a # b"');
    expect(print({ name: 'plain words, (3)', tasks: [] })).toBe('name plain words, (3)');
  });
});

describe('moving a knob', () => {
  test("rewrites its line, keeps the line's word and its comment", () => {
    expect(setKnob('  pool 3  # three\nsleep 1', 'workers', 5)).toBe('  pool 5  # three\nsleep 1');
    expect(setKnob('sleep 1\nworkers   3', 'workers', 5)).toBe('sleep 1\nworkers   5');
    expect(setKnob('name old one # why\r\nsleep 1', 'name', 'new "one"')).toBe('name "new \\"one\\"" # why\r\nsleep 1');
    expect(setKnob('dispatch message', 'dispatch', 'shared')).toBe('dispatch shared');
  });

  test('adds no line', () => {
    for (const text of ['sleep 0..4', 'pool: sleep 1', '# pool 3', 'chunksize 3', '']) {
      expect(setKnob(text, 'workers', 5)).toBe(text);
      expect(hasKnob(text, 'workers')).toBe(false);
    }
  });

  test('mends a line whose value is wrong or missing', () => {
    expect(setKnob('pool x y # z', 'workers', 5)).toBe('pool 5 # z');
    expect(setKnob('pool', 'workers', 5)).toBe('pool 5');
  });
});

/** `overlap.export`: which program, in which language, and what is refused. */
import { describe, expect, test } from 'vitest';
import { languagesOf } from '../../src/code/program.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Overlap } from '../../src/store/overlap.ts';
import { exportProgram } from '../../src/store/page-calls.ts';

const shown = parseNotation('pool 3\nsleep 0..4').scenario;
const page = { store: { getState: () => ({ scenario: shown }) } } as unknown as Overlap;

/** Engines on many machines, and those of Python 3.12 and 3.14: their programs are not written yet. */
const WITHOUT = /^(ray|celery|spark|InterpreterPoolExecutor|asyncio\.as_completed|asyncio\.eager)\b/;

test('every engine has a program, but for those whose programs are not written yet', () => {
  const without = ENGINES.filter(({ id }) => languagesOf(id).length === 0).map(({ id }) => id);
  expect(without.filter((id) => !WITHOUT.test(id))).toEqual([]);
  for (const engine of without)
    expect(() => exportProgram(page, { engine })).toThrow('engine: expected one of which there is a program');
});

describe.each(ENGINES.map(({ id }) => id).filter((id) => languagesOf(id).length > 0))('%s', (engine) => {
  test('gives the scenario of the page, or one that is named', () => {
    expect(exportProgram(page, { engine })).toContain('5 tasks');
    const other = exportProgram(page, { engine, scenario: 'pool 2\n7 x sleep 20ms' });
    expect(other).toContain('7 tasks');
    // Nothing is left open, and no value that is none.
    expect(other.replaceAll(/(: |!== )undefined/g, '')).not.toMatch(/undefined|NaN|\[object/);
  });
});

test('the language is the engine’s own', () => {
  expect(exportProgram(page, { engine: 'asyncio.gather' })).toMatch(/^"""/);
  expect(exportProgram(page, { engine: 'async-pool' })).toMatch(/^\/\*\*/);
});

test('what cannot be is refused with its place', () => {
  expect(() => exportProgram(page, { engine: 'asyncio.gather', lang: 'typescript' })).toThrow(
    'lang: expected "python"',
  );
  expect(() => exportProgram(page, { engine: 'nobody' })).toThrow('engine: expected one of');
  expect(() => exportProgram(page, { engine: 'multiprocessing.Pool.map', scenario: 'sleep 1s retry 1' })).toThrow(
    'scenario.tasks[0].retry',
  );
});

test('names that are not numbers, kills, a start method and a pool size that is left open', () => {
  const named = exportProgram(page, {
    engine: 'ProcessPoolExecutor.as_completed',
    scenario: {
      tasks: [
        { id: 'a "b"', segments: [{ kind: 'sleep', ms: 10 }] },
        { id: "it's", segments: [{ kind: 'sleep', ms: 20 }], after: ['a "b"'] },
      ],
      startMethod: 'spawn',
      kills: [{ atMs: 5, workerOf: 'a "b"' }],
    },
  });
  expect(named).toContain('TASKS = ["a \\"b\\"", "it\'s"]');
  expect(named).toContain('AFTER = {"it\'s": ["a \\"b\\""]}');
  expect(named).toContain('get_context("spawn")');
  expect(named).toContain('Left out: the workers that the scenario kills from outside.');
});

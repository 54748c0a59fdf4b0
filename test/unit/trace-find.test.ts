import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { matchesOf } from '../../src/trace/queries/find.ts';
import { parseQuery } from '../../src/trace/queries/query.ts';
import { Trace } from '../../src/trace/trace.ts';

const run = (engine: string, text: string) =>
  predict(engineById(engine), parseNotation(text).scenario, { cores: 2, messageRoundTripMs: 2 });
const found = (trace: Trace, query: string) => {
  const { tasks } = trace.scenario;
  const { rows } = matchesOf(trace, parseQuery(query));
  return Array.from(rows, (row) => tasks[trace.spans.at.task[row]!]!.id);
};

// Tasks 0 to 11 sleep 100 ms, 12 and 13 compute 150 ms, 14 fails.
const MIXED = run(
  'web-workers',
  'pool 4\nload: 12 x sleep 100ms\nwork: 2 x cpu 150ms\nlast after load: sleep 50ms fails retry 1',
);

test('a number is a whole id, other words are parts of ids and groups', () => {
  expect(found(MIXED, '1')).toEqual(['1']);
  expect(found(MIXED, 'work')).toEqual(['12', '13']);
  expect(found(MIXED, 'WOR')).toEqual(['12', '13']);
  expect(found(MIXED, '"1"')).toEqual(['1', '10', '11', '12', '13', '14', '14']);
  expect(found(MIXED, 'group:load id:3')).toEqual(['3']);
});

test('states, causes and outcomes, whole or by their first three letters', () => {
  expect(found(MIXED, 'computing')).toEqual(['12', '13']);
  expect(found(MIXED, 'cpu')).toEqual(['12', '13']);
  expect(found(MIXED, 'failed')).toEqual(['14', '14']);
  expect(found(MIXED, 'fai')).toEqual(['14', '14']);
  expect(found(MIXED, 'outcome:ok state:computing')).toEqual(['12', '13']);
  expect(found(MIXED, 'cause:dependency')).toEqual(['14']);
  expect(found(MIXED, 'running')).toEqual([]);
  expect(found(MIXED, 'cause:message')).toHaveLength(16);
});

test('durations, in ms, s or plain seconds; all terms must hold', () => {
  expect(found(MIXED, '> 120 ms')).toEqual(['12', '13']);
  expect(found(MIXED, 'load > 0.05 last')).toEqual([]);
  expect(found(MIXED, 'work > 120 ms')).toEqual(['12', '13']);
  expect(found(MIXED, '>= 0.15')).toEqual(['12', '13']);
  expect(found(MIXED, '<100ms')).toEqual(['14', '14']);
  expect(found(MIXED, 'cpu > 50ms 13')).toEqual(['13']);
  expect(found(MIXED, 'sleep = 100 ms attempt 1 "11"')).toEqual(['11']);
  expect(found(MIXED, 'wait > 1 s')).toEqual([]);
  expect(found(MIXED, 'lane 0')).toContain('0');
  expect(found(MIXED, 'lane > 3')).toEqual([]);
  expect(found(MIXED, 'attempt 2')).toEqual(['14']);
});

test('the largest of those that meet the other terms; of equals the first', () => {
  // Pool of four: 0 to 3 wait 1 ms for their message, 8 to 11 the longest among the load: 2 x 102 ms more.
  expect(found(MIXED, 'load top 2 by wait')).toEqual(['8', '9']);
  expect(found(MIXED, 'top 1 by dependency')).toEqual(['14']);
  expect(found(MIXED, 'top 3')).toEqual(['0', '12', '13']);
  expect(found(MIXED, 'top 0')).toEqual([]);
  expect(matchesOf(MIXED, parseQuery('top 3'))).toMatchObject({ total: 3, of: 16 });
});

test('nothing asked is everything', () => {
  expect(matchesOf(MIXED, parseQuery('  '))).toMatchObject({ total: 16, of: 16 });
});

test('an attempt under way counts up to now, and the answer moves on with it', () => {
  const { scenario } = parseNotation('2 x sleep 1');
  const trace = new Trace('measured', 'gather', { cores: 2 }, scenario);
  trace.addSegment(trace.begin(0, 0, 1, 0, 0), 0, 0, Number.NaN);
  trace.nowMs = 100;
  const query = parseQuery('running > 200 ms');
  expect(matchesOf(trace, query).total).toBe(0);
  trace.nowMs = 300;
  expect(matchesOf(trace, query).total).toBe(1);
});

test.each([
  ['> ', 'find:3: expected a duration such as 200 ms or 1.5 s'],
  ['wait > x', 'find:8: expected a duration such as 200 ms or 1.5 s, found "x"'],
  ['top 10 by size', 'find:11: expected one of duration, latency, wait'],
  ['top 10 by', 'find:10: expected one of duration'],
  ['top 2 top 3', 'find:7: expected one "top" at the most'],
  ['cause:gill', 'find:7: expected one of turn, worker'],
  ['lane:', 'find:6: expected a whole number'],
  ['attempt > 1.5', 'find:11: expected a whole number, found "1.5"'],
  ['foo:bar', 'find:1: expected one of id, group, state, cause, outcome'],
  [':', 'find:1: expected a word before the colon'],
  ['a "b', 'find:3: expected a closing quote'],
  ['""', 'find:1: expected some text between the quotes'],
])('%s is told with its column', (text, message) => {
  expect(() => parseQuery(text)).toThrow(InputError);
  expect(() => parseQuery(text)).toThrow(message);
});

test('any text is a query or an InputError with a column in it', () => {
  const word = fc.constantFrom(
    'top',
    'by',
    'wait',
    '>',
    '<=',
    '10',
    '200ms',
    'ms',
    ':',
    'id',
    'cause',
    'gil',
    'lane',
    '"',
    'x',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (typed) => {
      try {
        const matches = matchesOf(MIXED, parseQuery(typed));
        expect(matches.rows.length).toBe(matches.total);
        expect(matches.mask.reduce((sum, one) => sum + one, 0)).toBe(matches.total);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        const column = Number(/^find:(\d+): expected /.exec((error as Error).message)?.[1]);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(typed.length + 1);
      }
    }),
    { numRuns: 1000 },
  );
});

test('more terms never find more, and their order does not matter', () => {
  const term = fc.constantFrom(
    'load',
    'failed',
    '> 60 ms',
    'wait > 100 ms',
    'lane 1',
    'cause:worker',
    'ok',
    'sleep < 90ms',
  );
  fc.assert(
    fc.property(fc.array(term, { maxLength: 4 }), term, (terms, more) => {
      const before = new Set(found(MIXED, terms.join(' ')));
      const after = found(MIXED, [more, ...terms].join(' '));
      expect(found(MIXED, [...terms, more].join(' '))).toEqual(after);
      for (const id of after) expect(before).toContain(id);
    }),
  );
});

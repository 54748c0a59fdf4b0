import { describe, expect, test } from 'vitest';
import { highlight } from '../../../src/scenario/highlight.ts';
import { NotationError, parseNotation } from '../../../src/scenario/notation.ts';
import { printNotation } from '../../../src/scenario/print.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { growth } from '../../growth.ts';

const parse = (text: string): Scenario => parseNotation(text).scenario;
const ids = (text: string) => parse(text).tasks.map((task) => task.id);
const durations = (text: string) => parse(text).tasks.map((task) => task.segments.map((segment) => segment.ms));
const mistake = (text: string): NotationError => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof NotationError) return error;
    throw error;
  }
  throw new Error(`this parsed: ${text}`);
};

/** What `seed 7` and `6 x sleep 300ms +-20% fails 50% retry 2` give, for ever. */
const PINNED = [
  [261.235, [1, 2]],
  [302.607, [2]],
  [256.772, [1]],
  [275.442, [3]],
  [293.258, [3]],
  [275.922, [1, 2]],
];

describe("the design's own lines", () => {
  test("sleep 0..4 is the article's five tasks", () => {
    expect(parse('sleep 0..4')).toStrictEqual({
      tasks: [0, 1000, 2000, 3000, 4000].map((ms, k) => ({ id: String(k), segments: [{ kind: 'sleep', ms }] })),
    });
  });

  test('8 x makes eight tasks, with the segments in order', () => {
    const { tasks } = parse('8 x cpu 60ms, sleep 200ms, cpu 60ms');
    expect(tasks).toHaveLength(8);
    expect(tasks[7]).toStrictEqual({
      id: '7',
      segments: [
        { kind: 'cpu', ms: 60 },
        { kind: 'sleep', ms: 200 },
        { kind: 'cpu', ms: 60 },
      ],
    });
  });

  test('a group, and a task after all of it', () => {
    expect(parse('load: 3 x sleep 200ms\nmerge after load: cpu 100ms').tasks).toStrictEqual([
      ...['0', '1', '2'].map((id) => ({ id, segments: [{ kind: 'sleep', ms: 200 }], group: 'load' })),
      { id: '3', segments: [{ kind: 'cpu', ms: 100 }], after: ['0', '1', '2'], group: 'merge' },
    ]);
  });

  test('pool is workers, and every knob has its JSON name', () => {
    expect(
      parse(
        'pool 3\nchunksize 4\ndispatch shared\nstartMethod spawn\nswitchIntervalMs 5\ngiveUpMs 2000\nseed 7\nname a b  # c',
      ),
    ).toStrictEqual({
      workers: 3,
      chunksize: 4,
      dispatch: 'shared',
      startMethod: 'spawn',
      switchIntervalMs: 5,
      giveUpMs: 2000,
      seed: 7,
      name: 'a b',
      tasks: [],
    });
  });

  test('a comment is a # and a blank, on a line of its own or behind anything', () => {
    expect(ids('# hello\nsleep 1 # world\n#\n  ## ruler\npool 3 #\n\n')).toEqual(['0']);
  });

  test('durations are ms or s, with or without a blank, and plain numbers are seconds', () => {
    expect(
      durations('sleep 150ms, sleep 150 ms, sleep 0.2s, sleep 2 s, sleep 2, sleep .5, sleep 1.005, sleep 0.02ms'),
    ).toEqual([[150, 150, 200, 2000, 2000, 500, 1005, 0.02]]);
  });
});

describe('the same text gives the same tasks, for ever', () => {
  test('jitter and failures of this text are pinned', () => {
    const { tasks } = parse('seed 7\n6 x sleep 300ms +-20% fails 50% retry 2');
    expect(tasks.map((task) => [task.segments[0]?.ms, task.fails ?? null])).toEqual(PINNED);
  });

  const jittery = (text: string) => durations(text).map(([ms]) => ms);

  test('jitter stays within its share and is rounded to a microsecond', () => {
    for (const ms of jittery('1000 x cpu 100ms +-20%') as number[]) {
      expect(ms).toBeGreaterThanOrEqual(80);
      expect(ms).toBeLessThanOrEqual(120);
      expect(Math.round(ms * 1000) / 1000).toBe(ms);
    }
    expect(new Set(jittery('1000 x cpu 100ms +-20%')).size).toBeGreaterThan(950);
  });

  test('about as many attempts fail as asked for', () => {
    const failing = parse('5000 x sleep 1 fails 10%').tasks.filter((task) => task.fails === true).length;
    expect(failing).toBeGreaterThan(400);
    expect(failing).toBeLessThan(600);
    expect(parse('9 x sleep 1 fails 0%').tasks.some((task) => 'fails' in task)).toBe(false);
    expect(parse('9 x sleep 1 fails 100% retry 2').tasks.every((task) => task.fails === true)).toBe(true);
  });

  test('adding failures, retries or jitter of another segment leaves the jitter as it was', () => {
    const plain = jittery('9 x sleep 1 +-20%, cpu 1');
    expect(jittery('9 x sleep 1 +-20%, cpu 1 fails 40% retry 3')).toEqual(plain);
    expect(jittery('9 x sleep 1 +-20%, cpu 1 +-50%')).toEqual(plain);
    const second = durations('9 x sleep 1 +-20%, cpu 1 +-50%').map((segments) => segments[1]);
    expect(durations('9 x sleep 1, cpu 1 +-50%').map((segments) => segments[1])).toEqual(second);
  });

  test('adding jitter leaves the failures as they were, and more retries the first attempts', () => {
    const fails = (text: string) => parse(text).tasks.map((task) => task.fails);
    expect(fails('99 x sleep 1 +-20% fails 40% retry 1')).toEqual(fails('99 x sleep 1 fails 40% retry 1'));
    const first = (text: string) => fails(text).map((of) => of === true || (typeof of === 'object' && of.includes(1)));
    expect(first('99 x sleep 1 fails 40% retry 5')).toEqual(first('99 x sleep 1 fails 40%'));
  });

  test('the seed counts for the whole text, wherever its line stands', () => {
    expect(parse('9 x sleep 1 +-20%\nseed 7').tasks).toEqual(parse('seed 7\n9 x sleep 1 +-20%').tasks);
    expect(parse('9 x sleep 1 +-20%\nseed 8').tasks).not.toEqual(parse('seed 7\n9 x sleep 1 +-20%').tasks);
    expect(parseNotation('9 x sleep 1 +-20%', { seed: 7 }).scenario).toEqual(parse('seed 7\n9 x sleep 1 +-20%'));
    expect(parse('9 x sleep 1 +-20%').tasks).toEqual(parse('9 x sleep 1 +-20%\nseed 0').tasks);
  });
});

describe('further lines', () => {
  test('a range goes down as well, takes a step, and repeats with x', () => {
    expect(durations('sleep 2..0')).toEqual([[2000], [1000], [0]]);
    expect(durations('cpu 100..500ms step 200ms')).toEqual([[100], [300], [500]]);
    expect(durations('sleep 0..1 step 0.5')).toEqual([[0], [500], [1000]]);
    expect(durations('sleep 0.1..0.5ms step 0.1ms')).toEqual([[0.1], [0.2], [0.3], [0.4], [0.5]]);
    expect(durations('2 x sleep 0..1, cpu 5ms')).toEqual([
      [0, 5],
      [1000, 5],
      [0, 5],
      [1000, 5],
    ]);
  });

  test('attempts that fail, retries, a dying worker, tasks that do nothing', () => {
    expect(parse('sleep 1 fails on 3, 1 retry 2\ncpu 1 dies fails\nnothing\nsleep 1 retry 0').tasks).toStrictEqual([
      { id: '0', segments: [{ kind: 'sleep', ms: 1000 }], fails: [1, 3], retry: 2 },
      { id: '1', segments: [{ kind: 'cpu', ms: 1000 }], fails: true, dies: true },
      { id: '2', segments: [] },
      { id: '3', segments: [{ kind: 'sleep', ms: 1000 }] },
    ]);
  });

  test('ids of their own, any text in quotes, and the others go on counting', () => {
    expect(ids('#a sleep 1\nsleep 1\n#"two words" load: cpu 1\nsleep 1\n#0 sleep 1')).toEqual([
      'a',
      '1',
      'two words',
      '3',
      '0',
    ]);
  });

  test('after points at groups, ids and stretches of ids, before and behind, each once', () => {
    const { tasks } = parse('after b, #1, #"x y", #4..5: cpu 1\nb: 2 x cpu 1\n#"x y" cpu 1\n2 x cpu 1\n');
    expect(tasks[0]?.after).toEqual(['1', '2', 'x y', '4', '5']);
  });

  test('a word that begins a knob line names a group before a colon', () => {
    expect(parse('pool: sleep 1\nname after pool: sleep 1\n"after": cpu 1').tasks.map((task) => task.group)).toEqual([
      'pool',
      'name',
      'after',
    ]);
  });

  test('workers are killed by the id of their task', () => {
    expect(parse('2 x sleep 1\nkill worker of #1 at 250ms').kills).toEqual([{ atMs: 250, workerOf: '1' }]);
  });

  test('members without a word of their own are kept', () => {
    const { tasks, ...rest } = parse(
      'sleep 1\nextra scenario {"a":{"b":[1]},"pool":2} # why\nextra tasks[0] {"note":"# x"}\nextra tasks[0].segments[0] {"tag":1}',
    );
    expect(rest).toEqual({ a: { b: [1] }, pool: 2 });
    expect(tasks).toEqual([{ id: '0', note: '# x', segments: [{ kind: 'sleep', ms: 1000, tag: 1 }] }]);
  });

  test('knobs beside the text count where it has no line for them', () => {
    const { scenario, knobLines } = parseNotation('sleep 1\npool 2', { workers: 5, chunksize: 3 });
    expect(scenario.workers).toBe(2);
    expect(scenario.chunksize).toBe(3);
    expect(knobLines).toEqual({ workers: 2 });
  });

  test('equal tasks share their segments and what they wait for, and their number costs no more than it must', () => {
    expect(growth(100_000, String, (count) => parse(`${count} x sleep 1ms`))).toBeLessThan(40);
    const { tasks } = parse('100001 x sleep 1ms');
    expect(tasks).toHaveLength(100_001);
    expect(tasks[100_000]?.segments).toBe(tasks[0]?.segments);
  });
});

describe('units of a duration', () => {
  test.each([
    ['sleep 10min', 600_000],
    ['sleep 1 h', 3_600_000],
    ['cpu 0.1min', 6000],
    ['cpu .001h', 3600],
    ['sleep 1e-2min', 600],
  ])('%s is %d ms', (text, ms) => {
    expect(durations(text)).toStrictEqual([[ms]]);
  });

  test('min and h are printed and linked as seconds, as ever', () => {
    expect(printNotation(parse('sleep 2min\nsleep 1h'))).toBe('sleep 120s\nsleep 3600s');
  });

  test('a range in min or h needs a step, and a kill may come after an hour', () => {
    expect(durations('sleep 1..3min step 1min').flat()).toStrictEqual([60_000, 120_000, 180_000]);
    expect(durations('sleep 30..60min step 0.5h').flat()).toStrictEqual([1_800_000, 3_600_000]);
    expect(mistake('sleep 1..3min').message).toBe(
      'scenario:1:7: expected a step behind a range in min, such as 1..5min step 1min, found "1..3min"',
    );
    expect(parse('sleep 2h\nkill worker of #0 at 1h').kills).toStrictEqual([{ workerOf: '0', atMs: 3_600_000 }]);
  });

  test('units are coloured with their number', () => {
    expect(highlight('sleep 5min').map(({ kind }) => kind)).toStrictEqual(['segment', 'number', 'number']);
  });
});

describe('mistakes', () => {
  test('carry line, column, length, what was found and what was expected', () => {
    const error = mistake('sleep 1\n8 x cpu 150 m');
    expect(error.message).toBe('scenario:2:9: expected a duration in ms, s, min or h, such as 150ms, found "150 m"');
    expect(error).toMatchObject({
      name: 'InputError',
      line: 2,
      column: 9,
      length: 5,
      found: '150 m',
      expected: 'a duration in ms, s, min or h, such as 150ms',
    });
  });

  test.each([
    [
      'slep 1',
      'scenario:1:1: expected a task such as sleep 1 or 8 x cpu 150ms, or a knob such as pool 3, found "slep"',
    ],
    ['8 x slep 1', 'scenario:1:5: expected sleep, cpu or nothing, found "slep"'],
    ['cpu', 'scenario:1:4: expected a duration such as 150ms, found the end of the line'],
    ['cpu 150m, sleep 1', 'scenario:1:5: expected a duration in ms, s, min or h, such as 150ms, found "150m"'],
    ['sleep -1', 'scenario:1:7: expected a duration such as 150ms, found "-1"'],
    ['cpu 1e999', 'scenario:1:5: expected a duration such as 150ms, found "1e999"'],
    ['sleep 1,', 'scenario:1:9: expected sleep or cpu, found the end of the line'],
    [
      'sleep 1ms fails on 1 retry 2147483648',
      'scenario:1:28: expected a whole number from 0 to 65534, found "2147483648"',
    ],
    [
      'sleep 1\n62 x sleep 0 fails 5% retry 65000',
      'scenario:2:1: expected at most 4000000 durations and attempts of their own in all, found "62 x sleep 0 fails 5% retry 65000"',
    ],
    [
      '62 x sleep 0 fails retry 65000',
      'scenario:1:1: expected at most 4000000 attempts in all, found "62 x sleep 0 fails retry 65000"',
    ],
    ['sleep 1 fails fails', 'scenario:1:15: expected retry 2, dies or the end of the line, found "fails"'],
    [
      'sleep 1 fails 10',
      'scenario:1:15: expected a share of 0 to 100 % such as fails 10%, or attempts such as fails on 1, 3, found "10"',
    ],
    ['sleep 1 +-200%', 'scenario:1:9: expected a share of 0 to 100 % such as +-20%, found "+-200%"'],
    [
      'sleep 1 after a',
      'scenario:1:9: expected after in front of the task, such as merge after load: cpu 100ms, found "after"',
    ],
    ['0 x cpu 1', 'scenario:1:1: expected a number of tasks such as 8 x, from 1 to 1000000, found "0 x"'],
    [
      'sleep 100..500ms',
      'scenario:1:7: expected a step behind a range in ms, such as 100..500ms step 100ms, found "100..500ms"',
    ],
    ['sleep 0..4, cpu 0..3', 'scenario:1:17: expected one range in a line, found "0..3"'],
    ['pool 0', 'scenario:1:6: expected a whole number from 1 to 1000, found "0"'],
    ['sleep 3 days', 'scenario:1:7: expected a duration in ms, s, min or h, such as 150ms, found "3 days"'],
    ['pool x', 'scenario:1:6: expected a whole number from 1 to 1000, found "x"'],
    ['pool 3\nworkers 4', 'scenario:2:1: expected one line for workers (line 1 has it), found "workers 4"'],
    ['dispatch foo', 'scenario:1:10: expected message, chunk or shared, found "foo"'],
    [
      '#foo',
      'scenario:1:1: expected a task behind its id, such as #a sleep 1 (a comment has a blank after its #), found "#foo"',
    ],
    [
      '#1 sleep 1\nsleep 1',
      'scenario:1:1: expected an id of its own (a task in line 2 counts as this one), found "#1"',
    ],
    ['#a cpu 1\n#a cpu 1', 'scenario:2:1: expected an id of its own (line 1 has this one), found "#a"'],
    ['#a 2 x cpu 1', 'scenario:1:4: expected one task behind #a, found "2 x cpu 1"'],
    [
      'load: cpu 1\nafter lod: cpu 1',
      'scenario:2:7: expected the name of a group in this text (load), or an id such as #3, found "lod"',
    ],
    ['a after b: cpu 1\nb after a: cpu 2', 'scenario:1:9: expected no circle (a after b after a), found "b"'],
    [
      '2 x cpu 1\nafter #0..5: cpu 1',
      'scenario:2:7: expected ids of tasks in this text (there is no #3), found "#0..5"',
    ],
    ['a after b cpu 1', 'scenario:1:11: expected a colon, such as in merge after load: cpu 100ms, found "cpu"'],
    ['kill worker of #9 at 2', 'scenario:1:16: expected the id of a task in this text, found "#9"'],
    [
      'extra tasks[3] {"a":1}',
      'scenario:1:1: expected members of one of the 0 tasks, counted from 0, found "extra tasks[3] {"a":1}"',
    ],
    [
      'cpu 1\nextra tasks[0] {"id":1}',
      'scenario:2:16: expected members that the notation has no word for (not id), found "{"id":1}"',
    ],
    ['700000 x cpu 1\n700000 x cpu 1', 'scenario:2:1: expected at most 1000000 tasks in all, found "700000 x cpu 1"'],
    ['9e99 x cpu 1', 'scenario:1:1: expected a number of tasks such as 8 x, from 1 to 1000000, found "9e99 x"'],
    [
      '1000000 x cpu 1 fails 1% retry 9',
      'scenario:1:1: expected at most 4000000 durations and attempts of their own in all, found "1000000 x cpu 1 fails 1% retry 9"',
    ],
  ])('%j', (text, message) => {
    expect(mistake(text).message).toBe(message);
  });
});

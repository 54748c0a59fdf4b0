/** Files that are well formed and yet hold what cannot be: each is refused with its place, or the part is left out and told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FirstFree } from '../../src/trace/files/first-free.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { importText } from '../import-text.ts';

type Json = { [member: string]: unknown };
const SPAN: Json = {
  task: 'a',
  lane: 0,
  attempt: 1,
  submit: 0,
  start: 0,
  end: 10,
  yielded: 11,
  outcome: 'ok',
  segments: [{ kind: 'sleep', start: 0, end: 10 }],
  waits: [{ for: 'worker', start: 0, end: 0, ms: 0 }],
};
const fileOf = (members: Json, span: Json = {}): Json => ({
  format: 'concurrency-trace/1',
  source: 'measured',
  engine: 'web-workers',
  machine: { cores: 2 },
  scenario: { workers: 2, tasks: [{ id: 'a', segments: [{ kind: 'sleep', ms: 10 }] }] },
  totalMs: 11,
  facts: {},
  spans: [{ ...SPAN, ...span }],
  ...members,
});

describe('traces of ours', () => {
  test('the file that all others here are made from opens', () => {
    expect(readTrace(fileOf({})).spans.length).toBe(1);
    expect(importText(JSON.stringify(fileOf({}))).trace.spans.length).toBe(1);
  });

  test.each<[path: string, file: Json]>([
    ['trace.engine', fileOf({ engine: '' })],
    ['trace.engine', fileOf({ engine: ' ' })],
    ['trace.facts.raised', fileOf({ facts: { raised: 'abc' } })],
    ['trace.facts.raised[1]', fileOf({ facts: { raised: ['a', 3] } })],
    ['trace.facts.raisedMs', fileOf({ facts: { raisedMs: '5' } })],
    ['trace.facts.raisedMs', fileOf({ facts: { raisedMs: 1e300 } })],
    ['trace.facts.hung', fileOf({ facts: { hung: 'yes' } })],
    ['trace.facts.stoppedMs', fileOf({ facts: { stoppedMs: {} } })],
    ['trace.facts.startupMs', fileOf({ facts: { startupMs: [] } })],
    ['trace.facts.laneNames', fileOf({ facts: { laneNames: 'a' } })],
    ['trace.facts.laneNames[0]', fileOf({ facts: { laneNames: [{}] } })],
    ['trace.facts.outermostLanes[0]', fileOf({ facts: { outermostLanes: [-1] } })],
    ['trace.facts', fileOf({ facts: [] })],
    ['trace.facts.raisedMs', fileOf({ facts: { raisedMs: -5 } })],
    ['trace.facts.cutOffMs', fileOf({ facts: { cutOffMs: -1 } })],
    ['trace.totalMs', fileOf({ totalMs: 1e308 })],
    ['trace.totalMs', fileOf({ totalMs: -5 })],
    ['trace.repeatsTotalMs[0]', fileOf({ repeatsTotalMs: ['1'] })],
    ['trace.spans[0].lane', fileOf({}, { lane: -1 })],
    ['trace.spans[0].lane', fileOf({}, { lane: 0.5 })],
    ['trace.spans[0].lane', fileOf({}, { lane: 10_000_000 })],
    ['trace.spans[0].lane', fileOf({}, { lane: 2 ** 31 })],
    ['trace.spans[0].lane', fileOf({}, { lane: '0' })],
    ['trace.spans[0].attempt', fileOf({}, { attempt: 0 })],
    ['trace.spans[0].attempt', fileOf({}, { attempt: 1.5 })],
    ['trace.spans[0].attempt', fileOf({}, { attempt: 65_536 })],
    ['trace.spans[0].start', fileOf({}, { start: 1e308 })],
    ['trace.spans[0].end', fileOf({}, { end: -1e308 })],
    ['trace.spans[0].end', fileOf({}, { start: 20, end: 10 })],
    ['trace.spans[0].submit', fileOf({}, { submit: 1e20 })],
    ['trace.spans[0].yielded', fileOf({}, { yielded: 'never' })],
    ['trace.spans[0].outcome', fileOf({}, { outcome: 'fine' })],
    ['trace.spans[0].task', fileOf({}, { task: '__proto__' })],
    ['trace.spans[0].segments[0].kind', fileOf({}, { segments: [{ kind: 'io', start: 0, end: 1 }] })],
    ['trace.spans[0].segments[0].end', fileOf({}, { segments: [{ kind: 'cpu', start: 5, end: 1 }] })],
    ['trace.spans[0].waits[0].for', fileOf({}, { waits: [{ for: '', start: 0, end: 1, ms: 1 }] })],
    ['trace.spans[0].waits[0].for', fileOf({}, { waits: [{ for: 7, start: 0, end: 1, ms: 1 }] })],
    ['trace.spans[0].waits[0].end', fileOf({}, { waits: [{ for: 'gil', start: 2, end: 1, ms: 1 }] })],
    ['trace.spans[0].waits[0].ms', fileOf({}, { waits: [{ for: 'gil', start: 0, end: 1, ms: -4 }] })],
    ['trace.spans[0].waits[0].ms', fileOf({}, { waits: [{ for: 'gil', start: 0, end: 5, ms: 500 }] })],
    ['trace.spans[0].segments[0].start', fileOf({}, { segments: [{ kind: 'cpu', start: -2, end: 1 }] })],
    ['trace.spans[0].segments[0].end', fileOf({}, { segments: [{ kind: 'cpu', start: 5, end: 11.5 }] })],
    ['trace.spans[0].waits[0].start', fileOf({}, { waits: [{ for: 'gil', start: -2, end: 1, ms: 1 }] })],
    ['trace.spans[0].waits[0].end', fileOf({}, { waits: [{ for: 'gil', start: 5, end: 11.5, ms: 1 }] })],
    [
      'trace.spans[0].waits[0].start',
      fileOf(
        {},
        {
          waits: [
            { for: 'gil', start: 3, end: 6, ms: 1 },
            { for: 'core', start: 0, end: 5, ms: 1 },
          ],
        },
      ),
    ],
    ['trace.spans[1].attempt', fileOf({ spans: [SPAN, SPAN] })],
    ['trace.spans[2].attempt', fileOf({ spans: [SPAN, { ...SPAN, attempt: 2 }, { ...SPAN, attempt: 2 }] })],
    ['trace.spans[0].gaveWay', fileOf({ causes: 'recorded' }, { gaveWay: { task: 'a', attempt: 1 } })],
    ['trace.spans[0].gaveWay.attempt', fileOf({ causes: 'recorded' }, { gaveWay: { task: 'a', attempt: -1 } })],
    ['trace.turns[0].lane', fileOf({ turns: [{ of: 'gil', task: 'a', lane: 1e9, start: 0, end: 1 }] })],
    ['trace.turns[0].end', fileOf({ turns: [{ of: 'gil', task: 'a', lane: 0, start: 3, end: 1 }] })],
    ['scenario.tasks[0].id', fileOf({ scenario: { tasks: [{ id: '', segments: [] }] } }, { task: '' })],
  ])('%s is refused with its place (%#)', (path, file) => {
    const begins = (error: unknown) => {
      expect(error).toMatchObject({ name: 'InputError' });
      expect((error as Error).message.startsWith(`${path}: expected `), (error as Error).message).toBe(true);
    };
    for (const read of [() => readTrace(file), () => importText(JSON.stringify(file))]) {
      try {
        read();
      } catch (error) {
        begins(error);
        continue;
      }
      expect.unreachable('it was opened');
    }
  });

  test('what two clocks differ by is cut off, and nothing is refused when the run is saved and opened again', () => {
    const file = fileOf(
      {},
      {
        segments: [{ kind: 'sleep', start: -0.9, end: 10.9 }],
        waits: [
          { for: 'gil', start: -0.9, end: 5, ms: 5.9 },
          { for: 'core', start: 4.1, end: 10.9, ms: 6.8 },
        ],
      },
    );
    const once = traceFile(readTrace(file));
    expect(once.spans[0]).toMatchObject({
      segments: [{ start: 0, end: 10 }],
      waits: [
        { start: 0, end: 5, ms: 5 },
        { start: 5, end: 10, ms: 5 },
      ],
    });
    expect(traceFile(readTrace(once))).toEqual(once);
  });

  test('what lies just before its span, or just after it, has no length there', () => {
    const waits = [{ for: 'core', start: 10.4, end: 10.6, ms: 0.2 }];
    const once = traceFile(readTrace(fileOf({ totalMs: 11 }, { waits })));
    expect(once.spans[0]!.waits).toEqual([{ for: 'core', start: 10, end: 10, ms: 0 }]);
    expect(traceFile(readTrace(once))).toEqual(once);
  });

  test('what a wait lost stays as it is where start and end are rounded', () => {
    const waits = [{ for: 'worker', start: 2.066667, end: 2.133333, ms: 0.06666666666666643 }];
    expect(traceFile(readTrace(fileOf({}, { waits }))).spans[0]!.waits).toEqual(waits);
  });

  test('values nested too deep to be kept', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const [path, member] of [
      ['trace.facts', '"facts":{}'],
      ['trace.notes', '"totalMs":11'],
      ['scenario.tasks[0]', '"id":"a"'],
      ['scenario.x', '"workers":2'],
    ] as const) {
      const text = JSON.stringify(fileOf({}));
      const wrong =
        path === 'trace.facts' ? '"facts":{"x":DEEP}' : `${member},"${path === 'scenario.x' ? 'x' : 'notes'}":DEEP`;
      expect(() => importText(text.replace(member, wrong.replace('DEEP', deep)))).toThrow(
        `${path}: expected values nested at most 100 deep`,
      );
    }
    const circle: Json = {};
    circle.of = circle;
    expect(() => readTrace(fileOf({ facts: circle }))).toThrow(/^trace\.facts: expected values nested/);
  });

  test('the largest lane and attempt there may be', () => {
    const { trace } = importText(JSON.stringify(fileOf({}, { lane: 999_999, attempt: 65_535 })));
    expect([trace.spans.at.lane[0], trace.spans.at.attempt[0]]).toEqual([999_999, 65_535]);
  });
});

const open = (events: unknown) => importText(typeof events === 'string' ? events : JSON.stringify(events));
const told = (events: unknown) => {
  const { trace, told: said } = open(events);
  const { at, length } = trace.spans;
  const spans = Array.from({ length }, (_, row) => {
    return `${trace.scenario.tasks[at.task[row]!]!.id} ${at.start[row]}-${at.end[row]}`;
  });
  return [...spans, ...said.leftOut];
};
const mark = (ph: string, ts: number, more: Json = {}) => ({
  ph,
  ts,
  cat: 'ipc',
  name: 'request',
  pid: 1,
  tid: 1,
  ...more,
});
const LAST = { ph: 'X', name: 'last', pid: 1, tid: 1, ts: 0, dur: 1000 };

describe('async events', () => {
  test.each<[string, unknown[], string[]]>([
    [
      'an id is the whole file’s',
      [mark('b', 0, { id: '0x1' }), mark('e', 200, { id: '0x1', pid: 2 })],
      ['request 0-0.2'],
    ],
    [
      'a global one, too',
      [mark('b', 0, { id2: { global: 7 } }), mark('e', 200, { id2: { global: 7 }, pid: 2 })],
      ['request 0-0.2'],
    ],
    [
      'a local one is the process’s',
      [
        mark('b', 0, { id2: { local: '1' } }),
        mark('b', 10, { id2: { local: '1' }, pid: 2 }),
        mark('e', 200, { id2: { local: '1' } }),
        mark('e', 300, { id2: { local: '1' }, pid: 2 }),
      ],
      ['request 0-0.2', 'request 2 0.01-0.3'],
    ],
    [
      'scopes keep ids apart',
      [
        mark('b', 0, { id: 1, scope: 'x' }),
        mark('b', 10, { id: 1, scope: 'y' }),
        mark('e', 200, { id: 1, scope: 'x' }),
        mark('e', 300, { id: 1, scope: 'y' }),
      ],
      ['request 0-0.2', 'request 2 0.01-0.3'],
    ],
    [
      'so do categories',
      [
        mark('b', 0, { id: 1 }),
        mark('b', 10, { id: 1, cat: 'io' }),
        mark('e', 200, { id: 1 }),
        mark('e', 300, { id: 1, cat: 'io' }),
      ],
      ['request 0-0.2', 'request 2 0.01-0.3'],
    ],
    [
      'S and F are paired by name and id, in whatever process, with steps between',
      [
        mark('S', 0, { id: '1' }),
        mark('S', 10, { id: '1', name: 'other' }),
        mark('T', 50, { id: '1', args: { step: 'a' } }),
        mark('p', 60, { id: '1' }),
        mark('F', 200, { id: '1', pid: 3, cat: 'net' }),
        mark('F', 300, { id: '1', pid: 3, name: 'other' }),
      ],
      ['request 0-0.2', 'other 0.01-0.3', '2 steps'],
    ],
    [
      'older and newer kinds with one id are no pair',
      [mark('b', 0, { id: 1 }), mark('F', 200, { id: 1 }), mark('e', 400, { id: 1 })],
      ['request 0-0.4', '1 ends without a begin'],
    ],
    [
      'an id that is null is none: the local one counts',
      [
        mark('b', 0, { id: null, id2: { local: 1 } }),
        mark('b', 10, { id: null, id2: { local: 1 }, pid: 2 }),
        mark('e', 200, { id: null, id2: { local: 1 } }),
        mark('e', 300, { id: null, id2: { local: 1 }, pid: 2 }),
      ],
      ['request 0-0.2', 'request 2 0.01-0.3'],
    ],
    [
      'an id of a process may look like another’s',
      [mark('b', 0, { id2: { local: 1 }, pid: '1\n' }), mark('e', 200, { id2: { local: 1 }, pid: 1 })],
      ['request 0-1', '1 ends without a begin'],
    ],
  ])('%s', (_what, events, spans) => {
    const found = told([...events, LAST]);
    expect(found.filter((one) => !one.startsWith('last'))).toEqual(spans);
  });
});

describe('members that are lists and objects where names and numbers should be', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const members = ['pid', 'tid', 'id', 'id2', 'scope', 'cat', 'name', 'ts', 'dur', 'args', 'ph'];
  test.each(['{"toString":null,"valueOf":1}', '[{"toString":1}]', '{}', deep])('%#', (value) => {
    for (const member of members) {
      for (const event of [mark('b', 5, { id: 1 }), mark('X', 5, { dur: 1 }), mark('M', 0, { args: { name: 'x' } })]) {
        const text = JSON.stringify({ ...event, [member]: '@' }).replace('"@"', value);
        expect(open(`[${JSON.stringify(LAST)},${text}]`).trace.spans.length, member).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test('ids of files are as safe as ids of processes', () => {
    for (const id2 of [{ local: { toString: 1 } }, { global: [{ toString: 1 }] }])
      expect(told([LAST, mark('b', 5, { id2 })])).toEqual(['last 0-1', '1 damaged']);
  });
});

describe('times', () => {
  const x = (ts: number | string, dur: number | string, more: Json = {}) =>
    `{"ph":"X","name":"f","pid":1,"tid":1,"ts":${ts},"dur":${dur}${Object.keys(more).length > 0 ? `,${JSON.stringify(more).slice(1, -1)}` : ''}}`;

  test('far out of range are left out as damaged', () => {
    expect(told(`[${x(0, 5)},${x('1e308', 5)},${x('-1e308', 5)},${x(10, '1e308')},${x('1e25', 1)}]`)).toEqual([
      'f 0-0.005',
      '4 damaged',
    ]);
    expect(told(`[${x('1e308', 5)},${x('-1e308', 5)},${x(3, 5)}]`)).toEqual(['f 0-0.005', '2 damaged']);
  });

  test('a blank text is no time', () => {
    expect(told(`[${x('" "', 5)},${x('""', 5)},${x('"7"', '" "')},${x('"7"', '"5"')}]`)).toEqual([
      'f 0-0.005',
      '3 damaged',
    ]);
  });

  test.each([
    ['microseconds since 1970, with nanoseconds', '1750000000000000.123', '1750000000000000.625', 0.000502],
    ['nanoseconds since 1970', '1750000000000000123', '1750000000000000625', 0.502],
    ['as texts', '"1750000000000000123"', '"1750000000000000625"', 0.502],
    ['before 0', '-1750000000000000123.25', '-1750000000000000122.75', 0.0005],
  ])('of %s keep their digits', (_what, from, to, ms) => {
    const begin = `{"ph":"B","name":"f","pid":1,"tid":1,"ts":${from}}`;
    const end = `{"ph":"E", "pid":1,"tid":1,"ts" : ${to}}`;
    const { trace } = open(`[${begin},${end}]`);
    expect(trace.spans.at.start[0]).toBe(0);
    expect(trace.spans.at.end[0]).toBeCloseTo(ms, 9);
  });

  test('with many digits are told apart from texts that look like them', () => {
    const tricky = x('1750000000000000200', 9, { args: { s: '"ts":1750000000000000123,', ts: 1.5 } });
    const { trace } = open(`[${x('1750000000000000123', 7)},${tricky}]`);
    expect(trace.spans.at.start[1]).toBeCloseTo(0.077, 9);
  });
});

test('names that are empty or blank', () => {
  const { trace } = open([
    { ph: 'M', name: 'process_name', pid: 1, args: { name: '' } },
    { ph: 'M', name: 'thread_name', pid: 1, tid: 1, args: { name: ' ' } },
    { ph: 'X', name: '', pid: 1, tid: 1, ts: 0, dur: 1 },
    { ph: 'X', name: '  ', pid: 1, tid: 1, ts: 5, dur: 1 },
    { ph: 'X', pid: 1, tid: 1, ts: 10, dur: 1 },
    mark('b', 0, { id: 1, cat: '', name: '' }),
    mark('e', 5, { id: 1, cat: '', name: '' }),
  ]);
  expect(trace.scenario.tasks.map(({ id }) => id).every((id) => id.trim() !== '')).toBe(true);
  expect(trace.facts.laneNames).toEqual(['thread 1', 'async']);
});

describe('events that lie in the way of one another', () => {
  test('a hundred thousand at once have a lane each', () => {
    const { trace } = open(Array.from({ length: 100_000 }, (_, i) => mark('b', i, { id: i })));
    expect(new Set(trace.spans.at.lane.subarray(0, trace.spans.length)).size).toBe(100_000);
  });

  test('begins and ends that do not fit are paired all the same', () => {
    const many = 100_000;
    const begins = Array.from({ length: many }, (_, i) => ({ ph: 'B', name: 'a', pid: 1, tid: 1, ts: i }));
    const ends = begins.map(({ ts }) => ({ ph: 'E', name: 'b', pid: 1, tid: 1, ts: many + ts }));
    // Names of ends are known names, and yet none of the begins' own.
    expect(open([LAST, { ...LAST, name: 'b' }, ...begins, ...ends]).told.read).toBe(2 * many + 2);
  });

  test('each takes the first lane that is free', () => {
    const span = fc.tuple(fc.nat(30), fc.nat(12));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 60 }), (spans) => {
        const sorted = spans.map(([from, ms]) => [from, from + ms] as const).sort((a, b) => a[0] - b[0]);
        const lanes = new FirstFree();
        const ends: number[] = [];
        for (const [from, to] of sorted) {
          let first = ends.findIndex((end) => end <= from);
          if (first < 0) first = ends.length;
          ends[first] = to;
          expect(lanes.take(from, to)).toBe(first);
        }
        expect(lanes.count).toBe(ends.length);
      }),
    );
  });
});

describe('texts that cost more than they are long', () => {
  test.each([
    ['braces that never close', `[${'{"ph":'.repeat(300_000)}`],
    ['braces behind damage', `[x${'{'.repeat(1_000_000)}`],
    ['a member’s name without end', `{"${'a'.repeat(3_000_000)}`],
    ['quotes and braces by turns', `[x${'{"'.repeat(400_000)}`],
    ['deep lists', `[${'['.repeat(500_000)}${']'.repeat(500_000)}]`],
    ['damaged events with many braces inside', `[${`{"ph":"X",${'{"a":'.repeat(2000)}},`.repeat(200)}]`],
  ])('%s', (_what, text) => {
    expect(() => importText(text)).toThrow(/^file|^trace/);
  });
});

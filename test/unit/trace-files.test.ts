/** Files made elsewhere, damaged files, and files that are something else. */
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { CAUSE_NAMES } from '../../src/trace/cause.ts';
import { csvText } from '../../src/trace/files/csv.ts';
import { toldWords } from '../../src/trace/files/opened.ts';
import { scenarioOf } from '../../src/trace/files/scenario-of.ts';
import { traceText } from '../../src/trace/files/trace-out.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { importText } from '../import-text.ts';

const x = (name: string, ts: number, dur: number, more: object = {}) => ({
  ph: 'X',
  name,
  pid: 1,
  tid: 1,
  ts,
  dur,
  ...more,
});
const open = (events: unknown) => importText(JSON.stringify(events), 7);
/** What each span is: `lane task start-end`. */
function spans(trace: Trace): string[] {
  const { at, length } = trace.spans;
  return Array.from({ length }, (_, row) => {
    const id = trace.scenario.tasks[at.task[row]!]!.id;
    return `${at.lane[row]} ${id} ${at.start[row]}-${at.end[row]}`;
  });
}
const message = (text: string, chunk?: number): string => {
  try {
    importText(text, chunk);
    return 'opened';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

describe('trace events made elsewhere', () => {
  test('a bare list: the first start is 0, threads are lanes in order of appearance', () => {
    const { trace, told } = open([x('b', 2_000_500, 1500, { tid: 9 }), x('a', 2_000_000, 3000)]);
    expect(spans(trace)).toEqual(['1 a 0-3', '0 b 0.5-2']);
    expect(trace.facts.laneNames).toEqual(['thread 9', 'thread 1']);
    expect(trace.totalMs).toBe(3);
    expect(toldWords(told)).toBe('2 of 2 events read.');
  });

  test('what an event contains goes below it, and what overlaps it too', () => {
    const { trace } = open([x('f', 0, 10_000), x('g', 1000, 2000), x('h', 1500, 500), x('late', 9000, 5000)]);
    expect(spans(trace)).toEqual(['0 f 0-10', '1 g 1-3', '2 h 1.5-2', '1 late 9-14']);
    expect(trace.facts.laneNames).toEqual(['thread 1', 'thread 1, 1 inside', 'thread 1, 2 inside']);
    expect(trace.facts.outermostLanes).toEqual([0]);
  });

  test('events that touch by rounding share a lane', () => {
    const { trace } = open([x('wait', 1.3, 156.23589), x('send', 157.5352, 10)]);
    expect(spans(trace).map((span) => span[0])).toEqual(['0', '0']);
  });

  test('names of equal events are told apart, and stay distinct', () => {
    const { trace } = open([x('f', 0, 1), x('f 2', 2, 1), x('f', 4, 1), x('f', 6, 1), x('f 2', 8, 1)]);
    expect(trace.scenario.tasks.map(({ id }) => id)).toEqual(['f', 'f 2', 'f 3', 'f 4', 'f 2 2']);
  });

  test('begins and ends pair by thread, by name where they cross, in order of time, not of the file', () => {
    const { trace, told } = open({
      traceEvents: [
        { ph: 'E', ts: 40, pid: 1, tid: 1 },
        { ph: 'B', name: 'outer', ts: 0, pid: 1, tid: 1 },
        { ph: 'B', name: 'inner', ts: 10, pid: 1, tid: 1 },
        { ph: 'E', name: 'outer', ts: 30, pid: 1, tid: 1 },
        { ph: 'E', name: 'nobody', ts: 50, pid: 1, tid: 2 },
        { ph: 'B', name: 'endless', ts: 20, pid: 1, tid: 3 },
      ],
    });
    expect(spans(trace)).toEqual(['0 outer 0-0.03', '1 inner 0.01-0.04', '2 endless 0.02-0.05']);
    expect(told.leftOut).toEqual(['1 ends without a begin']);
    expect(told.assumed[1]).toMatch(/^1 events have no end/);
    expect(trace.spans.at.outcome[2]).toBe(2);
  });

  test('a begin without a name does not take that of another event', () => {
    const { trace } = open([
      x('a', 0, 1000),
      { ph: 'B', ts: 2000, pid: 1, tid: 1 },
      { ph: 'E', ts: 3000, pid: 1, tid: 1 },
    ]);
    expect(spans(trace)).toEqual(['0 a 0-1', '0 event 2-3']);
  });

  test('async events pair by id and category, each kind beside the threads', () => {
    const b = (ph: string, id: unknown, ts: number, more: object = {}) => ({
      ph,
      id,
      ts,
      name: `job ${id}`,
      cat: 'job',
      pid: 'p',
      tid: 'main',
      ...more,
    });
    const { trace } = open([
      b('b', 1, 0),
      b('b', 2, 5),
      b('e', 1, 10),
      b('e', 2, 15),
      x('f', 0, 20, { pid: 'p', tid: 'main' }),
      { ph: 'b', id2: { local: '0x3' }, cat: 'job', pid: 'p', name: 'job 3', ts: 11 },
      { ph: 'e', id2: { local: '0x3' }, cat: 'job', pid: 'p', name: 'job 3', ts: 12 },
    ]);
    expect(spans(trace)).toEqual(['0 f 0-0.02', '1 job 1 0-0.01', '2 job 2 0.005-0.015', '1 job 3 0.011-0.012']);
    expect(trace.facts.laneNames).toEqual(['main', 'job', 'job 2']);
  });

  test('ray timeline: ids are texts, a bare list', () => {
    const { trace } = open([
      {
        cat: 'task::f',
        name: 'task::f',
        pid: 'Node 10.0.0.1',
        tid: 'worker:0a1b',
        ts: 1.7e15,
        dur: 2e6,
        ph: 'X',
        cname: 'generic_work',
        args: { task_id: 'c8ef', attempt_number: 0 },
      },
      {
        cat: 'task:execute',
        name: 'task:execute',
        pid: 'Node 10.0.0.1',
        tid: 'worker:0a1b',
        ts: 1.7e15 + 1e6,
        dur: 1e6,
        ph: 'X',
        args: {},
      },
      { name: 'process_name', ph: 'M', pid: 'Node 10.0.0.1', args: { name: 'Node 10.0.0.1' } },
    ]);
    // One attempt, whose parts are no tasks.
    expect(spans(trace)).toEqual(['0 task::f 0-2000']);
    expect(trace.facts.laneNames).toEqual(['worker 0a1b']);
  });

  test('VizTracer: named threads, its own members passed over, children before their parents', () => {
    const { trace, told } = open({
      traceEvents: [
        { ph: 'M', pid: 7, tid: 7, name: 'process_name', args: { name: 'MainProcess' } },
        { ph: 'M', pid: 7, tid: 7, name: 'thread_name', args: { name: 'MainThread' } },
        x('g (a.py:3)', 20_889_378_692.9, 10.2, { pid: 7, tid: 7, cat: 'FEE' }),
        x('f (a.py:1)', 20_889_378_692.4, 1001.7, { pid: 7, tid: 7, cat: 'FEE', caller_lineno: 238 }),
        { ph: 'C', pid: 7, tid: 7, ts: 20_889_378_700, name: 'n', args: { n: 1 } },
      ],
      viztracer_metadata: { version: '1.0.0', overflow: false },
      file_info: { files: { 'a.py': ['print("}],{")\n', 1] }, functions: {} },
    });
    expect(trace.facts.laneNames).toEqual(['MainThread', 'MainThread, 1 inside']);
    expect(trace.scenario.tasks.map(({ id }) => id)).toEqual(['f (a.py:1)', 'g (a.py:3)']);
    expect(toldWords(told)).toBe('4 of 5 events read: 1 counters left out.');
  });

  test('processes and threads stand in the order that they ask for', () => {
    const { trace } = open([
      x('a', 0, 1, { pid: 1, tid: 1 }),
      x('b', 0, 1, { pid: 1, tid: 2 }),
      x('c', 0, 1, { pid: 2, tid: 1 }),
      { ph: 'M', name: 'process_sort_index', pid: 2, args: { sort_index: -1 } },
      { ph: 'M', name: 'thread_sort_index', pid: 1, tid: 1, args: { sort_index: 5 } },
      { ph: 'M', name: 'thread_name', pid: 1, tid: 2, args: { name: 'io' } },
    ]);
    expect(trace.facts.laneNames).toEqual(['process 2: thread 1', 'process 1: io', 'process 1: thread 1']);
  });
});

describe('trace events that are damaged', () => {
  const good = [x('a', 0, 1000), x('b', 2000, 1000), x('c', 4000, 1000)];
  const [a, b, c] = good.map((event) => JSON.stringify(event));
  const names = (text: string, chunk?: number) =>
    importText(text, chunk)
      .trace.scenario.tasks.map(({ id }) => id)
      .join(' ');
  const told = (text: string) => toldWords(importText(text, 5).told);

  test.each([
    ['a trailing comma', `[${a},${b},${c},]`],
    ['no end', `[${a},${b},${c}`],
    ['no end, behind a comma', `[${a},\n${b},\n${c},\n`],
    ['a trailing {}', `[${a},${b},${c},{}]`],
    ['an object without its ends', `{"traceEvents":[${a},${b},${c}`],
    ['an object whose list has no end', `{"traceEvents":[${a},${b},${c}}`],
    ['a byte order mark', `\ufeff[${a},${b},${c}]`],
    ['text behind the end', `[${a},${b},${c}] and more`],
    ['no commas', `[${a}\n${b}\n${c}]`],
  ])('%s is no damage', (_what, text) => {
    for (const chunk of [1, 3, 1000]) expect(names(text, chunk)).toBe('a b c');
    expect(told(text)).toBe('3 of 3 events read.');
  });

  test.each([
    ['cut off inside an event', `[${a},${b},${c!.slice(0, 20)}`, 'a b'],
    ['a word that is no JSON', `[${a},${b!.replace('2000', 'NaN')},${c}]`, 'a c'],
    ['a quote too few', `[${a},${b!.replace('"b"', '"b')},${c}]`, 'a c'],
    ['a quote too many', `[${a},${b!.replace('"b"', '""b"')},${c}]`, 'a c'],
    ['a brace too few', `[${a},${b!.slice(0, -1)},${c}]`, 'a c'],
    ['a brace too many', `[${a},{"args":{"list":[{"k":1},{"k":2}],"ph":x}},${c}]`, 'a c'],
    ['an event that is a number', `[${a},17,${c}]`, 'a c'],
    ['an event without a phase', `[${a},{"name":"x"},${c}]`, 'a c'],
    ['an event without a time', `[${a},${b!.replace('2000', '"soon"')},${c}]`, 'a c'],
    ['an event of negative length', `[${a},${b!.replace('"dur":1000', '"dur":-1')},${c}]`, 'a c'],
  ])('%s is counted and skipped, the rest opens', (_what, text, left) => {
    for (const chunk of [1, 3, 1000]) expect(names(text, chunk)).toBe(left);
    const count = left.split(' ').length;
    expect(told(text)).toBe(`${count} of ${count + 1} events read: 1 damaged left out.`);
  });

  test('times may be texts', () => {
    expect(names(`[${a!.replace('"ts":0', '"ts":"0"')}]`)).toBe('a');
  });

  test('damage anywhere loses little, and is always told', () => {
    const many = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify(x(`e${i}`, i * 10, 5, { args: { of: [{ k: i }] } })),
    );
    const text = `[${many.join(',')}]`;
    for (let at = 1; at < text.length - 1; at += 13) {
      for (const wrong of ['"', '}', '{', 'x']) {
        const { trace, told } = importText(text.slice(0, at) + wrong + text.slice(at + 1), 50);
        expect(trace.spans.length).toBeGreaterThanOrEqual(37);
        if (trace.spans.length < 40) expect(told.leftOut.length).toBe(1);
      }
    }
  });
});

describe('files that are something else', () => {
  test.each([
    ['', /found an empty file$/],
    ['{"profiles":[],"shared":{}}', /found an object with the members profiles, shared: a speedscope profile/],
    ['{"a":1}', /found an object with the member a$/],
    ['{"a":1', /found an object with the member a, cut off at byte 6$/],
    ['[1,2,3]', /found a list of numbers$/],
    ['[{"id":1,"title":"x"}]', /found a list of objects with the members id, title$/],
    ['[]', /X, B and E, or b and e\), found an empty list$/],
    ['[{"ph":"C","ts":1,"name":"n","args":{}}]', /found only 1 counters$/],
    ['<html>', /it begins with </],
    ['hello', /found a text that begins with "h"/],
    ['PK\u0003\u0004xxxx', /a zip archive/],
    ['\n\u0001\u0002', /Perfetto/],
    ['{"format":"other/2"}', /trace\.format: expected "concurrency-trace\/1", found "other\/2"/],
  ])('%s', (text, says) => {
    expect(message(text)).toMatch(says);
    expect(message(text)).toMatch(/^InputError: (file|trace)/);
  });
});

describe('traces of ours', () => {
  const trace = predict(
    ENGINES[0]!,
    parseNotation('pool 2\nload: 3 x sleep 10ms\nmerge after load: cpu 5ms').scenario,
    {
      cores: 2,
    },
  );
  const text = [...traceText(trace)].join('');

  test('members may come in any order', () => {
    const { scenario, spans, ...head } = JSON.parse(text);
    const { trace: back } = importText(JSON.stringify({ spans, ...head, scenario }), 9);
    expect([...traceText(back)].join('')).toBe(text);
  });

  test.each([
    [
      text.slice(0, text.indexOf('"spans":[') + 12),
      /^InputError: file: expected a whole file, found one that ends inside trace\.spans, at byte \d+, before its first span$/,
    ],
    [
      text.replace('"start":0,', '"start":null,'),
      /^InputError: trace\.spans\[0\]\.start: expected a number, found null/,
    ],
    [
      text.replace('"start":0,', '"start":,'),
      /^InputError: trace\.spans: expected JSON, found something else at byte \d+/,
    ],
    [text.replace('{"task":"1"', '{"task":"x"'), /^InputError: trace\.spans\[1\]\.task: expected the id of a task/],
    [
      text.replace('"kind":"cpu","ms":5', '"kind":"cpu","ms":-5'),
      /^InputError: scenario\.tasks\[3\]\.segments\[0\]\.ms: /,
    ],
    [text.replace('"machine":{"cores":2}', '"machine":{"cores":0}'), /^InputError: machine\.cores: /],
    [text.replace('"source":"predicted",', ''), /^InputError: trace\.source: expected one of/],
    ['{"format":"concurrency-trace/1","spans":3}', /^InputError: trace\.spans: expected a list, found 3/],
  ])('damage rejects with its place (%#)', (wrong, says) => {
    for (const chunk of [10, 10_000]) expect(message(wrong, chunk)).toMatch(says);
  });
});

test('CSV: one row a span, units in the header, quotes where needed', () => {
  const scenario: Scenario = {
    workers: 1,
    tasks: [
      { id: 'a, "b"', group: 'load', segments: [{ kind: 'sleep', ms: 10 }] },
      { id: '1', segments: [{ kind: 'sleep', ms: 5 }] },
    ],
  };
  const trace = predict(ENGINES[0]!, scenario, { cores: 2 });
  const lines = [...csvText(trace)].join('').split('\r\n');
  expect(lines[0]).toMatch(
    /^task,group,attempt,lane,outcome,submit \(ms\),start \(ms\),.*,sleep \(ms\),cpu \(ms\),waited for turn \(ms\)/,
  );
  expect(lines[1]).toBe(`"a, ""b""",load,1,1,ok,0,0,10,10,10,0,${CAUSE_NAMES.map(() => '0').join(',')}`);
  expect(lines[2]).toMatch(/^1,,1,1,ok,0,10,15,15,5,0,0,10,0/);
  expect(lines[3]).toBe('');
  expect(lines.length).toBe(4);
});

describe('a scenario of a run', () => {
  test('of a foreign one: outermost events, and every assumption said', () => {
    const { trace } = open([
      x('f', 0, 3000),
      x('inside', 1000, 1000),
      x('f', 0, 2000, { tid: 2 }),
      x('f', 4000, 1000, { tid: 2 }),
    ]);
    const { scenario, assumed } = scenarioOf(trace, 'cpu');
    expect(scenario).toEqual({
      name: 'imported',
      workers: 2,
      tasks: [
        { id: 'f', segments: [{ kind: 'cpu', ms: 3 }] },
        { id: 'f 2', segments: [{ kind: 'cpu', ms: 2 }] },
        { id: 'f 3', segments: [{ kind: 'cpu', ms: 1 }] },
      ],
    });
    expect(assumed.join('\n')).toMatch(/computing.*\nNo dependencies are known.*\n2 lanes.*\n1 events that lie inside/);
    expect(scenarioOf(trace, 'sleep').scenario.tasks[0]!.segments[0]!.kind).toBe('sleep');
  });

  test('of one of ours: its own', () => {
    const scenario = parseNotation('pool 2\n3 x sleep 10ms').scenario;
    const trace = predict(ENGINES[0]!, scenario, { cores: 2 });
    expect(scenarioOf(trace, 'cpu')).toEqual({ scenario, assumed: [] });
  });
});

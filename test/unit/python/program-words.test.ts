import { describe, expect, test } from 'vitest';
import type { Finding, Output } from '../../../src/kernel/python/messages.ts';
import { EXAMPLES } from '../../../src/store/python/examples/list.ts';
import { DEFAULT_OPTIONS } from '../../../src/store/python/program.ts';
import type { Ran } from '../../../src/store/python/program-state.ts';
import { toldOf } from '../../../src/ui/python/says/findings.ts';
import { lanesAt, marksAt } from '../../../src/ui/python/says/lanes-at.ts';
import { lastPrinted, linesOf, withoutTracebacks } from '../../../src/ui/python/says/printed.ts';
import { chainOf } from '../../../src/ui/python/says/why.ts';
import { saidOf } from '../../../src/ui/python/says/why-words.ts';
import { dressOf } from '../../../src/ui/timeline/paint/program/dress.ts';
import { thingRowsOf, thingsHeight } from '../../../src/ui/timeline/paint/program/things.ts';
import { doing } from '../../../src/ui/words/program-doing.ts';
import { plain } from '../../../src/ui/words/sentence.ts';
import { deadlocked, ended, FakeRecord, lane, progress, queueWorkers } from '../../fake-python.ts';
import { mistakesIn, mistakesInSentences } from '../grammar.ts';

const at = { file: 0, line: 9 };
const access = (of: number, line: number, value: string) => ({ lane: of, atMs: line, value, at: { file: 0, line } });

/** One of each kind, with what may be left out there and not. */
const FINDINGS: readonly Finding[] = [
  {
    find: 'lost update',
    atMs: 11,
    name: 'counter',
    reader: access(1, 9, '1'),
    writer: access(2, 11, '3'),
    over: access(1, 11, '2'),
  },
  { find: 'blocked loop', atMs: 1, ms: 400, lane: 1, at, state: 'computing', late: [1, 2] },
  { find: 'blocked loop', atMs: 1, ms: 400, lane: 1, state: 'sleeping', late: [2] },
  { find: 'blocked loop', atMs: 1, ms: 400, lane: 1, at, state: 'waiting', late: [] },
  { find: 'never awaited', atMs: 1, name: 'fetch', at },
  { find: 'never awaited', atMs: 1, name: 'fetch' },
  { find: 'unguarded main', atMs: 1, at },
  { find: 'unguarded main', atMs: 1 },
  { find: 'cannot pickle', atMs: 1, what: 'a lambda', at },
  { find: 'no event loop', atMs: 1, at },
  { find: 'daemon cut off', atMs: 1, lane: 1, at },
  { find: 'missing here', atMs: 1, what: 'subprocess', at },
  { find: 'C code', atMs: 1, measuredMs: 130, charged: false, at },
  { find: 'C code', atMs: 1, measuredMs: 130, charged: true },
  ...(['realMs', 'virtualMs', 'output', 'processes', 'threads', 'stretches'] as const).map(
    (of): Finding => ({ find: 'limit', atMs: 1, of, limit: 60_000 }),
  ),
];

function ranOf([update, end]: ReturnType<typeof queueWorkers>): Ran {
  const record = new FakeRecord();
  record.add(update);
  record.add(end);
  return { program: { files: [{ name: 'main.py', text: '' }], options: DEFAULT_OPTIONS }, record, ended: end };
}

describe('what is said of a run', () => {
  test.each(['virtual', 'steps', 'real'] as const)(
    'every finding is told in sentences that hold, clock %s',
    (clock) => {
      const record = new FakeRecord();
      record.add(progress({ lanes: ['MainThread', 'one', 'two'].map((name, i) => lane(i, name)) }));
      const program = { files: [{ name: 'main.py', text: '' }], options: { ...DEFAULT_OPTIONS, clock } };
      const wrong: string[] = [];
      const check = (text: string, mistakes: readonly string[]) => {
        for (const mistake of mistakes) wrong.push(`${mistake}: ${text}`);
      };
      const all = toldOf([...FINDINGS, ...deadlocked()[0].findings], { record, program });
      expect(all).toHaveLength(FINDINGS.length + 1);
      for (const { title, says, note, help } of all) {
        check(title, mistakesIn(title));
        for (const sentence of [...says, ...(note ? [note] : []), ...(help?.says ?? [])])
          check(plain(sentence), mistakesInSentences(plain(sentence)));
      }
      expect(wrong).toEqual([]);
      // What matters most comes first.
      expect(all[0]!.title).toBe('Nobody can go on: a deadlock');
    },
  );

  test('of a deadlock: who holds what and waits for what, at which lines, and a way out', () => {
    const ran = ranOf(deadlocked() as never);
    const [told] = saidOf(ran);
    expect(told!.says.map(plain)).toEqual([
      'Thread one holds lock a (line 9) and waits for lock b (line 12).',
      'Thread two holds lock b (line 17) and waits for lock a (line 20).',
      'MainThread waits for one to end (line 29).',
    ]);
    expect(told!.help?.fix?.name).toBe('Swap lines 17 and 20');
    // They wait for ever: at the end as well as later, and there is room for it in the picture.
    for (const ms of [100, 400, 5_000])
      expect(lanesAt(ran.record, ms).map(({ stretch }) => doing(stretch, ran.record.things, ran.record.lanes))).toEqual(
        ['waits for one to end', 'waits for lock b', 'waits for lock a'],
      );
    expect(dressOf(ran.record, undefined)).toMatchObject({ stands: 'nobody can go on since 100 ms' });
    expect(dressOf(ran.record, undefined).endMs).toBeGreaterThan(400);
  });

  test('why a run takes so long is the chain that leads to its end, and adds up to it', () => {
    for (const takesMs of [50, 150, 350]) {
      const ran = ranOf(queueWorkers(takesMs));
      const chain = chainOf(ran.record);
      expect(chain.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(ran.ended!.totalMs, 6);
      for (const told of saidOf(ran)) for (const one of told.says) expect(mistakesInSentences(plain(one))).toEqual([]);
    }
    const [first] = chainOf(ranOf(queueWorkers(350)).record);
    expect(first).toMatchObject({ does: 'sleeps', ms: 1050, times: 3, at: { line: 24 } });
  });

  test('two lanes that wait for each other in turns, at their ends, do not hide what took the time', () => {
    const line = { file: 0, line: 7 };
    const record = new FakeRecord();
    record.add(
      progress({
        lanes: [lane(0, 'MainThread'), lane(1, 'worker')],
        stretches: [
          { lane: 0, state: 'waiting', for: 'result', fromMs: 0, toMs: 5000, by: 1 },
          { lane: 0, state: 'computing', fromMs: 5000, toMs: 5000.01 },
          { lane: 0, state: 'waiting', for: 'end', lanes: [1], fromMs: 5000.01, toMs: 5000.03, by: 1 },
          { lane: 0, state: 'computing', fromMs: 5000.03, toMs: 5000.04 },
          { lane: 1, state: 'sleeping', fromMs: 0, toMs: 5000, at: line },
          { lane: 1, state: 'waiting', for: 'work', fromMs: 5000, toMs: 5000.02, by: 0 },
          { lane: 1, state: 'computing', fromMs: 5000.02, toMs: 5000.03 },
        ] as never,
        ends: [
          { lane: 1, atMs: 5000.03, outcome: 'ok' },
          { lane: 0, atMs: 5000.04, outcome: 'ok' },
        ] as never,
      }),
    );
    const chain = chainOf(record);
    expect(chain[0]).toMatchObject({ lane: 1, does: 'sleeps', ms: 5000, at: line });
    expect(chain.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(5000.04, 1);
  });
});

describe('at a moment', () => {
  const { record } = ranOf(queueWorkers(350));

  test('each lane stands at its line, with what it does', () => {
    expect(marksAt(record, ['M', 'P', 'A', 'B'], 0, 700).map(({ sign, line, kind }) => [sign, line, kind])).toEqual([
      ['M', 33, 'others'],
      ['P', 19, 'place'],
      ['A', 24, 'sleeping'],
      ['B', 24, 'sleeping'],
    ]);
    expect(marksAt(record, ['M', 'P', 'A', 'B'], 1, 700)).toEqual([]);
  });

  test('the last line that was printed by then', () => {
    const lines = linesOf(record.output);
    expect(lines[lastPrinted(lines, 700)]!.text).toBe('0.6 put 5');
    expect(lastPrinted(lines, 0)).toBe(-1);
  });

  test('a queue has its level, and what is over in the same instant is left out', () => {
    const [queue] = thingRowsOf(record);
    expect(queue).toMatchObject({ as: 'level', thing: { name: 'jobs', size: 2 } });
    const times = queue!.levels.map(({ atMs }) => atMs);
    expect(new Set(times).size).toBe(times.length);
    expect(Math.max(...queue!.levels.map(({ level }) => level))).toBe(2);
    expect(thingsHeight(record)).toBeGreaterThan(0);
    expect(thingsHeight(undefined)).toBe(0);
  });
});

describe('what was printed', () => {
  const out = (text: string, stream: Output['stream'] = 'out', atMs = 0): Output => ({ atMs, stream, text, lane: 0 });

  test('parts of a line are one line, also with the other stream between', () => {
    const lines = linesOf([out('a'), out('err\n', 'err'), out('b\nc\n', 'out', 5), out('d')]);
    expect(lines.map(({ text, stream }) => [text, stream])).toEqual([
      ['ab', 'out'],
      ['err', 'err'],
      ['c', 'out'],
      ['d', 'out'],
    ]);
  });

  test('of a traceback the last line stays: what was raised', () => {
    const trace =
      'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n    f()\n    ~^^\nValueError: no page 2\n';
    const lines = withoutTracebacks(linesOf([out('before\n'), out(trace, 'err'), out('after\n')]));
    expect(lines.map(({ text }) => text)).toEqual(['before', 'ValueError: no page 2', 'after']);
    const group =
      '  + Exception Group Traceback (most recent call last):\n  |   File "main.py", line 20\n  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File "main.py", line 9\n    | ValueError: no page 2\n    +------------------------------------\n';
    expect(withoutTracebacks(linesOf([out(group, 'err'), out('after\n')])).map(({ text }) => text)).toEqual([
      'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)',
      'ValueError: no page 2',
      'after',
    ]);
  });
});

test('of one lane that sleeps time after time: what it would take if the sleeps overlapped, and an example', () => {
  const program = { files: [{ name: 'main.py', text: '' }], options: DEFAULT_OPTIONS };
  const sleeping = (...lengths: readonly number[]) => {
    const record = new FakeRecord();
    let fromMs = 0;
    const stretches = lengths.map((ms) => {
      const stretch = { lane: 0, state: 'sleeping', fromMs, toMs: fromMs + ms, at };
      fromMs += ms;
      return stretch;
    });
    record.add(progress({ lanes: [lane(0, 'MainThread')], stretches: stretches as never }));
    return { program, record, ended: ended(fromMs) };
  };
  const [told] = saidOf(sleeping(200, 300, 200));
  expect(told!.title).toBe('One lane: nothing overlaps');
  expect(told!.says.map(plain)).toEqual([
    'It sleeps three times, one after another: 700 ms in all. In threads of their own the sleeps would overlap and take 300 ms.',
  ]);
  expect(EXAMPLES.map(({ id }) => id)).toContain(told!.help?.example?.id);
  // One sleep overlaps with nothing in threads either.
  expect(saidOf(sleeping(200))[0]!.title).toBe('Why 200 ms?');
});

test('of a run that goes on: what its lanes do now, and how to stop it', () => {
  const program = { files: [{ name: 'main.py', text: '' }], options: DEFAULT_OPTIONS };
  const record = new FakeRecord();
  // Nothing is told of a stretch before it ends.
  expect(saidOf({ program, record, ended: undefined })[0]!.says.map(plain)).toEqual([
    'It has done one thing since it began, and goes on with that.',
  ]);
  const lanes = ['MainThread', 'one', 'two', 'three', 'four', 'five'].map((name, i) => lane(i, name));
  const stretches = lanes.map(({ lane }) =>
    lane === 0
      ? { lane, state: 'waiting', for: 'end', lanes: [1], fromMs: 0, toMs: 5 }
      : { lane, state: 'computing', fromMs: 0, toMs: 5, at: { file: 0, line: 2 } },
  );
  record.add(progress({ lanes, stretches: stretches as never, ends: [{ lane: 5, atMs: 5, outcome: 'ok' }] as never }));
  const [told] = saidOf({ program, record, ended: undefined });
  expect(told!.title).toBe('Still running');
  expect(told!.says.map(plain)).toEqual([
    'Now MainThread waits for one to end, one computes (line 2), and two computes (line 2).',
    '2 more lanes go on, too.',
  ]);
  for (const one of [...told!.says, told!.note!]) expect(mistakesInSentences(plain(one))).toEqual([]);
});

test('a run that ended badly says so, whatever its end', () => {
  const record = new FakeRecord();
  const program = { files: [{ name: 'main.py', text: '' }], options: DEFAULT_OPTIONS };
  const error = { type: 'ValueError', message: 'no', line: 3, traceback: '' };
  for (const end of [
    { exit: 'raised', code: 1, error },
    { exit: 'stopped', why: 'limit', message: 'It ran for too long.' },
    { exit: 'ended', code: 3 },
  ] as const) {
    const told = saidOf({ program, record, ended: ended(5, { end }) });
    expect(told.length).toBeGreaterThan(0);
    for (const one of told.flatMap(({ says }) => says)) expect(mistakesInSentences(plain(one))).toEqual([]);
  }
});

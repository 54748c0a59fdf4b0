/** What is said of runs beside the plain findings: pools that wait for themselves, what a drag changed, rings, and other interleavings. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/kernel/python/messages.ts';
import { DEFAULT_OPTIONS } from '../../../src/store/python/program.ts';
import type { Outcome, Ran, Tries } from '../../../src/store/python/program-state.ts';
import { changesBetween } from '../../../src/ui/python/says/changed.ts';
import { toldOf } from '../../../src/ui/python/says/findings.ts';
import { ringOf } from '../../../src/ui/python/says/ring.ts';
import { mendedTold, triesSay } from '../../../src/ui/python/says/tries.ts';
import { plain } from '../../../src/ui/words/sentence.ts';
import { deadlocked, ended, FakeRecord, lane, progress } from '../../fake-python.ts';
import { mistakesIn, mistakesInSentences } from '../grammar.ts';

const program = { files: [{ name: 'main.py', text: '' }], options: DEFAULT_OPTIONS };

test('a pool whose threads all wait for its own tasks is named, and what would help', () => {
  const record = new FakeRecord();
  const lanes = ['MainThread', 'pool_0', 'pool_1'].map((name, i) => ({
    ...lane(i, name),
    ...(i > 0 && { pool: 'pool' }),
  }));
  record.add(progress({ lanes }));
  const stuck = lanes.map((one, i) => ({
    lane: one.lane,
    for: i === 0 ? ('end' as const) : ('result' as const),
    at: { file: 0, line: i === 0 ? 9 : 5 },
    holds: [],
  }));
  const [told] = toldOf([{ find: 'deadlock', atMs: 1, stuck, ring: [] }], { record, program });
  expect(told!.title).toBe('The pool waits for itself');
  expect(plain(told!.says[0]!)).toBe(
    "pool can do no more. All 2 threads of it wait for the result of a task (line 5) that is still in the pool's own queue.",
  );
  // One that waits for a lock has another story.
  const other = stuck.map((one) => (one.lane === 2 ? { ...one, for: 'lock' as const } : one));
  const [plainly] = toldOf([{ find: 'deadlock', atMs: 1, stuck: other, ring: [] }], { record, program });
  expect(plainly!.title).toBe('Nobody can go on: a deadlock');
});

test('of many lost updates of one value the first is told, and how many there were', () => {
  const record = new FakeRecord();
  record.add(progress({ lanes: ['MainThread', 'one', 'two'].map((name, i) => lane(i, name)) }));
  const text = 'import threading\n\ndef work():\n    value = counter\n    counter = value + 1\n';
  const access = (of: number, line: number) => ({ lane: of, atMs: line, value: '1', at: { file: 0, line } });
  const lost = (atMs: number, to: number): Finding => ({
    find: 'lost update',
    atMs,
    name: 'counter',
    reader: access(1, 4),
    writer: access(2, 5),
    over: access(1, to),
  });
  const own = { ...program, files: [{ name: 'main.py', text }] };
  const told = toldOf([lost(7, 5), lost(9, 5)], { record, program: own });
  expect(told).toHaveLength(1);
  expect(plain(told[0]!.note!)).toContain('2 updates of counter were lost');
  expect(told[0]!.help?.fix?.name).toBe('Try a lock');
  // No lock is offered where one around these lines would not parse.
  expect(toldOf([lost(7, 3)], { record, program: own })[0]!.help?.fix).toBeUndefined();
});

test('a ring goes from each lane by what it waits for to the next', () => {
  const record = new FakeRecord();
  const [update] = deadlocked();
  record.add(update);
  expect(ringOf(record)).toEqual([
    { lane: 'one', line: 12, thing: 'lock b', takenIn: 17 },
    { lane: 'two', line: 20, thing: 'lock a', takenIn: 9 },
  ]);
  expect(ringOf(new FakeRecord())).toEqual([]);
});

describe('what a drag changed', () => {
  const ran = (sleepMs: number, queued: number): Ran => {
    const record = new FakeRecord();
    const at = { file: 0, line: 3 };
    const end = ended(2 * sleepMs);
    record.add(
      progress({
        lanes: [lane(0, 'MainThread'), lane(1, 'consumer A'), lane(2, 'consumer B')],
        things: [{ thing: 5, is: 'queue', name: 'jobs', size: 4 }],
        levels: [{ thing: 5, atMs: 1, level: queued }],
        stretches: [
          { lane: 0, fromMs: 0, toMs: 2 * sleepMs, state: 'waiting', for: 'end' },
          { lane: 1, fromMs: 0, toMs: sleepMs, state: 'sleeping', at },
          { lane: 2, fromMs: 0, toMs: sleepMs, state: 'sleeping', at },
        ],
      }),
    );
    record.add(end);
    return { program, record, ended: end };
  };

  test('is how long it takes, what lanes of a kind spend, and how full queues get', () => {
    expect(changesBetween(ran(100, 4), ran(40, 1))).toEqual([
      { what: 'Takes', was: '200 ms', now: '80 ms' },
      { what: 'consumer (2 lanes) sleeps', was: '200 ms', now: '80 ms' },
      { what: 'Items in jobs, at most', was: '4 of 4', now: '1 of 4' },
    ]);
  });

  test('is nothing more than the time where nothing else is other than before', () => {
    expect(changesBetween(ran(100, 4), ran(100, 4)).map(({ what }) => what)).toEqual(['Takes']);
  });
});

describe('other interleavings', () => {
  const outcome = (says: string, n: number): Outcome => ({
    key: says,
    says,
    exit: 'ended',
    seeds: Array.from({ length: n }, (_, i) => i),
  });
  const tries = (change: Partial<Tries>): Tries => ({
    of: program,
    mended: false,
    done: 100,
    total: 100,
    tookMs: 400,
    outcomes: [outcome('6 of 6', 100)],
    ...change,
  });

  test('are counted, and so is what a change made of them', () => {
    expect(triesSay(tries({ done: 40 }))).toBe('40 of 100 tried');
    expect(triesSay(tries({}))).toBe('100 tried in 400 ms: all of them end like this');
    expect(mendedTold(tries({}))).toBeUndefined();
    const holds = mendedTold(tries({ mended: true }))!;
    expect(plain(holds.says[0]!)).toBe('All 100 interleavings tried end with 6 of 6.');
    const fails = mendedTold(tries({ mended: true, outcomes: [outcome('6', 60), outcome('5', 40)] }))!;
    expect(fails.tone).toBe('fail');
    for (const told of [holds, fails, mendedTold(tries({ mended: true, done: 3 }))!]) {
      expect(mistakesIn(told.title)).toEqual([]);
      for (const sentence of told.says) expect(mistakesInSentences(plain(sentence))).toEqual([]);
    }
  });
});

/**
 * The named locks of live runs against the model's. The lock words are those that workers share; the workers and their clock are not
 * real: each computes with a core of its own, and looks at the lock in every moment. Both must be the same, to the moment.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { Memory } from '../../src/kernel/live/platform/memory.ts';
import { leaveLines, lockTable, NamedLocks } from '../../src/kernel/live/sync/named-locks.ts';
import { loadParts } from '../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { ALL_RULES } from '../../src/kernel/virtual/rules.ts';
import type { Scenario, Segment } from '../../src/scenario/scenario.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';

await loadParts();

const FAIR_MS = 1;
/** A waiter is handed the lock once it has waited longer than that. */
const A_MOMENT = 1e-9;

interface FakeWorker {
  readonly locks: NamedLocks;
  readonly segments: readonly Segment[];
  at: number;
  left: number;
  /** The lock that it owns, or in whose line it stands. */
  lock: number;
  waits: boolean;
  endMs: number;
}

/** When each worker is through with its segments (ms). */
function run(lists: readonly (readonly Segment[])[], names: readonly string[], handsOver: boolean): number[] {
  const table = lockTable(names.length, lists.length, handsOver, new Memory(true));
  const { tickets, cameMs } = table;
  let now = 0;
  const workers = lists.map(
    (segments, number): FakeWorker => ({
      locks: new NamedLocks(table, number),
      segments,
      at: -1,
      left: 0,
      lock: -1,
      waits: false,
      endMs: Number.NaN,
    }),
  );
  const lockAt = ({ segments }: FakeWorker, at: number) => names.indexOf(segments[at]?.lock ?? '');
  const next = (worker: FakeWorker) => {
    const again = worker.lock >= 0 && lockAt(worker, worker.at + 1) === worker.lock;
    if (worker.lock >= 0 && (!again || handsOver)) worker.locks.release(worker.lock);
    worker.at++;
    worker.lock = lockAt(worker, worker.at);
    if (worker.at === worker.segments.length) {
      worker.endMs = now;
      worker.left = Number.POSITIVE_INFINITY;
      return;
    }
    worker.left = worker.segments[worker.at]!.ms;
    if (worker.lock >= 0) worker.waits = !worker.locks.tryTake(worker.lock) && !worker.locks.queue(worker.lock, now);
  };
  /** When the owner of a lock has to give way (ms). */
  const givesWayAt = ({ lock, waits }: FakeWorker) => {
    if (!handsOver || lock < 0 || waits) return Number.POSITIVE_INFINITY;
    const line = lists.map((_, number) => ({ number, ticket: tickets[lock * lists.length + number]! }));
    const first = line.filter(({ ticket }) => ticket > 0).sort((a, b) => a.ticket - b.ticket)[0];
    return first ? Math.max(now, cameMs[first.number]! + FAIR_MS + A_MOMENT) : Number.POSITIVE_INFINITY;
  };
  for (const worker of workers) next(worker);
  for (;;) {
    for (const worker of workers) if (worker.waits && worker.locks.isGiven) worker.waits = false;
    const busy = workers.filter(({ waits, endMs }) => !waits && Number.isNaN(endMs));
    if (busy.length === 0) break;
    const events = busy.map((worker) => ({ worker, at: Math.min(now + worker.left, givesWayAt(worker)) }));
    const first = events.reduce((a, b) => (b.at < a.at ? b : a));
    for (const worker of busy) worker.left -= first.at - now;
    now = first.at;
    const { worker } = first;
    if (worker.left <= 1e-7) next(worker);
    else if (worker.locks.giveWay(worker.lock, now)) worker.waits = !worker.locks.queue(worker.lock, now);
  }
  return workers.map(({ endMs }) => endMs);
}

/** Whoever computes does so for a while of its own, so that no two come to a lock at the same moment. */
const untied = (lists: readonly (readonly Segment[])[]): Segment[][] =>
  lists.map((list, i) => [
    { kind: 'cpu', ms: 0.37 * (i + 1) + 0.0113 * i * i },
    ...list.map((segment, j) => ({ ...segment, ms: segment.ms + 0.0071 * (i + 1) + 0.00037 * (j + 1) })),
  ]);

const segment: fc.Arbitrary<Segment> = fc.record({
  kind: fc.constant('cpu' as const),
  ms: fc.integer({ min: 1, max: 80 }).map((tenths) => tenths / 10),
  lock: fc.constantFrom('a', 'a', 'b'),
});
const own = fc.record({
  kind: fc.constantFrom('cpu', 'sleep'),
  ms: fc.integer({ min: 1, max: 5 }),
}) as fc.Arbitrary<Segment>;

/** When the model's tasks end, on as many cores as anybody wants. */
function predicted(engine: string, lists: readonly (readonly Segment[])[], gil: boolean): number[] {
  const tasks = lists.map((segments, i) => ({ id: String(i), segments }));
  const rules = { ...ALL_RULES, python: { contentionCosts: false } };
  const machine = { cores: 64, python: '3.14', gil };
  const trace = traceFile(
    predict(engineById(engine), { tasks, workers: lists.length } as Scenario, machine, { rules }),
  );
  return trace.spans.toSorted((a, b) => Number(a.task) - Number(b.task)).map(({ end }) => end!);
}

describe.each([
  ['free-threaded threads hand locks over', 'threading.Thread', false, true],
  ['processes keep a lock until they are through', 'multiprocessing.Process', true, false],
] as const)('%s', (_, engine, gil, handsOver) => {
  test('random tasks end when they are predicted to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.oneof(segment, own), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 }),
        (given) => {
          const lists = untied(given);
          const ended = run(lists, ['a', 'b'], handsOver);
          for (const [i, end] of predicted(engine, lists, gil).entries()) expect(ended[i]).toBeCloseTo(end, 4);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('a worker that is gone gets no lock any more', () => {
  const table = lockTable(1, 3, false, new Memory(true));
  const [owner, gone, last] = [0, 1, 2].map((worker) => new NamedLocks(table, worker));
  expect(owner!.tryTake(0)).toBe(true);
  expect(gone!.queue(0, 0)).toBe(false);
  expect(last!.queue(0, 1)).toBe(false);
  leaveLines(table, 1);
  owner!.release(0);
  expect([gone!.isGiven, last!.isGiven]).toEqual([false, true]);
});

test('a lock that was let go as somebody came is that one’s', () => {
  const table = lockTable(1, 2, true, new Memory(true));
  const [first, second] = [0, 1].map((worker) => new NamedLocks(table, worker));
  expect(first!.tryTake(0)).toBe(true);
  first!.release(0);
  expect(second!.queue(0, 0)).toBe(true);
  expect(first!.queue(0, 0)).toBe(false);
  second!.release(0);
  expect(first!.isGiven).toBe(true);
});

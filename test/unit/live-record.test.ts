/** How a live run is written down: workers' logs come into the trace in order of time, and all waiting before a begin is told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { Memory } from '../../src/kernel/live/platform/memory.ts';
import { AttemptBook, attemptColumns } from '../../src/kernel/live/record/attempt-columns.ts';
import { arena, BEGIN, END, INSTANT, Log } from '../../src/kernel/live/record/log.ts';
import { Merge } from '../../src/kernel/live/record/merge.ts';
import { Recorder } from '../../src/kernel/live/record/recorder.ts';
import { raises, taskColumns } from '../../src/kernel/live/record/task-columns.ts';
import { failsAt, type Scenario } from '../../src/scenario/scenario.ts';
import { CAUSE_NAMES, causeNumber } from '../../src/trace/cause.ts';
import { OUTCOMES, outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { arbScenario } from '../property/scenario-arbitrary.ts';

const OK = outcomeNumber('ok');
const memory = new Memory(false);

/** A recorder of so many empty tasks on workers. */
function recorderOf(scenario: Scenario): Recorder {
  const trace = new Trace('measured', webWorkers.id, { cores: 2 }, scenario);
  const columns = taskColumns(scenario, true, memory);
  return new Recorder(trace, columns, new AttemptBook(attemptColumns(columns, memory), columns), webWorkers.lanes);
}

const emptyTasks = (count: number): Scenario => ({
  tasks: Array.from({ length: count }, (_, t) => ({ id: String(t), segments: [] })),
});

test('the logs of several workers come into the trace as if they had been sorted', () => {
  const attempts = fc.array(
    fc.record({ worker: fc.nat({ max: 3 }), gapMs: fc.nat({ max: 3 }), lengthMs: fc.nat({ max: 5 }) }),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(attempts, (list) => {
      const recorder = recorderOf(emptyTasks(list.length));
      const shared = arena(2 * list.length, 4, memory);
      const merge = new Merge(recorder, shared, causeNumber('message'), () => {});
      const logs = Array.from({ length: 4 }, (_, worker) => new Log(shared, worker));
      const until = [0, 0, 0, 0];
      const expected: [start: number, task: number, worker: number, end: number][] = [];
      for (const [task, { worker, gapMs, lengthMs }] of list.entries()) {
        recorder.submit(task, 0);
        const start = until[worker]! + gapMs;
        const end = start + lengthMs;
        until[worker] = end;
        merge.view(worker).lane = worker;
        if (lengthMs === 0) logs[worker]!.write(INSTANT, task, OK, start);
        else {
          logs[worker]!.write(BEGIN, task, start, start);
          logs[worker]!.write(END, OK, 0, end);
        }
        expected.push([start, task, worker, end]);
      }
      merge.read();
      const { at, length } = recorder.trace.spans;
      const rows = Array.from({ length }, (_, row) => [at.start[row]!, at.task[row]!, at.lane[row]!, at.end[row]!]);
      expect(rows.map(([start]) => start)).toEqual(expected.map(([start]) => start).sort((a, b) => a - b));
      expect(rows.toSorted(byStartThenTask)).toEqual(expected.toSorted(byStartThenTask));
      expect(merge.lost).toBe(0);
    }),
  );
});

const byStartThenTask = (a: readonly number[], b: readonly number[]): number => a[0]! - b[0]! || a[1]! - b[1]!;

test('records that are read while their worker still writes come into the trace once', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (reads) => {
      const recorder = recorderOf(emptyTasks(reads.length));
      const shared = arena(2 * reads.length, 1, memory);
      const merge = new Merge(recorder, shared, causeNumber('message'), () => {});
      const log = new Log(shared, 0);
      merge.view(0).lane = 0;
      for (const [task, read] of reads.entries()) {
        recorder.submit(task, 0);
        log.write(BEGIN, task, task, task);
        if (read) merge.read();
        log.write(END, OK, 0, task + 1);
      }
      merge.read();
      const { at, length } = recorder.trace.spans;
      expect([...at.task.slice(0, length)]).toEqual(reads.map((_, task) => task));
      expect([...at.outcome.slice(0, length)].map((outcome) => OUTCOMES[outcome])).toEqual(reads.map(() => 'ok'));
    }),
  );
});

test('from its submit to its begin an attempt waited all the time, each moment for one thing', () => {
  const times = fc.array(fc.nat({ max: 40 }), { minLength: 8, maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
  const causes = fc.array(fc.constantFrom('dependency', 'gil', 'loop'), { maxLength: 5 });
  const boots = fc.option(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { nil: undefined });
  fc.assert(
    fc.property(times, causes, boots, (moments, said, boot) => {
      const recorder = recorderOf(emptyTasks(1));
      recorder.submit(0, moments[0]!);
      for (const [n, cause] of said.entries()) recorder.waited(0, causeNumber(cause), moments[n + 1]!);
      const [asked, start] = [moments[6]!, moments[7]!];
      const starting = boot && { fromMs: Math.min(asked, ...boot), toMs: Math.min(asked, Math.max(...boot)) };
      const slot = recorder.book.take(0);
      const row = recorder.begin(slot, 0, asked, start, causeNumber('message'), starting);
      const waits: { from: number; to: number }[] = [];
      recorder.trace.eachWait(row, (cause, from, to) => {
        expect(CAUSE_NAMES[cause]).toBeDefined();
        waits.unshift({ from, to });
      });
      let at = moments[0]!;
      for (const { from, to } of waits) {
        expect(from).toBe(at);
        at = to;
      }
      expect(at).toBe(start);
    }),
  );
});

test('in columns each attempt raises when the scenario says so', () => {
  fc.assert(
    fc.property(arbScenario({ fails: true, retry: true }), (scenario) => {
      const columns = taskColumns(scenario, false, memory);
      for (const [t, task] of scenario.tasks.entries())
        for (let slot = columns.firstSlot[t]!; slot < columns.firstSlot[t + 1]!; slot++)
          expect(raises(columns, t, slot)).toBe(failsAt(task, slot - columns.firstSlot[t]! + 1));
    }),
  );
});

test('waits before a begin are kept apart; of more than there is room for, the last has the cause of the longer one', () => {
  const [place, loop, permit] = [causeNumber('slot'), causeNumber('loop'), causeNumber('permit')];
  const columns = taskColumns(emptyTasks(1), true, memory);
  const book = new AttemptBook(attemptColumns(columns, memory), columns);
  book.submit(0, 0);
  const saidOf = () =>
    Array.from({ length: book.at.said[0]! }, (_, nth) => [CAUSE_NAMES[book.saidCause(0, nth)], book.saidEnd(0, nth)]);
  book.waited(0, place, 1);
  book.waited(0, loop, 2);
  book.waited(0, permit, 400);
  book.waited(0, loop, 401);
  expect(saidOf()).toEqual([
    ['slot', 1],
    ['loop', 2],
    ['permit', 400],
    ['loop', 401],
  ]);
  book.waited(0, permit, 900);
  expect(saidOf().at(-1)).toEqual(['permit', 900]);
  book.waited(0, loop, 901);
  expect(saidOf().at(-1)).toEqual(['permit', 901]);
});

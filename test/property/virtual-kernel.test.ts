import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX, type Machine } from '../../src/scenario/machine.ts';
import { failsAt, type Scenario } from '../../src/scenario/scenario.ts';
import { type SpanFile, type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { arbScenario } from './scenario-arbitrary.ts';

/** Where several processes share a core times are sums, and differ by rounding. */
const ROUNDING_MS = 1e-9;
const BROWSERS = ['web-workers', 'async-pool', 'semaphore', 'sequential'];
const PLACES = new Set(['worker', 'slot', 'permit', 'turn', 'thread']);
const scenarios = arbScenario({ maxTasks: 14, after: true, fails: true, retry: true, dies: true, maxWorkers: 5 });
const machines = fc.constantFrom<Machine>(
  { cores: 1 },
  { cores: 2 },
  { cores: 3, speed: 2, messageRoundTripMs: 1, workerStartMs: 5 },
  CPYTHON_LINUX,
);
const dispatches = fc.constantFrom('message', 'shared', 'chunk' as const);
const cases = fc.record({
  scenario: scenarios,
  machine: machines,
  dispatch: dispatches,
  chunksize: fc.integer({ min: 1, max: 4 }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const run = (id: string, { scenario, machine, dispatch, chunksize }: Case): TraceFile =>
  traceFile(predict(engineById(id), { ...scenario, dispatch, chunksize }, machine));

/** How many attempts each task must have, and whether it ends well, told from the scenario alone. */
function expected(scenario: Scenario, mortal: boolean): Map<string, { attempts: number; ok: boolean }> {
  const known = new Map<string, { attempts: number; ok: boolean }>();
  const byId = new Map(scenario.tasks.map((task) => [task.id, task]));
  const settle = (id: string): { attempts: number; ok: boolean } => {
    const found = known.get(id);
    if (found) return found;
    const task = byId.get(id)!;
    let result = { attempts: 0, ok: false };
    if ((task.after ?? []).every((cause) => settle(cause).ok)) {
      for (let attempt = 1; attempt <= 1 + (task.retry ?? 0) && !result.ok; attempt++) {
        const lost = task.dies === true && (mortal || !task.fails);
        result = { attempts: attempt, ok: !lost && !failsAt(task, attempt) };
      }
    }
    known.set(id, result);
    return result;
  };
  for (const task of scenario.tasks) settle(task.id);
  return known;
}

/** Since when a span had its place: its last wait for one is over. */
const heldFrom = (span: SpanFile) =>
  Math.max(
    span.submit!,
    ...(span.waits ?? []).filter((w) => PLACES.has(w.for) || w.for === 'dependency').map((w) => w.end),
  );

describe.each(BROWSERS)('%s, 500 random scenarios', (id) => {
  const engine = engineById(id);
  const size = (scenario: Scenario) => (id === 'sequential' ? 1 : scenario.workers!);

  test('never more than so many at once', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { spans } = run(id, given);
        for (const { start } of spans) {
          const running = spans.filter((other) => other.start <= start && other.end! > start).length;
          expect(running).toBeLessThanOrEqual(size(given.scenario));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no task is lost, and each has its attempts and its outcome', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { spans } = run(id, given);
        for (const [task, { attempts, ok }] of expected(given.scenario, engine.lanes.mortal)) {
          const own = spans.filter((span) => span.task === task).sort((a, b) => a.attempt - b.attempt);
          expect(own.map((span) => span.attempt)).toEqual(Array.from({ length: attempts }, (_, i) => i + 1));
          if (attempts > 0) expect(own.at(-1)!.outcome === 'ok').toBe(ok);
          for (const span of own) expect(span.yielded).toBeGreaterThanOrEqual(span.end! - ROUNDING_MS);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no place is idle while a ready task waits for one', () => {
    fc.assert(
      fc.property(cases, (given) => {
        // In chunks a task waits for the others of its chunk, and a replaced worker has to start.
        if (given.dispatch === 'chunk' || given.machine.workerStartMs) return;
        const { spans } = run(id, given);
        const times = [...new Set(spans.flatMap((span) => [span.submit!, span.start, span.end!, heldFrom(span)]))].sort(
          (a, b) => a - b,
        );
        const owned = new Map(spans.map((span) => [span, heldFrom(span)]));
        for (const [i, from] of times.entries()) {
          const to = times[i + 1] ?? from;
          // Half of a message to and fro is the worker's, not the place's, to lose.
          if (to - from < (given.machine.messageRoundTripMs ?? 1e-9)) continue;
          const middle = (from + to) / 2;
          const waiting = spans.filter((span) =>
            span.waits?.some((w) => PLACES.has(w.for) && w.start < middle && w.end > middle),
          );
          if (waiting.length === 0) continue;
          const half = (given.machine.messageRoundTripMs ?? 0) / 2;
          const holding = spans.filter((span) => owned.get(span)! < middle && span.end! + half > middle);
          expect(holding.length).toBeGreaterThanOrEqual(size(given.scenario));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe.each(ENGINES.map((engine) => engine.id))('%s', (id) => {
  const engine = engineById(id);
  const given = engine.oneCall
    ? arbScenario({ fails: true, dies: true, knobs: true })
    : arbScenario({ after: true, fails: true, retry: true, dies: true, kills: true, knobs: true });

  test('waits and work add up to the time from submit to end', () => {
    fc.assert(
      fc.property(given, machines, (scenario, machine) => {
        const trace = predict(engine, scenario, machine);
        const work = new Map(
          scenario.tasks.map((task) => [
            task.id,
            task.segments.reduce((sum, s) => sum + (s.kind === 'cpu' ? s.ms / (machine.speed ?? 1) : s.ms), 0),
          ]),
        );
        for (const span of traceFile(trace).spans) {
          const waited = (span.waits ?? []).reduce((sum, wait) => sum + wait.ms, 0);
          if (span.outcome === 'ok') expect(waited + work.get(span.task)!).toBeCloseTo(span.end! - span.submit!, 6);
          for (const [i, wait] of (span.waits ?? []).entries()) {
            expect(wait.start).toBeGreaterThanOrEqual((i === 0 ? span.submit! : span.waits![i - 1]!.end) - 1e-9);
            expect(wait.end).toBeLessThanOrEqual(span.end! + 1e-9);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the same scenario gives the same trace', () => {
    fc.assert(
      fc.property(given, machines, (scenario, machine) => {
        const once = () => JSON.stringify(traceFile(predict(engine, scenario, machine)));
        expect(once()).toBe(once());
      }),
      { numRuns: 100 },
    );
  });
});

describe.each([
  'ThreadPoolExecutor.as_completed',
  'ProcessPoolExecutor.as_completed',
  'threading.Thread',
  'multiprocessing.Process',
  'asyncio.gather.return_exceptions',
  'event-loop',
])('%s, which goes on after failures', (id) => {
  const given = arbScenario({ maxTasks: 14, after: true, fails: true, retry: true, maxWorkers: 5 });

  test('no task is lost, and each has its attempts and its outcome', () => {
    fc.assert(
      fc.property(given, machines, (scenario, machine) => {
        const trace = traceFile(predict(engineById(id), scenario, machine));
        expect(trace.facts).toEqual({});
        for (const [task, { attempts, ok }] of expected(scenario, engineById(id).lanes.mortal)) {
          const own = trace.spans.filter((span) => span.task === task).sort((a, b) => a.attempt - b.attempt);
          expect(own.map((span) => span.attempt)).toEqual(Array.from({ length: attempts }, (_, i) => i + 1));
          if (attempts > 0) expect(own.at(-1)!.outcome === 'ok').toBe(ok);
          for (const span of own) expect(span.yielded).toBeGreaterThanOrEqual(span.end! - ROUNDING_MS);
        }
      }),
      { numRuns: 300 },
    );
  });
});

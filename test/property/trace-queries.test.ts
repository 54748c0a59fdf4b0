import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX, type Machine } from '../../src/scenario/machine.ts';
import type { Scenario, TaskSpec } from '../../src/scenario/scenario.ts';
import { compareAttempts } from '../../src/trace/compare/compare-attempts.ts';
import { standOuts } from '../../src/trace/compare/stand-outs.ts';
import { endOf } from '../../src/trace/ends.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { Life } from '../../src/trace/life.ts';
import { criticalPath, pathTo } from '../../src/trace/queries/critical-path.ts';
import { figures } from '../../src/trace/queries/figures.ts';
import { matchesOf } from '../../src/trace/queries/find.ts';
import { causeOf, releasedBy } from '../../src/trace/queries/givers.ts';
import { idleAt, idleByCause, idleOf, idleOfLane, idleSeries, lanesOf } from '../../src/trace/queries/idle.ts';
import { parseQuery } from '../../src/trace/queries/query.ts';
import { seriesOf } from '../../src/trace/queries/series.ts';
import { laneUtilisation, windowFigures } from '../../src/trace/queries/window.ts';
import { OUTCOMES, type Trace } from '../../src/trace/trace.ts';
import { reasonFor } from '../../src/ui/reason/choose.ts';
import type { Known } from '../../src/ui/reason/reason.ts';
import { standOutSays } from '../../src/ui/reason/stand-outs.ts';
import { plain } from '../../src/ui/words/sentence.ts';
import { recordings } from '../conformance/recordings.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const machines = fc.constantFrom<Machine>(
  { cores: 1 },
  { cores: 2 },
  { cores: 3, speed: 2, messageRoundTripMs: 1, workerStartMs: 5 },
  CPYTHON_LINUX,
);
const sum = (all: Iterable<number>) => [...all].reduce((one, other) => one + other, 0);

/** Every engine, with what it can take. */
const cases = ENGINES.map((engine) => ({
  engine,
  id: engine.id,
  scenarios: arbScenario({
    maxTasks: 14,
    maxWorkers: 5,
    fails: true,
    dies: true,
    kills: true,
    knobs: true,
    ...(engine.oneCall ? {} : { after: true, retry: true }),
  }),
}));

const tasksOf = (...lists: TaskSpec['segments'][]): TaskSpec[] =>
  lists.map((segments, place) => ({ id: String(place), segments }));
const sleep = (ms: number) => ({ kind: 'sleep', ms }) as const;
const cpu = (ms: number) => ({ kind: 'cpu', ms }) as const;

/** Cases that once failed by chance: from now on they are always among those tried. */
const FAILED_ONCE: readonly (readonly [why: string, engine: string, scenario: Scenario, machine: Machine])[] = [
  [
    'a lane whose last task ends one rounding before the run',
    'ThreadPoolExecutor.map',
    {
      workers: 3,
      switchIntervalMs: 0.01,
      tasks: tasksOf([sleep(42)], [sleep(0)], [sleep(1)], [sleep(2)], [cpu(30), sleep(11)], [sleep(0)], [sleep(1)]),
    },
    { cores: 1 },
  ],
];

/** Runs it on every engine, and on recordings: what holds of one trace. */
function always(name: string, holds: (trace: Trace, seed: number) => void): void {
  describe(name, () => {
    test.each(cases)('$id', ({ engine, scenarios }) => {
      fc.assert(
        fc.property(scenarios, machines, fc.nat(), (scenario, machine, seed) => {
          holds(predict(engine, scenario, machine), seed);
        }),
        { numRuns: 60 },
      );
    });
    test.each(FAILED_ONCE)('%s', (_why, engine, scenario, machine) => {
      holds(predict(engineById(engine), scenario, machine), 1);
    });
    test.each(recordings)('%s', (_name, recording) => holds(readTrace(recording), 1));
  });
}

always('the critical path has no holes from 0 to the makespan, and its shares are the makespan', (trace) => {
  const path = criticalPath(trace);
  const { steps } = path;
  expect(path.guessed).toBe(!trace.knowsCauses);
  if (trace.totalMs === 0) {
    expect(steps).toEqual([]);
    return;
  }
  expect(steps[0]!.fromMs).toBe(0);
  expect(steps.at(-1)!.toMs).toBe(trace.totalMs);
  for (const [i, { fromMs, toMs }] of steps.entries()) {
    expect(toMs).toBeGreaterThan(fromMs);
    if (i > 0) expect(fromMs).toBe(steps[i - 1]!.toMs);
  }
  expect(sum(path.shares.values())).toBeCloseTo(trace.totalMs, 6);
  // Nobody is on the path while not handed over, nor beyond the end.
  for (const { row, kind, fromMs, toMs } of steps) {
    if (row < 0 || kind === 'caller' || kind === 'result') continue;
    expect(fromMs).toBeGreaterThanOrEqual((trace.spans.at.submit[row]! || 0) - 20);
    expect(toMs).toBeLessThanOrEqual(endOf(trace, row) + 1e-9);
  }
});

always('the path of one attempt ends with it, and is the whole path where it ended last', (trace) => {
  for (let row = 0; row < trace.spans.length; row++) {
    const { steps } = pathTo(trace, row);
    const end = endOf(trace, row);
    if (end === 0) continue;
    expect(steps[0]!.fromMs).toBe(0);
    expect(steps.at(-1)!.toMs).toBe(end);
    for (const [i, { fromMs }] of steps.entries()) if (i > 0) expect(fromMs).toBe(steps[i - 1]!.toMs);
  }
});

always('a cause is another attempt, and what it released comes back to it', (trace) => {
  for (let row = 0; row < trace.spans.length; row++) {
    const cause = causeOf(trace, row);
    expect(cause).not.toBe(row);
    const next = releasedBy(trace, row);
    if (next >= 0) expect(causeOf(trace, next)).toBe(row);
    if (cause >= 0) expect(releasedBy(trace, cause)).toBeGreaterThanOrEqual(0);
  }
});

always('causes that were recorded give the path that is guessed from the same', (trace, seed) => {
  const { length, at } = trace.spans;
  if (length === 0) return;
  const row = seed % length;
  trace.knowsCauses = false;
  const guessed = pathTo(trace, row);
  const causes = Array.from({ length }, (_, other) => causeOf(trace, other));
  for (const [other, cause] of causes.entries()) at.by[other] = cause;
  trace.knowsCauses = true;
  const recorded = pathTo(trace, row);
  expect([guessed.guessed, recorded.guessed]).toEqual([true, false]);
  // Where waits are not told, only a guess takes the time before a start for one.
  if (trace.source === 'predicted') expect(recorded.steps).toEqual(guessed.steps);
});

always('an attempt’s difference from its prediction is the sum of its parts', (trace, seed) => {
  const { length } = trace.spans;
  if (length === 0) return;
  const [one, other] = [seed % length, (seed * 7) % length];
  const { predictedMs, measuredMs, parts } = compareAttempts(trace, one, trace, other);
  expect(sum(parts.map(({ ms }) => ms))).toBeCloseTo(measuredMs - predictedMs, 6);
});

always('every reason is a sentence: of attempts, empty stretches, the run and what stands out', (trace, seed) => {
  const engine = ENGINES.find(({ id }) => id === trace.engine);
  if (!engine) return;
  const subject = { engine, predicted: trace, measured: trace };
  const known: Known = {
    state: {
      run: { kind: 'finished', tookMs: 0, oneByOne: false, hidden: false },
      lastRun: null,
      notice: null,
      selected: null,
      idle: null,
      scenario: trace.scenario,
      machineName: 'ideal machine, 2 cores',
      mistake: null,
    },
    scenario: trace.scenario,
    subjects: [subject],
    sequentialMs: 100,
    sequentialMeasuredMs: undefined,
    whatIf: () => undefined,
  };
  const reasons = [reasonFor(known)];
  const { task, attempt } = trace.spans.at;
  if (trace.spans.length > 0) {
    const row = seed % trace.spans.length;
    const selected = { engine: engine.id, task: task[row]!, attempt: attempt[row]! };
    reasons.push(reasonFor({ ...known, state: { ...known.state, selected } }));
  }
  for (let lane = 0; lane < lanesOf(trace); lane++)
    for (const { fromMs, toMs } of idleOf(trace, lane)) {
      const idle = { engine: engine.id, lane, fromMs, toMs };
      const reason = reasonFor({ ...known, state: { ...known.state, idle } });
      expect(reason.title).toMatch(/ idle\?$/);
      expect(sum(reason.line!.map(({ ms }) => ms))).toBeCloseTo(toMs - fromMs, 6);
      reasons.push(reason);
    }
  const says = reasons.flatMap((reason) => [...reason.says, ...(reason.notes ?? [])]);
  says.push(...standOuts(trace).map((one) => standOutSays(one, trace, engine)));
  expect(standOuts(trace).length).toBeLessThanOrEqual(5);
  for (const sentence of says) expect(plain(sentence)).toMatch(/^(?!.*(NaN|undefined|–| {2})).*\.$/);
});

always('an empty stretch is found at any moment within it', (trace) => {
  for (let lane = 0; lane < lanesOf(trace); lane++)
    for (const gap of idleOf(trace, lane))
      for (const part of [0, 0.5, 0.9]) {
        const at = gap.fromMs + (gap.toMs - gap.fromMs) * part;
        expect(idleAt(trace, lane, at)).toMatchObject({ fromMs: gap.fromMs, toMs: gap.toMs });
      }
});

always('stretches have no holes from submit to end', (trace) => {
  const own = new Life();
  for (let row = 0; row < trace.spans.length; row++) {
    own.load(trace, row);
    if (own.end === own.submit) continue;
    expect(own.from[0]).toBe(own.submit);
    expect(own.to[own.count - 1]).toBe(own.end);
    for (let i = 1; i < own.count; i++) expect(own.from[i]).toBe(own.to[i - 1]);
  }
});

always('busy and idle time is lanes times makespan, of all and of each lane, and parts have no holes', (trace) => {
  const all = idleByCause(trace);
  const lanes = lanesOf(trace);
  expect(all.lanes).toBe(lanes);
  expect(all.busyMs + sum(Object.values(all.idleMs))).toBeCloseTo(lanes * trace.totalMs, 6);
  let [busy, idle] = [0, 0];
  for (let lane = 0; lane < lanes; lane++) {
    const one = idleOfLane(trace, lane);
    busy += one.busyMs;
    for (const { fromMs, toMs, parts } of idleOf(trace, lane)) {
      idle += toMs - fromMs;
      expect(parts[0]!.fromMs).toBe(fromMs);
      expect(parts.at(-1)!.toMs).toBe(toMs);
      for (const [i, part] of parts.entries()) {
        expect(part.toMs).toBeGreaterThan(part.fromMs);
        if (i > 0) expect(part.fromMs).toBe(parts[i - 1]!.toMs);
      }
    }
  }
  expect(busy).toBeCloseTo(all.busyMs, 6);
  expect(idle).toBeCloseTo(sum(Object.values(all.idleMs)), 6);
  const busyShare = laneUtilisation(trace, 0, trace.totalMs);
  if (trace.totalMs > 0) expect(sum(busyShare) * trace.totalMs).toBeCloseTo(all.busyMs, 6);
  // So do the series, whatever the buckets.
  const series = idleSeries(trace, 0, trace.totalMs, 7);
  if (trace.totalMs > 0) expect(sum(series.flatMap((one) => [...one]))).toBeCloseTo(idle, 6);
});

always('the whole run as a window has the figures of the run; windows side by side add up', (trace, seed) => {
  const all = windowFigures(trace, 0, trace.totalMs);
  const known = figures(trace, { of: 'loop' });
  expect(all.attempts).toBe(trace.spans.length);
  // What was asked is what was computed, where nothing was cut short.
  const { outcome, task } = trace.spans.at;
  const rows = Array.from({ length: trace.spans.length }, (_, row) => row);
  const speed = trace.machine.speed ?? 1;
  const asked = (row: number) =>
    sum(trace.scenario.tasks[task[row]!]!.segments.map(({ kind, ms }) => (kind === 'cpu' ? ms / speed : 0)));
  if (trace.source === 'predicted' && rows.every((row) => OUTCOMES[outcome[row]!] === 'ok'))
    expect(all.cpuMs).toBeCloseTo(sum(rows.map(asked)), 6);
  for (const [cause, ms] of Object.entries(known.waitsMs)) expect(all.waitsMs[cause] ?? 0).toBeCloseTo(ms!, 6);
  const cut = ((seed % 997) / 997) * trace.totalMs;
  const [left, right] = [windowFigures(trace, 0, cut), windowFigures(trace, cut, trace.totalMs)];
  expect(left.cpuMs + right.cpuMs).toBeCloseTo(all.cpuMs, 6);
  expect(left.sleepMs + right.sleepMs).toBeCloseTo(all.sleepMs, 6);
  for (const [cause, ms] of Object.entries(all.waitsMs) as [keyof typeof all.waitsMs, number][])
    expect((left.waitsMs[cause] ?? 0) + (right.waitsMs[cause] ?? 0)).toBeCloseTo(ms, 6);
});

always('series hold all that was done and waited for, and no attempt vanishes', (trace, seed) => {
  if (trace.totalMs === 0) return;
  const buckets = 1 + (seed % 40);
  const all = windowFigures(trace, 0, trace.totalMs);
  const series = seriesOf(trace, 0, trace.totalMs, buckets);
  const total = (counts: Float64Array) => sum(counts) * series.bucketMs;
  expect(total(series.computing)).toBeCloseTo(all.cpuMs, 6);
  expect(total(series.sleeping)).toBeCloseTo(all.sleepMs, 6);
  for (let i = 0; i < buckets; i++) {
    // Who is there for a moment is counted, however little it is on average.
    const from = i * series.bucketMs;
    const to = from + series.bucketMs;
    const { start } = trace.spans.at;
    let there = 0;
    for (let row = 0; row < trace.spans.length; row++)
      if (start[row]! < to - 1e-6 && endOf(trace, row) > from + 1e-6) there++;
    expect(series.touched[i]).toBeGreaterThanOrEqual(there);
  }
});

always('a query’s rows are those of its mask, in order of start', (trace, seed) => {
  const queries = ['', 'ok', 'waiting > 1 ms', 'cause:gil', 'top 3 by wait', 'cpu > 10 ms lane 0', 'failed attempt 1'];
  const { mask, rows, total, of } = matchesOf(trace, parseQuery(queries[seed % queries.length]!));
  expect(of).toBe(trace.spans.length);
  expect(rows.length).toBe(total);
  expect(sum(mask)).toBe(total);
  const { start } = trace.spans.at;
  for (const [i, row] of rows.entries()) {
    expect(mask[row]).toBe(1);
    if (i > 0) expect(start[row]).toBeGreaterThanOrEqual(start[rows[i - 1]!]!);
  }
});

/** Random scenarios of the kinds that Ray, Celery and Spark know: nothing absurd comes of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Scenario, TaskSpec } from '../../src/scenario/scenario.ts';
import { validateScenario } from '../../src/scenario/validate.ts';
import { OUTCOMES } from '../../src/trace/trace.ts';

const ms = fc.integer({ min: 0, max: 400 });
const often = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });

/** What a task may have besides its work, by engine. `before`: how many tasks come before it. */
const FURTHER = {
  ray: (before: number) => ({
    cpus: often(fc.constantFrom(0, 0.5, 1, 2)),
    actor: often(fc.constantFrom('a', 'b')),
    after:
      before === 0
        ? fc.constant(undefined)
        : often(fc.array(fc.nat({ max: before - 1 }).map(String), { minLength: 1, maxLength: 3 })),
  }),
  celery: () => ({ delayMs: often(ms), priority: often(fc.integer({ min: 0, max: 9 })) }),
  spark: () => ({}),
} as const;

const KNOBS: Readonly<Record<keyof typeof FURTHER, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  ray: {
    maxRestarts: often(fc.nat({ max: 2 })),
    maxTaskRetries: often(fc.nat({ max: 2 })),
    cold: fc.boolean(),
    schedulingStrategy: fc.constantFrom('DEFAULT', 'SPREAD'),
  },
  celery: {
    prefetchMultiplier: often(fc.nat({ max: 4 })),
    acksLate: fc.boolean(),
    rejectOnWorkerLost: fc.constant(false),
    disablePrefetch: fc.boolean(),
    retryDelayMs: fc.integer({ min: 0, max: 500 }),
    rateLimitPerS: often(fc.integer({ min: 1, max: 20 })),
    maxTasksPerChild: often(fc.integer({ min: 1, max: 4 })),
    timeLimitMs: often(fc.integer({ min: 50, max: 400 })),
    broker: fc.constantFrom('redis', 'sqlite'),
    exitNotice: fc.constantFrom('at once', 'tick'),
  },
  spark: { maxFailures: often(fc.integer({ min: 1, max: 4 })), speculation: fc.boolean() },
};

const MACHINES = [
  { cores: 2 },
  {
    cores: 1,
    submitMs: 0.5,
    submitEachMs: 0.2,
    dispatchMs: 2,
    reuseGapMs: 2,
    workerStartMs: 450,
    workerStart2Ms: 600,
    actorStartMs: 500,
    actorCreateMs: 30,
    crashNoticeMs: 10,
  },
  {
    cores: 2,
    publishMs: 0.5,
    receiveMs: 0.7,
    beginMs: 0.8,
    turnMs: 1.7,
    resultMs: 2,
    lostNoticeMs: 25,
    childStartMs: 100,
    childExitMs: 110,
  },
  {
    cores: 2,
    jobSubmitMs: 10,
    taskStartMs: 4,
    taskEndMs: 2,
    stageGapMs: 8,
    pythonWorkerStartMs: 240,
    shuffleWriteMs: 12,
  },
];

type Kind = keyof typeof FURTHER;

function scenarios(kind: Kind): fc.Arbitrary<Scenario> {
  const task = (before: number) =>
    fc.record({
      segments: fc.array(fc.record({ kind: fc.constantFrom('sleep', 'cpu'), ms }), { minLength: 0, maxLength: 2 }),
      fails: often(fc.constantFrom<true | number[]>(true, [1], [2])),
      retry: often(fc.nat({ max: 2 })),
      dies: often(fc.constantFrom<number[]>([1], [1, 2])),
      ...FURTHER[kind](before),
    });
  return fc.integer({ min: 0, max: 12 }).chain((count) =>
    fc
      .record({
        tasks: fc.tuple(...Array.from({ length: count }, (_, before) => task(before))),
        workers: fc.integer({ min: 1, max: 4 }),
        hosts: fc.integer({ min: 1, max: 3 }),
        kills: often(
          fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 900 }), of: fc.nat(), host: fc.boolean() }), {
            maxLength: 2,
          }),
        ),
        ...KNOBS[kind],
      })
      .map(({ tasks, kills, ...knobs }) => {
        const whole = tasks.map((one, id): object => ({ id: String(id), ...one }));
        const given =
          count === 0
            ? undefined
            : kills?.map(({ atMs, of, host }) => ({ atMs, [host ? 'hostOf' : 'workerOf']: String(of % count) }));
        const plain = JSON.parse(JSON.stringify({ tasks: whole, kills: given, ...knobs }));
        return validateScenario(plain).scenario;
      }),
  );
}

const lastOf = (outcomes: readonly string[]) => outcomes.at(-1);

const ENGINES: readonly (readonly [Kind, string])[] = [
  ['ray', 'ray.get'],
  ['ray', 'ray.wait'],
  ['celery', 'celery'],
  ['celery', 'celery.group'],
  ['celery', 'celery.chord'],
  ['spark', 'spark'],
];

test('a caller on SQLite that waits for what never comes hangs, and its prediction does not', () => {
  const scenario = validateScenario({
    broker: 'sqlite',
    workers: 1,
    tasks: [0, 1].map((id) => ({ id: String(id), segments: [{ kind: 'sleep', ms: 300 }] })),
    kills: [{ atMs: 727, hostOf: '0' }],
  }).scenario;
  expect(predict(engineById('celery.group'), scenario, { cores: 2 }).facts.hung).toBe(true);
});

test("an actor's call that is made again goes before one that waits for its result", () => {
  const scenario = validateScenario({
    workers: 1,
    maxRestarts: 1,
    maxTaskRetries: 1,
    tasks: [
      { id: '0', segments: [], dies: [1], actor: 'a' },
      { id: '1', segments: [], actor: 'a', after: ['0'] },
    ],
  }).scenario;
  const { spans, facts } = predict(engineById('ray.wait'), scenario, { cores: 2 });
  expect(facts.hung).toBeUndefined();
  expect(Array.from(spans.at.outcome, (outcome) => OUTCOMES[outcome])).toEqual(['killed', 'ok', 'ok']);
});

describe.each(ENGINES)('%s: %s', (kind, id) => {
  test('attempts come one after another in time, waits are not negative, and every run comes to an end', () => {
    fc.assert(
      fc.property(scenarios(kind), fc.constantFrom(...MACHINES), (scenario, machine) => {
        const trace = predict(engineById(id), scenario, machine);
        const { task, submit, start, end, outcome, attempt, yielded } = trace.spans.at;
        expect(Number.isFinite(trace.totalMs)).toBe(true);
        const ends = new Map<number, string[]>();
        for (let row = 0; row < trace.spans.length; row++) {
          expect(start[row]!).toBeGreaterThanOrEqual(submit[row]! - 1e-6);
          expect(end[row]!).toBeGreaterThanOrEqual(start[row]! - 1e-6);
          expect(end[row]!).toBeLessThanOrEqual(trace.totalMs + 1e-6);
          if (!Number.isNaN(yielded[row]!)) expect(yielded[row]!).toBeGreaterThanOrEqual(end[row]! - 1e-6);
          expect(OUTCOMES[outcome[row]!]).not.toBe('running');
          const of = ends.get(task[row]!) ?? [];
          expect(attempt[row]).toBe(of.length + 1);
          ends.set(task[row]!, [...of, OUTCOMES[outcome[row]!]!]);
          trace.eachWait(row, (_cause, from, to, waitMs) => {
            expect(waitMs).toBeGreaterThanOrEqual(0);
            expect(to - from).toBeGreaterThanOrEqual(waitMs - 1e-6);
          });
        }
        const fits = (one: TaskSpec) => (one.cpus ?? 1) <= (scenario.workers ?? 1);
        // Nothing waits for ever, unless an actor keeps CPUs, a task asks for too many, or a whole machine went away.
        const keeps = scenario.tasks.some(({ actor, cpus }) => actor !== undefined && cpus !== undefined);
        const hostGone = scenario.kills?.some(({ hostOf }) => hostOf !== undefined);
        if (!keeps && !hostGone && scenario.tasks.every(fits)) expect(trace.facts.hung).toBeUndefined();
        // Without failures, deaths, dependencies and limits all tasks are done.
        const plain = (one: TaskSpec) => !one.fails && !one.dies && !one.after?.length && one.actor === undefined;
        const limited = (scenario as { timeLimitMs?: number }).timeLimitMs !== undefined;
        if (!limited && !scenario.kills?.length && scenario.tasks.every((one) => plain(one) && fits(one))) {
          expect(trace.facts.hung).toBeUndefined();
          for (const number of scenario.tasks.keys()) expect(lastOf(ends.get(number) ?? [])).toBe('ok');
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The part of the kernel's vocabulary that engines of many machines need, in virtual time. */
import { expect, test } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { lanesOf } from '../../src/engines/facts.ts';
import { engineById } from '../../src/engines/list.ts';
import {
  acquire,
  type Env,
  get,
  join,
  move,
  type Process,
  perform,
  performPart,
  type Steps,
  spawn,
  spawnOn,
} from '../../src/engines/vocabulary.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { packTrace } from '../../src/store/traces/pack-trace.ts';
import { unpackTrace } from '../../src/store/traces/packed-trace.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';

const PLACE = lanesOf('process', { waitsFor: 'resources', cpu: 'core', mortal: true });

function run(text: string, main: (env: Env) => Steps, machine: Machine = { cores: 1 }) {
  const engine: Engine = { ...engineById('ray.get'), id: 'probe', knobs: [], main };
  return traceFile(predict(engine, parseNotation(text).scenario, machine));
}
const spansOf = ({ spans }: ReturnType<typeof run>) =>
  spans.map(({ task, attempt, start, end, outcome }) => [task, attempt, start, end, outcome]);

/** Starts a process for each task, on its host. */
function* placed(
  env: Env,
  hostOf: (task: number) => number,
  program: (task: number) => Steps,
): Generator<never, Process[]> {
  const processes: Process[] = [];
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    processes.push((yield spawnOn(hostOf(task), () => program(task), [], PLACE) as never) as Process);
  }
  return processes;
}

test('each machine has cores of its own, and its own speed', () => {
  const machine = { cores: 1, nodes: [{}, { speed: 2 }] };
  const trace = run(
    '4 x cpu 100ms',
    function* (env) {
      yield* placed(
        env,
        (task) => task % 2,
        function* (task) {
          yield perform(task);
        },
      );
    },
    machine,
  );
  expect(trace.spans.map(({ task, host, end }) => [task, host, end])).toEqual([
    ['0', 0, 200],
    ['1', 1, 100],
    ['2', 0, 200],
    ['3', 1, 100],
  ]);
});

test.each([
  ['the engine', '2 x sleep 100ms', true],
  ['the scenario', '2 x sleep 100ms\nkill host of #1 at 40ms', false],
])('a machine goes away by %s, and its processes with it', (_by, text, byEngine) => {
  const trace = run(text, function* (env) {
    yield* placed(
      env,
      (task) => task,
      function* (task) {
        yield perform(task);
      },
    );
    const alarm = env.queue();
    alarm.later(0, 40);
    yield get(alarm);
    if (byEngine) env.killHost(1);
  });
  expect(spansOf(trace)).toEqual([
    ['0', 1, 0, 100, 'ok'],
    ['1', 1, 0, 40, 'killed'],
  ]);
});

test('an item comes later, unless it is called off', () => {
  const came: [unknown, number][] = [];
  const calledOff: boolean[] = [];
  run('nothing', function* (env) {
    const queue = env.queue();
    const first = queue.later('first', 30);
    const second = queue.later('second', 20);
    queue.later('third', 40);
    calledOff.push(second.callOff(), second.callOff());
    for (let n = 0; n < 2; n++) came.push([yield get(queue), env.now()]);
    calledOff.push(first.callOff());
  });
  expect(came).toEqual([
    ['first', 30],
    ['third', 40],
  ]);
  expect(calledOff).toEqual([true, false, false]);
});

test('amounts add up in fractions, and who wants much holds up those behind', () => {
  const got: [number, number][] = [];
  run('4 x nothing', function* (env) {
    const permits = env.permits(1);
    const done = env.queue();
    const wanted = [0.7, 0.3, 1, 0.1];
    for (const [k, amount] of wanted.entries())
      yield spawn(function* () {
        yield acquire(permits, amount);
        got.push([k, env.now()]);
        done.later(amount, 10);
      }, []);
    for (let n = 0; n < wanted.length; n++) permits.release(yield get(done));
    expect(permits.tryAcquire(1.0001)).toBe(false);
    expect(permits.tryAcquire(1)).toBe(true);
  });
  expect(got).toEqual([
    [0, 0],
    [1, 0],
    [2, 10],
    [3, 20],
  ]);
});

test('a task stops after a segment and goes on; what it waited for meanwhile is told', () => {
  const trace = run('sleep 10ms, sleep 5ms', function* (env) {
    yield* placed(
      env,
      () => 0,
      function* (task) {
        const first: boolean | undefined = yield performPart(task, 1);
        expect(first).toBeUndefined();
        const alarm = env.queue();
        alarm.later(0, 20);
        yield get(alarm);
        expect(yield perform(task)).toBe(true);
      },
    );
  });
  expect(trace.spans[0]).toMatchObject({
    start: 0,
    end: 35,
    segments: [
      { start: 0, end: 10 },
      { start: 30, end: 35 },
    ],
    waits: [{ for: 'dependency', start: 10, end: 30, ms: 20 }],
  });
});

test('attempts at a task may overlap; each has its number, and each is delivered by it', () => {
  const trace = run('sleep 30ms fails on 1', function* (env) {
    const [first] = yield* placed(
      env,
      () => 0,
      function* (task) {
        expect(yield perform(task)).toBe(false);
      },
    );
    const alarm = env.queue();
    alarm.later(0, 10);
    yield get(alarm);
    env.submit(0);
    const second: Process = yield spawn(
      function* () {
        expect(yield perform(0)).toBe(true);
      },
      [],
      PLACE,
    );
    yield join(first!);
    expect(env.attempts(0)).toBe(2);
    yield join(second);
    env.deliver(0, 2);
  });
  expect(spansOf(trace)).toEqual([
    ['0', 1, 0, 30, 'failed'],
    ['0', 2, 10, 40, 'ok'],
  ]);
  expect(trace.spans.map(({ yielded }) => yielded)).toEqual([null, 40]);
});

test('what moves on a link shares it evenly', () => {
  const arrived: [number, number][] = [];
  run('nothing', function* (env) {
    const link = env.link();
    for (const ms of [10, 20])
      yield spawn(function* () {
        yield move(link, ms);
        arrived.push([ms, env.now()]);
      }, []);
  });
  expect(arrived).toEqual([
    [10, 20],
    [20, 30],
  ]);
});

test('an engine says what a task without a process has waited for', () => {
  const trace = run('sleep 10ms', function* (env) {
    env.submit(0);
    const alarm = env.queue();
    for (const cause of ['broker', 'countdown'] as const) {
      alarm.later(0, 7);
      yield get(alarm);
      env.waited(0, cause);
    }
    yield spawn(
      function* () {
        yield perform(0);
      },
      [],
      PLACE,
    );
  });
  expect(trace.spans[0]!.waits).toEqual([
    { for: 'broker', start: 0, end: 7, ms: 7 },
    { for: 'countdown', start: 7, end: 14, ms: 7 },
  ]);
});

test('the machine of each span goes into files, out of them, and from a worker to the page', () => {
  const { scenario } = parseNotation('hosts 2\npool 1\n4 x sleep 10ms');
  const trace = predict(engineById('ray.wait'), scenario, { cores: 1 });
  const file = traceFile(trace);
  expect(new Set(file.spans.map(({ host }) => host))).toEqual(new Set([0, 1]));
  expect(traceFile(readTrace(JSON.parse(JSON.stringify(file)))).spans).toEqual(file.spans);
  expect(traceFile(unpackTrace(packTrace(trace).packed, scenario)).spans).toEqual(file.spans);
});

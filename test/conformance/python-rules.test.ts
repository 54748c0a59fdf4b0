/** What has changed in CPython since 3.11: each rule that is left out fails a recording, or a run that somebody looked at. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { type PythonRules, pythonRules } from '../../src/engines/python-rules.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { ALL_RULES } from '../../src/kernel/virtual/rules.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { predictionsOf, recordings } from './recordings.ts';
import { shortcomings } from './rule.ts';

const recording = (name: string) => recordings.find(([file]) => file === `python/${name}`)![1];

describe.each<[keyof PythonRules, string]>([
  ['gil', 'cpu-8-pool-2--ThreadPoolExecutor.as_completed@3.14t'],
  ['yieldsFirst', 'cpu-8-pool-2--threading.Thread@3.14t'],
  ['runQueues', 'cpu-8-pool-2--threading.Thread@3.14t'],
  ['contentionCosts', 'locked-6-pool-3--ThreadPoolExecutor.as_completed@3.14t'],
  ['locksHandOver', 'locked-6-pool-3--ThreadPoolExecutor.as_completed@3.14'],
  ['buffersMap', 'buffered-12--ThreadPoolExecutor.map@3.14'],
  ['ownGils', 'cpu-8-pool-2--InterpreterPoolExecutor.as_completed@3.14'],
  ['interpretersBoot', 'cpu-8-pool-2--InterpreterPoolExecutor.as_completed@3.15'],
  ['cancelsSilently', 'stop-workers--ProcessPoolExecutor.as_completed@3.15'],
])('%s', (rule, name) => {
  test(`${name} is not met without it`, () => {
    const recorded = recording(name);
    const holds = pythonRules(recorded.machine)[rule];
    const predictions = predictionsOf(recorded, undefined, { ...ALL_RULES, python: { [rule]: !holds } });
    expect(shortcomings(recorded, predictions)).not.toEqual([]);
  });
});

const LINUX: Machine = {
  cores: 2,
  python: '3.14',
  threadStartMs: 0.03,
  forkStartMs: 1.4,
  spawnStartMs: 57,
  forkserverStartMs: 60,
  forkserverForkMs: 4,
};
const run = (engine: string, text: string, machine: Machine, python: Partial<PythonRules> = {}): TraceFile =>
  traceFile(predict(engineById(engine), parseNotation(text).scenario, machine, { rules: { ...ALL_RULES, python } }));

describe('forkserver', () => {
  const text = 'pool 2\n2 x sleep 200ms';
  const pool = 'ProcessPoolExecutor.as_completed';

  test('it is the start method since 3.14, where nothing is said', () => {
    const begins = (machine: Machine) => run(pool, text, machine).spans[0]!.start;
    expect(begins(LINUX)).toBeGreaterThan(55);
    expect(begins({ ...LINUX, python: '3.13' })).toBeLessThan(10);
    expect(begins({ ...LINUX, python: undefined as never })).toBeLessThan(10);
    expect(run(pool, `${text}\nstartMethod fork`, LINUX).spans[0]!.start).toBeLessThan(10);
  });

  test('starterWaits: the first submit lasts as long as the boot; without the rule it would be the tasks that wait', () => {
    const second = (python: Partial<PythonRules>) =>
      run(pool, text, LINUX, python).spans.find(({ task }) => task === '1')!.submit!;
    expect(second({})).toBeGreaterThan(55);
    expect(second({ starterWaits: false })).toBeLessThan(5);
  });

  test('the server boots once: later processes cost a fork each', () => {
    const [first, second] = run('multiprocessing.Process', '2 x sleep 200ms', LINUX).spans;
    expect(second!.start - first!.start).toBeLessThan(5);
  });

  test('startsOnDemand: a result leaves a credit, so that the next submit starts no process', () => {
    const later = 'pool 2\n#a sleep 50ms\nafter #a: sleep 50ms';
    const lanes = (python: Partial<PythonRules>) => run(pool, later, LINUX, python).spans.map(({ lane }) => lane);
    expect(lanes({})).toEqual([0, 0]);
    const begins = (python: Partial<PythonRules>) => run(pool, later, LINUX, python).spans[1]!.start;
    expect(begins({})).toBeLessThan(begins({ startsOnDemand: false }));
  });
});

describe('eagerSteps', () => {
  const text = 'cpu 20ms\nsleep 50ms\nsleep 0';
  const second = (python: Partial<PythonRules>) => run('asyncio.eager', text, LINUX, python).spans[1]!.submit!;
  test('create_task returns after the first step', () => expect(second({})).toBe(20));
  test('without the rule it returns at once', () => expect(second({ eagerSteps: false })).toBe(0));
});

test('looksWhileYielding: beside threads that compute, a result is there after some yields, not after all', () => {
  const text = 'pool 4\n3 x cpu 300ms\ncpu 3ms';
  const free: Machine = { ...LINUX, gil: false };
  const heard = (machine: Machine) =>
    run('ThreadPoolExecutor.as_completed', text, machine).spans.find(({ task }) => task === '3')!.submit!;
  expect(heard(free)).toBeGreaterThan(100);
  expect(heard({ ...free, python: '3.15' })).toBeLessThan(40);
});

describe('a lock', () => {
  const sections = (ms: number, count: number) =>
    `pool 2\n2 x ${Array.from({ length: count }, () => `cpu ${ms}ms lock a`).join(', ')}`;
  const ends = (machine: Machine, text: string) =>
    run('ThreadPoolExecutor.as_completed', text, machine).spans.map(({ end }) => end!);

  test('before 3.13 the first thread does all of its own', () => {
    const [first, second] = ends({ ...LINUX, python: '3.11' }, sections(3, 20)) as [number, number];
    expect(first).toBeLessThan(75);
    expect(second).toBeGreaterThan(115);
  });
  test('since then it changes hands', () => {
    const [first] = ends(LINUX, sections(3, 20)) as [number, number];
    expect(first).toBeGreaterThan(100);
  });
  test('of one interpreter is not that of another', () => {
    const trace = run('InterpreterPoolExecutor.as_completed', 'pool 2\n2 x cpu 100ms lock a', LINUX);
    expect(trace.totalMs).toBeLessThan(110);
  });
  test.each(['ThreadPoolExecutor.as_completed', 'threading.Thread', 'ProcessPoolExecutor.as_completed', 'web-workers'])(
    'on %s who waits for it is told so, and work and waits are all there is',
    (engine) => {
      for (const gil of [true, false]) {
        const text = 'pool 3\n3 x cpu 40ms lock a, sleep 5ms, cpu 10ms lock "b c"\ncpu 30ms';
        const { spans } = run(engine, text, { ...LINUX, gil });
        expect(spans.some(({ waits }) => waits?.some((wait) => wait.for === 'lock'))).toBe(true);
        for (const { submit, end, waits = [], task } of spans) {
          const waited = waits.reduce((sum, { ms }) => sum + ms, 0);
          expect(end! - submit! - waited).toBeCloseTo(task === '3' ? 30 : 55, 6);
        }
      }
    },
  );
});

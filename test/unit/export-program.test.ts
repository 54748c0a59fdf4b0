/** `overlap.export`: which program, in which language, and what is refused. */
import { describe, expect, test } from 'vitest';
import { languagesOf } from '../../src/code/program.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Overlap } from '../../src/store/overlap.ts';
import { exportProgram } from '../../src/store/page-calls.ts';

const shown = parseNotation('pool 3\nsleep 0..4').scenario;
const page = { store: { getState: () => ({ scenario: shown }) } } as unknown as Overlap;

test('every engine has a program', () => {
  expect(ENGINES.filter(({ id }) => languagesOf(id).length === 0).map(({ id }) => id)).toEqual([]);
});

describe.each(ENGINES.map(({ id }) => id))('%s', (engine) => {
  test('gives the scenario of the page, or one that is named', () => {
    expect(exportProgram(page, { engine })).toContain('5 tasks');
    const other = exportProgram(page, { engine, scenario: 'pool 2\n7 x sleep 20ms' });
    expect(other).toContain('7 tasks');
    // Nothing is left open, and no value that is none.
    expect(other.replaceAll(/(: |!== )undefined/g, '')).not.toMatch(/undefined|NaN|\[object/);
  });
});

test('the language is the engine’s own', () => {
  expect(exportProgram(page, { engine: 'asyncio.gather' })).toMatch(/^"""/);
  expect(exportProgram(page, { engine: 'async-pool' })).toMatch(/^\/\*\*/);
});

test('what cannot be is refused with its place', () => {
  expect(() => exportProgram(page, { engine: 'asyncio.gather', lang: 'typescript' })).toThrow(
    'lang: expected "python"',
  );
  expect(() => exportProgram(page, { engine: 'nobody' })).toThrow('engine: expected one of');
  expect(() => exportProgram(page, { engine: 'multiprocessing.Pool.map', scenario: 'sleep 1s retry 1' })).toThrow(
    'scenario.tasks[0].retry',
  );
});

test('names that are not numbers, kills, a start method and a pool size that is left open', () => {
  const named = exportProgram(page, {
    engine: 'ProcessPoolExecutor.as_completed',
    scenario: {
      tasks: [
        { id: 'a "b"', segments: [{ kind: 'sleep', ms: 10 }] },
        { id: "it's", segments: [{ kind: 'sleep', ms: 20 }], after: ['a "b"'] },
      ],
      startMethod: 'spawn',
      kills: [{ atMs: 5, workerOf: 'a "b"' }],
    },
  });
  expect(named).toContain('TASKS = ["a \\"b\\"", "it\'s"]');
  expect(named).toContain('AFTER = {"it\'s": ["a \\"b\\""]}');
  expect(named).toContain('get_context("spawn")');
  expect(named).toContain('Left out: the workers that the scenario kills from outside.');
});

describe('Celery', () => {
  const after = 'pool 2\na: sleep 0.1\na: sleep 0.2\nb after a: sleep 0.1\nc after b: sleep 0.1';

  test('tasks that follow others are links, chords, or refused with their place', () => {
    const program = exportProgram(page, { engine: 'celery', scenario: after });
    expect(program).toContain('link(messages[i])');
    expect(program).toContain('chord([messages[j] for j in AFTER[joins[i]]])(callback)');
    const refused = (engine: string, scenario: string) => () => exportProgram(page, { engine, scenario });
    expect(refused('celery.group', after)).toThrow('scenario.tasks[2].after: expected nothing: a group has no order');
    expect(refused('celery.chain', after)).toThrow('scenario.tasks[1].after: expected the task before');
    expect(refused('celery.chord', after)).toThrow('scenario.tasks[2].after: expected that only the last task follows');
    const two = 'pool 2\na: 2 x sleep 0.1\nb after a: sleep 0.1\nc after a: sleep 0.1';
    expect(refused('celery', two)).toThrow('scenario.tasks[2].after: expected tasks that follow none');
  });

  test('its knobs are settings, and the broker is SQLite unless the scenario says Redis', () => {
    const knobs =
      'pool 3\nprefetchMultiplier 1\nacksLate on\nrateLimitPerS 5\n3 x sleep 0.1 retry 2 fails\nretryDelayMs 200';
    const program = exportProgram(page, { engine: 'celery', scenario: knobs });
    for (const text of [
      'worker_concurrency=3',
      'worker_prefetch_multiplier=1',
      'task_acks_late=True',
      '@app.task(bind=True, rate_limit="5/s")',
      'self.retry(countdown=0.2, max_retries=RETRIES[i])',
      'sqla+sqlite:///celery.db',
    ])
      expect(program).toContain(text);
    expect(exportProgram(page, { engine: 'celery', scenario: 'broker redis\nsleep 1' })).toContain('redis://localhost');
  });
});

test('Spark: stages are shuffles, jobs at times of their own are threads', () => {
  const stages = 'pool 3\nload: 3 x sleep 0.1\nmerge after load: sleep 0.1';
  const program = exportProgram(page, { engine: 'spark', scenario: stages });
  expect(program).toContain('stage_1 = stage(spark, TASKS[0:3])\n        stage_2 = stage(spark, [3], stage_1)');
  expect(program).toContain('"spark.master", "local[3]"');
  const jobs = 'pool 2\njob a at 0ms\njob b at 100ms pool x\n2 x sleep 0.1 job a\nsleep 0.1 job b\nmaxFailures 3';
  const threads = exportProgram(page, { engine: 'spark', scenario: jobs });
  expect(threads).toContain('InheritableThread(target=job) for job in [job_1, job_2]');
  expect(threads).toContain('"local[2, 3]"');
});

test('the head tells a stranger what it is, what to install, how to run it, and where results and clusters are', () => {
  const head = (engine: string) => exportProgram(page, { engine }).split('"""')[1]!;
  expect(head('InterpreterPoolExecutor.map')).toMatch(/^5 tasks on an InterpreterPoolExecutor with 3 interpreters/);
  expect(head('ray.get')).toContain('It starts Ray on this computer, unless RAY_ADDRESS names a cluster.');
  expect(head('celery')).toContain('The log of the worker shows what tasks return.');
  expect(head('celery.group')).not.toContain('the log of the worker');
  const whole =
    /^5 tasks[^\n]+\.\n\nNeeds Python 3\.\d+ or newer[^\n]*\.\n(?:Start [^\n]+\n)?Run it: python program\.py/;
  for (const { id } of ENGINES.filter((engine) => languagesOf(engine.id)[0] === 'python'))
    expect(head(id)).toMatch(whole);
});

describe('locks under which tasks compute', () => {
  const scenario = 'pool 2\n2 x cpu 3ms lock a, sleep 5ms\ncpu 4ms lock "b c", cpu 1ms';
  const program = (engine: string, text = scenario) => exportProgram(page, { engine, scenario: text });
  const PYTHON = ENGINES.filter(
    ({ id, group }) => languagesOf(id)[0] === 'python' && /^(python|asyncio)/.test(group ?? ''),
  );

  test.each(PYTHON.map(({ id }) => [id]))('%s has them', (engine) => {
    const text = program(engine);
    expect(text).not.toContain('Left out');
    expect(text).toContain('compute_under(LOCKS[lock], seconds)');
    expect(text).toContain('("cpu", 0.003, "a"), ("sleep", 0.005, None)');
    expect(text).toContain('def compute(seconds)');
  });

  test('threads have those of `threading`', () => {
    expect(program('threading.Thread')).toContain('LOCKS = {"a": threading.Lock(), "b c": threading.Lock()}');
    const one = program('ThreadPoolExecutor.map', 'pool 2\n4 x cpu 3ms lock a');
    expect(one).toContain('compute_under(LOCKS["a"], 0.003)');
    expect(one).not.toContain('def compute(seconds)');
    expect(program('ThreadPoolExecutor.map', 'cpu 3ms lock a\ncpu 4ms lock a')).toContain(
      'compute_under(LOCKS["a"], SECONDS[i])',
    );
  });

  test('each process gets those of its parent, of the start method that it was started by', () => {
    const pool = program('multiprocessing.Pool.imap', `${scenario}\nstartMethod spawn`);
    expect(pool).toContain('context = multiprocessing.get_context("spawn")');
    expect(pool).toContain('for name in ["a", "b c"]:\n        LOCKS[name] = context.Lock()');
    expect(pool).toContain('with context.Pool(2, initializer=share, initargs=[LOCKS]) as pool:');
    expect(program('ProcessPoolExecutor.map', 'pool 2\n2 x cpu 3ms lock a')).toContain(
      '    LOCKS["a"] = multiprocessing.Lock()\n    with futures.ProcessPoolExecutor(\n        max_workers=2, initializer=share, initargs=[LOCKS]\n    ) as executor:',
    );
    const each = program('multiprocessing.Process');
    expect(each).toContain('Process(target=task_with_locks, args=[LOCKS, i])');
    const retried = program('multiprocessing.Process', 'cpu 3ms lock a fails on 1 retry 1');
    expect(retried).toContain('Process(target=task_with_locks, args=[LOCKS, i, attempt])');
  });

  test('what has no lock that all could share says that they are left out', () => {
    for (const engine of ['celery', 'ray.get', 'web-workers']) {
      const text = program(engine);
      expect(text).toContain('Left out: the locks under which tasks compute.');
      expect(text).not.toContain('LOCKS');
    }
  });
});

import { describe, expect, test } from 'vitest';
import { programOf } from '../../src/code/program.ts';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';

/** Costs as of the machine of the recordings, rounded. */
const MACHINE = { cores: 2, switchIntervalMs: 5, threadStartMs: 0.05, forkStartMs: 1.5, pipeRoundTripMs: 0.03 };

/** @param python the machine's version, that of the recordings where it is left out */
function run(engine: string, text: string, python?: string) {
  const machine = { ...MACHINE, ...(python && { python }) };
  const { facts, spans, totalMs } = traceFile(predict(engineById(engine), parseNotation(text).scenario, machine));
  const outcomes = spans.map(({ task, outcome }) => `${task} ${outcome}`).sort();
  return { raised: facts.raised, raisedMs: facts.raisedMs, outcomes, totalMs };
}

/** `count` tasks that end like this. */
const all = (count: number, outcome: string) => Array.from({ length: count }, (_, k) => `${k} ${outcome}`);

describe('a TaskGroup names every exception of its children', () => {
  test.each([
    ['5 x cpu 30ms fails', ['0', '1', '2', '3', '4']],
    ['2 x sleep 50ms fails\n3 x sleep 300ms', ['0', '1']],
    ['3 x nothing fails\nsleep 50ms', ['0', '1', '2']],
    ['sleep 50ms fails\nsleep 200ms fails', ['0']],
    ['sleep 50ms fails retry 1\nsleep 70ms fails', ['1']],
    ['giveUpMs 50\ncpu 60ms fails\nsleep 100ms', ['0']],
  ])('%s', (text, raised) => {
    expect(run('asyncio.TaskGroup', text).raised).toEqual(raised);
  });

  test("one that began after a task that it needs had failed raises that one's error too, before anyone is cancelled", () => {
    const text = 'a: cpu 20ms fails\nb after a: cpu 40ms\nc after b: sleep 50ms\nsleep 100ms';
    expect(run('asyncio.TaskGroup', text, '3.14').raised).toEqual(['0', '0', '0']);
    expect(run('asyncio.TaskGroup', text, '3.11').raised).toEqual(['0']);
  });

  test('and one that waits for it by then is cancelled', () => {
    const text = 'a: sleep 20ms fails\nb after a: cpu 5ms';
    expect(run('asyncio.TaskGroup', text, '3.14').raised).toEqual(['0']);
  });

  test('gather raises the first only', () => {
    expect(run('asyncio.gather', '5 x cpu 30ms fails').raised).toEqual(['0']);
  });
});

describe('map that fetches one more with each result (3.14) and meets a failure cancels what it has just submitted', () => {
  test.each(['ThreadPoolExecutor.map', 'InterpreterPoolExecutor.map'])(
    '%s: the thread that waited has not begun it',
    (engine) => {
      const text = 'python 3.14\npool 4\nbuffersize 2\nsleep 300ms\nsleep 50ms\nsleep 250ms fails\nsleep 280ms';
      const { raised, raisedMs, totalMs } = run(engine, text);
      expect(raised).toEqual(['2']);
      expect(totalMs).toBe(raisedMs);
    },
  );

  test('ProcessPoolExecutor.map: the manager has not put it into the call queue', () => {
    const text = 'pool 2\nbuffersize 1\nsleep 300ms\nsleep 100ms fails\nsleep 280ms';
    const { raised, raisedMs, totalMs } = run('ProcessPoolExecutor.map', text, '3.14');
    expect(raised).toEqual(['1']);
    expect(totalMs).toBe(raisedMs);
  });

  test('but not what a thread began while the caller waited', () => {
    const text = 'python 3.14\npool 4\nbuffersize 2\nsleep 300ms\nsleep 50ms\nsleep 350ms fails\nsleep 280ms';
    const { outcomes } = run('ThreadPoolExecutor.map', text);
    expect(outcomes).toEqual(['0 ok', '1 ok', '2 failed', '3 ok']);
  });
});

describe('a caller that gives up', () => {
  test.each(['asyncio.gather', 'asyncio.gather.return_exceptions', 'asyncio.TaskGroup', 'event-loop'])(
    '%s: the timeout cancels all tasks that have not ended',
    (engine) => {
      const { raised, raisedMs, outcomes, totalMs } = run(engine, 'giveUpMs 150\n4 x sleep 200ms\nsleep 10ms');
      expect(raised).toEqual(['TimeoutError']);
      expect(raisedMs).toBeGreaterThanOrEqual(150);
      expect(totalMs).toBe(raisedMs);
      expect(totalMs).toBeLessThan(152);
      expect(outcomes).toEqual([...all(4, 'cancelled'), '4 ok']);
    },
  );

  test('asyncio.Semaphore: tasks that wait for a permit never begin', () => {
    const { raised, outcomes } = run('asyncio.Semaphore', 'pool 2\ngiveUpMs 150\n6 x sleep 100ms');
    expect(raised).toEqual(['TimeoutError']);
    expect(outcomes).toEqual(['0 ok', '1 ok', '2 cancelled', '3 cancelled']);
  });

  test('a loop that computes hears of its timer when it is free, in the order of all timers', () => {
    const text = 'giveUpMs 50\nsleep 60ms\nsleep 10ms\ncpu 80ms';
    expect(run('asyncio.gather', text)).toMatchObject({
      raised: ['TimeoutError'],
      raisedMs: 80,
      outcomes: ['0 cancelled', '1 ok', '2 ok'],
    });
  });

  test('tasks that end in the pass of the timer are results for gather, and too late for the timeout around a TaskGroup', () => {
    const text = 'giveUpMs 50\n4 x cpu 40ms';
    expect(run('asyncio.gather', text)).toMatchObject({ raised: undefined, outcomes: all(4, 'ok') });
    expect(run('asyncio.TaskGroup', text)).toMatchObject({ raised: ['TimeoutError'], outcomes: all(4, 'ok') });
  });

  test('since 3.12 they are too late for wait_for around gather as well: it cancels what awaits a future that is set', () => {
    const late = { raised: ['TimeoutError'], outcomes: all(4, 'ok') };
    for (const engine of ['asyncio.gather', 'asyncio.gather.return_exceptions', 'asyncio.TaskGroup'])
      expect({ engine, ...run(engine, 'giveUpMs 50\n4 x cpu 40ms', '3.14') }).toMatchObject({ engine, ...late });
  });

  test.each(['asyncio.gather', 'asyncio.gather.return_exceptions', 'asyncio.Semaphore', 'asyncio.eager'])(
    "%s: since 3.12 the timeout's callback cancels the tasks itself, one too whose sleep ends in the same pass",
    (engine) => {
      const text = 'giveUpMs 48.9\nsleep 48.4ms\nsleep 154ms';
      expect(run(engine, text, '3.14').outcomes).toEqual(['0 cancelled', '1 cancelled']);
      // Eager tasks are there since 3.12.
      if (engine !== 'asyncio.eager') expect(run(engine, text, '3.11').outcomes).toEqual(['0 ok', '1 cancelled']);
    },
  );

  test('where gather has raised by then, a task that has its turn before the caller has left goes on', () => {
    const first = 'pool 4\ngiveUpMs 97.4\ncpu 12ms\nsleep 98ms, cpu 36ms\ncpu 5ms fails';
    const { raised, outcomes } = run(
      'asyncio.Semaphore',
      `${first}\ncpu 30ms\ncpu 51ms\ncpu 4ms fails\ncpu 11ms`,
      '3.14',
    );
    expect(raised).toEqual(['TimeoutError']);
    expect(outcomes).toContain('1 ok');
  });

  test('a caller that has to wait for the GIL once its time is over looks once more: as_completed takes what has ended by then', () => {
    // The second task computes from 48 to 52 ms: less than an interval after the caller has asked for the GIL.
    const text = 'pool 1\ngiveUpMs 50\nsleep 48ms\ncpu 4ms';
    expect(run('ThreadPoolExecutor.as_completed', text).raised).toBeUndefined();
    expect(run('ThreadPoolExecutor.as_completed', `${text}\nsleep 10ms`).raised).toEqual(['TimeoutError']);
  });

  test.each([
    'multiprocessing.Pool.map',
    'multiprocessing.Pool.imap',
    'ThreadPoolExecutor.as_completed',
    'ProcessPoolExecutor.as_completed',
  ])('%s: its program counts from before workers start', (engine) => {
    const text = programOf(engine, parseNotation('giveUpMs 150\n3 x sleep 200ms').scenario, {});
    expect(text).toMatch(/until = time\.monotonic\(\) \+ 0\.15\n(?: *\w+ = .*\n)* *with /);
    expect(text).toMatch(/until - time\.monotonic\(\)/);
  });

  test('asyncio.eager: its program counts from before it makes tasks, which may compute as they are made', () => {
    for (const tasks of ['3 x cpu 20ms', 'cpu 20ms\nsleep 100ms fails']) {
      const text = programOf('asyncio.eager', parseNotation(`giveUpMs 50\n${tasks}`).scenario, {});
      expect(text).toMatch(/until = .*\.time\(\) \+ 0\.05\n.*task\(i\).*asyncio\.timeout_at\(until\)/s);
      expect(text).not.toContain('wait_for');
    }
  });

  test('asyncio.to_thread: threads go on, what no thread has begun is cancelled', () => {
    const { raised, outcomes, totalMs } = run('asyncio.to_thread', 'giveUpMs 150\n10 x sleep 200ms');
    expect(raised).toEqual(['TimeoutError']);
    expect(outcomes).toEqual(all(6, 'ok'));
    expect(totalMs).toBeLessThan(210);
  });

  test('ThreadPoolExecutor.map: what no thread has begun is cancelled', () => {
    const { raised, outcomes, totalMs } = run('ThreadPoolExecutor.map', 'pool 2\ngiveUpMs 150\n10 x sleep 200ms');
    expect(raised).toEqual(['TimeoutError']);
    expect(outcomes).toEqual(all(2, 'ok'));
    expect(totalMs).toBeLessThan(210);
  });

  test('ThreadPoolExecutor.map: a result that is there is taken even after the deadline', () => {
    expect(run('ThreadPoolExecutor.map', 'pool 1\ngiveUpMs 1000\n3 x sleep 100ms').raised).toBeUndefined();
  });

  test('ProcessPoolExecutor.map: what is in the call queue runs, too', () => {
    const { raised, outcomes, totalMs } = run('ProcessPoolExecutor.map', 'pool 2\ngiveUpMs 150\n10 x sleep 200ms');
    expect(raised).toEqual(['TimeoutError']);
    expect(outcomes).toEqual(all(3, 'ok'));
    expect(totalMs).toBeLessThan(425);
  });

  test.each(['ThreadPoolExecutor.as_completed', 'ProcessPoolExecutor.as_completed'])(
    '%s: as_completed cancels nothing',
    (engine) => {
      const { raised, outcomes } = run(engine, 'pool 2\ngiveUpMs 150\n6 x sleep 200ms');
      expect(raised).toEqual(['TimeoutError']);
      expect(outcomes).toEqual(all(6, 'ok'));
    },
  );

  test.each(['multiprocessing.Pool.map', 'multiprocessing.Pool.imap', 'multiprocessing.Pool.imap_unordered'])(
    '%s: leaving the pool terminates its workers',
    (engine) => {
      const { raised, outcomes, totalMs } = run(engine, 'pool 2\ngiveUpMs 150\n6 x sleep 200ms');
      expect(raised).toEqual(['TimeoutError']);
      expect(outcomes).toEqual(all(2, 'killed'));
      expect(totalMs).toBeCloseTo(150, 0);
    },
  );

  test.each(['threading.Thread', 'multiprocessing.Process', 'web-workers', 'async-pool', 'semaphore', 'sequential'])(
    '%s: the others go on',
    (engine) => {
      const { raised, outcomes } = run(engine, 'pool 2\ngiveUpMs 150\n3 x sleep 200ms');
      expect(raised).toEqual(['TimeoutError']);
      expect(outcomes).toEqual(all(3, 'ok'));
    },
  );
});

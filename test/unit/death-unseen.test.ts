/** `concurrent/futures/process.py`, `wait_result_broken_or_wakeup`: the manager watches the processes that were there when it began to wait. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';

const MACHINE = { cores: 2, python: '3.14', forkserverForkMs: 1.5 };

function run(engine: string, text: string, startMethod: 'fork' | 'forkserver') {
  const scenario = { ...parseNotation(text).scenario, startMethod };
  const { facts, totalMs } = traceFile(predict(engineById(engine), scenario, MACHINE));
  return { raised: facts.raised, totalMs };
}

describe.each(['ProcessPoolExecutor.as_completed', 'ProcessPoolExecutor.map'])('%s', (engine) => {
  const lastDies = 'pool 3\nsleep 200ms\nsleep 300ms\nsleep 40ms dies';

  test('nobody hears of the death of the process that was started last until the manager hears of something else', () => {
    const { raised, totalMs } = run(engine, lastDies, 'forkserver');
    expect(raised).toEqual(['BrokenProcessPool']);
    expect(totalMs).toBeGreaterThanOrEqual(200);
    expect(totalMs).toBeLessThan(210);
  });

  test('of the death of one before it at once', () => {
    const { raised, totalMs } = run(engine, 'pool 3\nsleep 200ms\nsleep 40ms dies\nsleep 300ms', 'forkserver');
    expect(raised).toEqual(['BrokenProcessPool']);
    expect(totalMs).toBeLessThan(50);
  });

  test('with fork all are there before the manager is', () => {
    expect(run(engine, lastDies, 'fork').totalMs).toBeLessThan(50);
  });

  test('a caller that gives up wakes the manager, which finds the pool broken and ends the others', () => {
    const { raised, totalMs } = run(engine, 'pool 2\ngiveUpMs 100\nsleep 300ms\nsleep 40ms dies', 'forkserver');
    expect(raised).toEqual(['TimeoutError']);
    expect(totalMs).toBeLessThan(110);
  });
});

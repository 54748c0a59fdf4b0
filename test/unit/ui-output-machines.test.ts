/** What programs on Ray, Celery and Spark print, a line after another. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { outputOf } from '../../src/ui/panels/output/printed.ts';

const lines = (engine: string, text: string) =>
  outputOf(predict(engineById(engine), parseNotation(text).scenario, { cores: 2 }), undefined, 200);
const said = (engine: string, text: string) => lines(engine, text).map((line) => line.said);

test("Ray's workers print with their pid before, the driver the list at its end", () => {
  expect(said('ray.get', 'pool 2\nsleep 0\n2 x sleep 1')).toEqual([
    '(pid=17741) 00:00:00.000000: 0',
    '(pid=17742) 00:00:01.000000: 1',
    '(pid=17741) 00:00:01.000000: 2',
    '[0, 1, 2]',
  ]);
});

test('what Ray raises ends the program, or is caught item by item', () => {
  const text = 'pool 2\nsleep 100ms fails\nsleep 300ms';
  expect(said('ray.get', text)).toEqual([
    'Traceback (most recent call last):',
    'ray.exceptions.RayTaskError(TaskFailed)',
    '(pid=17742) 00:00:00.300000: 1',
  ]);
  expect(said('ray.wait', text)).toContain('00:00:00.100000: ray.exceptions.RayTaskError(TaskFailed)');
});

test('a worker of Celery logs its banner, what it receives, and how that ended', () => {
  const log = said('celery', 'pool 1\nsleep 1s\nsleep 100ms fails\nsleep 100ms fails on 1 retry 1\nretryDelayMs 200');
  expect(log[0]).toBe(' -------------- celery@worker1 v5.7.0');
  expect(log).toContain('- *** --- * --- .> concurrency: 1 (prefork)');
  const own = log.slice(log.indexOf('celery@worker1 ready.') + 1);
  expect(own[0]).toBe('[00:00:00,000: INFO/MainProcess] Task tasks.run[0] received');
  expect(own).toContain('[00:00:01,000: INFO/ForkPoolWorker-1] Task tasks.run[0] succeeded in 1s: 0');
  expect(own).toContain('[00:00:01,100: ERROR/ForkPoolWorker-1] Task tasks.run[1] raised unexpected: TaskFailed()');
  expect(own).toContain('[00:00:01,200: INFO/ForkPoolWorker-1] Task tasks.run[2] retry: Retry in 0.2s: TaskFailed()');
});

test('a killed child is in the log of its worker', () => {
  const log = said('celery', 'pool 2\n2 x sleep 400ms\nkill worker of #1 at 250ms');
  expect(log).toContain(
    "[00:00:00,250: ERROR/MainProcess] Task handler raised error: WorkerLostError('Worker exited prematurely: signal 9 (SIGKILL) Job: 1.')",
  );
});

test('Spark shows the progress of stages older than half a second, then the list', () => {
  const log = said('spark', 'pool 2\nmap: 4 x sleep 1s\nreduce after map: 2 x sleep 100ms');
  expect(log[0]).toMatch(/^\[Stage 0:> +\(0 \+ 2\) \/ 4\]$/);
  expect(log[0]).toHaveLength(80);
  expect(log[1]).toMatch(/^\[Stage 0:=+> +\(2 \+ 2\) \/ 4\]$/);
  expect(log.at(-1)).toBe('00:00:02.100: [4, 5]');
});

test('each line names the attempt that it is about, and lines come in order of time', () => {
  const log = lines('celery', 'pool 2\n6 x sleep 100ms +-50%');
  expect(log.map(({ atMs }) => atMs)).toEqual(log.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  expect(log.filter(({ row }) => row !== undefined)).toHaveLength(12);
});

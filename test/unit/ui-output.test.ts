import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { outputOf } from '../../src/ui/panels/output/printed.ts';

const printed = (engine: string, text: string, most = 100) =>
  outputOf(predict(engineById(engine), parseNotation(text).scenario, { cores: 2 }), 0, most).map(({ said }) => said);

test('results are printed as each reaches the caller, caught errors by name', () => {
  expect(printed('web-workers', 'pool 2\nsleep 200ms\nsleep 100ms fails')).toEqual(['TimeoutError', '0']);
});

test('an exception that ends the program is printed as a traceback', () => {
  const text = 'pool 2\nsleep 50ms\n2 x sleep 200ms\nkill worker of #1 at 100ms';
  expect(printed('ProcessPoolExecutor.as_completed', text)).toEqual([
    '0',
    'Traceback (most recent call last):',
    'concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.',
  ]);
  expect(printed('asyncio.TaskGroup', 'sleep 50ms\nsleep 100ms fails')).toEqual([
    'Traceback (most recent call last):',
    'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)',
  ]);
  expect(printed('ThreadPoolExecutor.map', 'pool 2\nsleep 50ms\nsleep 100ms fails')).toEqual([
    '0',
    'Traceback (most recent call last):',
    'TimeoutError',
  ]);
});

test.each([
  ['asyncio.TaskGroup', '3 x cpu 30ms fails', 'ExceptionGroup: unhandled errors in a TaskGroup (3 sub-exceptions)'],
  ['asyncio.TaskGroup', 'giveUpMs 50\n2 x sleep 100ms', 'TimeoutError'],
  ['asyncio.gather', 'giveUpMs 50\n2 x sleep 100ms', 'TimeoutError'],
  ['ThreadPoolExecutor.map', 'giveUpMs 50\n2 x sleep 100ms', 'TimeoutError'],
  [
    'ThreadPoolExecutor.as_completed',
    'giveUpMs 50\nsleep 10ms\n2 x sleep 100ms',
    'TimeoutError: 2 (of 3) futures unfinished',
  ],
  ['multiprocessing.Pool.map', 'giveUpMs 50\n2 x sleep 100ms', 'multiprocessing.context.TimeoutError'],
])('%s: %j ends with what Python prints', (engine, text, last) => {
  expect(printed(engine, text).at(-1)).toBe(last);
});

test('only the last lines are kept', () => {
  expect(printed('web-workers', 'pool 2\n5 x sleep 10ms', 2)).toEqual(['3', '4']);
});

import { afterEach, expect, test, vi } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { idealMachine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { predictOnPage } from '../../src/store/predict/on-page.ts';
import { TaskTime, taskTime } from '../../src/store/predict/task-time.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A page on which a thousand tasks take so long (ms), again and again. */
function pageWhere(ms: number, times = 50): TaskTime {
  const time = new TaskTime();
  for (let n = 0; n < times; n++) time.took(1000, ms);
  return time;
}

/** The most tasks that are few, to ten. */
function mostOf(time: TaskTime): number {
  let most = 0;
  while (time.isLittle(most + 10)) most += 10;
  return most;
}

test('where tasks take four times as long a quarter of them is few; where they take less, no more than at first', () => {
  const atFirst = mostOf(new TaskTime());
  expect(mostOf(pageWhere(2))).toBe(atFirst);
  expect(mostOf(pageWhere(0.1))).toBe(atFirst);
  expect(mostOf(pageWhere(8)) / atFirst).toBeCloseTo(1 / 4, 1);
});

test('a prediction that something held up hardly counts, and what is small tells nothing', () => {
  const time = new TaskTime();
  const atFirst = mostOf(time);
  time.took(1000, 10_000);
  expect(mostOf(time)).toBeGreaterThan(0.75 * atFirst);
  for (let n = 0; n < 50; n++) time.took(1000, 1);
  for (let n = 0; n < 50; n++) time.took(5, 10);
  expect(mostOf(time)).toBe(atFirst);
});

test('a page that leaves all to the worker tries again after a while, and not at once', () => {
  const time = pageWhere(8);
  const tasks = 2 * mostOf(time);
  let left = 0;
  for (; !time.isLittle(tasks) && left < 1000; left++) time.leftToWorker();
  expect(left).toBeGreaterThan(10);
  expect(left).toBeLessThan(200);
});

test('predictions on the page tell how long they took, those that came to no end too', () => {
  vi.stubGlobal('Worker', class {});
  const took = vi.spyOn(taskTime, 'took').mockReturnValue();
  let [now, passes] = [0, 5];
  vi.spyOn(performance, 'now').mockImplementation(() => (now += passes));
  const predicted = (tasks: number) =>
    predictOnPage(engineById('web-workers'), parseNotation(`${tasks} x sleep 1`).scenario, idealMachine(2));
  expect(predicted(50)).toBeDefined();
  expect(took).toHaveBeenLastCalledWith(50, 5);
  passes = 50;
  expect(predicted(2000)).toBeUndefined();
  expect(took).toHaveBeenLastCalledWith(2000, 100);
});

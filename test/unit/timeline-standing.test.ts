import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { Deliveries, standingOf } from '../../src/ui/timeline/model/standing.ts';

/** How the header of an engine says that a run of this example ended; its prediction stands in for the run. */
function saidOf(preset: string, engine: string) {
  const scenario = draftScenario(presetDraft(PRESETS.find(({ id }) => id === preset)!));
  const trace = predict(engineById(engine), scenario, { cores: 2 });
  return standingOf(engineById(engine), trace, trace, new Deliveries().count(trace, engineById(engine)));
}

/** A run of tasks a, b and c, each begun once: when each ended, when the caller got it, and how it ended. */
function three(source: 'measured' | 'imported', ends: number[], yields: number[], outcomes: string[] = []) {
  const tasks = ['a', 'b', 'c'].map((id) => ({ id, segments: [] }));
  const trace = new Trace(source, 'x', { cores: 1 }, { tasks });
  for (let task = 0; task < 3; task++) {
    trace.begin(task, 0, 1, 0, task);
    if (outcomes[task]) trace.spans.at.outcome[task] = outcomeNumber(outcomes[task] as 'ok');
  }
  trace.spans.at.end.set(ends);
  trace.spans.at.yielded.set(yields);
  return trace;
}

const FOR_LOOP = engineById('sequential');

describe('how an ended run stands', () => {
  test.each([
    ['article', 'web-workers', '5 of 5 done in 5.00 s'],
    ['errors-everywhere', 'asyncio.gather', 'raised TimeoutError at 200 ms: 0 of 5 results'],
    ['errors-everywhere', 'ThreadPoolExecutor.map', 'raised TimeoutError at 200 ms: 1 of 5 results'],
    ['errors-everywhere', 'asyncio.TaskGroup', 'raised ExceptionGroup at 200 ms: 0 of 5 results'],
    ['errors-everywhere', 'ThreadPoolExecutor.as_completed', '4 of 5 done in 650 ms, 1 failed'],
    ['kill-worker', 'ProcessPoolExecutor.as_completed', 'raised BrokenProcessPool at 250 ms: 0 of 4 results'],
    ['article', 'celery', '5 of 5 done in 5.00 s'],
    ['kill-worker', 'multiprocessing.Pool.imap', 'hangs: nobody will ever give the caller 3 results'],
    ['kill-worker', 'multiprocessing.Pool.imap_unordered', 'hangs: nobody will ever give the caller 1 result'],
  ])('%s on %s: %s', (preset, engine, text) => {
    const said = saidOf(preset, engine);
    expect(said.text).toBe(text);
    expect(said.bar).toBeUndefined();
  });

  test('a task that is tried again and succeeds is done once, and has not failed', () => {
    expect(saidOf('errors', 'web-workers').text).toBe('10 of 11 done in 1.28 s, 1 failed');
  });

  test('cancelled: what the caller had by then', () => {
    const trace = three('measured', [1, 2, 3], [1, Number.NaN, Number.NaN], ['ok', 'cancelled', 'cancelled']);
    trace.facts.stoppedMs = 1204;
    trace.totalMs = 1204;
    const said = standingOf(FOR_LOOP, trace, undefined, new Deliveries().count(trace));
    expect(said).toEqual({ text: '1 of 3, cancelled at 1.20 s', short: '1 of 3, cancelled', bar: undefined });
  });
});

describe('before and while it runs', () => {
  test('a prediction says what it predicts, and has no bar', () => {
    const scenario = draftScenario({ text: 'sleep 0..4', knobs: { workers: 3 }, engines: [] });
    const trace = predict(FOR_LOOP, scenario, { cores: 2 });
    const none = { total: 0, results: 0, failed: 0 };
    expect(standingOf(FOR_LOOP, undefined, trace, none)).toEqual({
      text: 'predicted 10.00 s',
      short: '',
      bar: undefined,
    });
    expect(standingOf(FOR_LOOP, undefined, undefined, none).text).toBe('');
  });

  test('a run under way counts what the caller has, with a bar', () => {
    const trace = three('measured', [1, 2, Number.NaN], [1, Number.NaN, Number.NaN], ['ok', 'ok']);
    trace.nowMs = 2500;
    const said = standingOf(FOR_LOOP, trace, undefined, new Deliveries().count(trace));
    expect(said.text).toBe('1 of 3, 2.50 s so far');
    expect(said.bar).toBeCloseTo(1 / 3);
  });

  test('an attempt that failed and will be tried again counts for nothing yet', () => {
    const trace = three('measured', [1, 2, Number.NaN], [1, 2, Number.NaN], ['failed', 'ok']);
    const again = new Trace('measured', 'x', { cores: 1 }, { tasks: [{ id: 'a', segments: [], retry: 1 }] });
    again.begin(0, 0, 1, 0, 0);
    again.spans.at.end[0] = again.spans.at.yielded[0] = 1;
    again.spans.at.outcome[0] = outcomeNumber('failed');
    expect(new Deliveries().count(again)).toEqual({ total: 1, results: 0, failed: 0 });
    expect(new Deliveries().count(trace)).toEqual({ total: 3, results: 1, failed: 1 });
  });
});

test('what a broker has delivered once more has not failed yet, though its task asks for no retry', () => {
  const trace = three('measured', [1, 2, Number.NaN], [1, 2, Number.NaN], ['ok', 'killed']);
  expect(new Deliveries().count(trace).failed).toBe(1);
  trace.queued = [{ task: 1, attempt: 2, submit: 2, cause: 'broker', since: 2 }];
  expect(new Deliveries().count(trace)).toEqual({ total: 3, results: 1, failed: 0 });
});

test('results are those that reached the caller; of a file from elsewhere, which tells none, what ended', () => {
  const counted = (source: 'measured' | 'imported') =>
    new Deliveries().count(three(source, [1, 2, Number.NaN], [1, Number.NaN, Number.NaN])).results;
  expect(counted('measured')).toBe(1);
  expect(counted('imported')).toBe(2);
});

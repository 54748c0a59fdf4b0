/** Sentences and numbers that the page once had wrong, each as it should be. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { criticalPath } from '../../src/trace/queries/critical-path.ts';
import { errorOf, rowsOf } from '../../src/ui/dock/rows.ts';
import { reasonFor } from '../../src/ui/reason/choose.ts';
import { pathLine } from '../../src/ui/reason/path.ts';
import type { Known, Reason, Subject } from '../../src/ui/reason/reason.ts';
import { occurring } from '../../src/ui/timeline/model/occurring.ts';
import { countsAt, countWords, foretoldWords } from '../../src/ui/timeline/model/shares/counts.ts';
import { queueWords } from '../../src/ui/timeline/rows/queue.ts';
import { timesWords } from '../../src/ui/words/names-and-numbers.ts';
import { plain } from '../../src/ui/words/sentence.ts';
import { knownState } from '../known-state.ts';
import { cutAt } from './partial-trace.ts';

const CALIBRATED: Machine = { cores: 2, speed: 0.97, messageRoundTripMs: 0.4, threadStartMs: 0.3, forkStartMs: 3 };

function traceOf(id: string, text: string, machine: Machine = { cores: 2 }) {
  return predict(engineById(id), parseNotation(text).scenario, machine);
}

function said(subjects: readonly Partial<Subject>[], text: string, state: Partial<Known['state']> = {}): string {
  return saidOf(subjects, parseNotation(text).scenario, state);
}

function saidOf(subjects: readonly Partial<Subject>[], scenario: Scenario, state: Partial<Known['state']>): string {
  const reason: Reason = reasonFor({
    state: knownState(scenario, state),
    scenario,
    subjects: subjects as readonly Subject[],
    sequentialMs: Number.NaN,
    sequentialMeasuredMs: undefined,
    whatIf: () => undefined,
  } as Known);
  return [reason.title, ...[...reason.says, ...(reason.notes ?? [])].map(plain)].join(' | ');
}

test('after Calibrate a message is no wait: of five tasks not the other five wait', () => {
  const text = 'sleep 0..4\npool 3';
  const subjects = ['web-workers', 'async-pool', 'semaphore'].map((id) => ({
    engine: engineById(id),
    predicted: traceOf(id, text, CALIBRATED),
  }));
  const words = said(subjects, text);
  expect(words).toContain('tasks 0, 1 and 2 start at once');
  expect(words).not.toMatch(/other five|all five/);
});

test('what a critical path went to is said in words, not in names of our own', () => {
  const trace = traceOf('ThreadPoolExecutor.map', '6 x sleep 20ms\npool 2', CALIBRATED);
  for (const { label } of pathLine(trace, criticalPath(trace)))
    expect(label).not.toMatch(/ (?:caller|result|between)$/);
});

test('many wait for their turn, one for its turn', () => {
  expect(queueWords(3, 'turn')).toBe('tasks wait for their turn');
  expect(queueWords(1, 'turn')).toBe('task waits for its turn');
  expect(queueWords(2, 'worker')).toBe('tasks wait for a worker');
});

test('a prediction by itself counts nothing as ended', () => {
  const counts = countsAt(traceOf('web-workers', '200 x sleep 1ms\n3 x sleep 1ms fails\npool 8'), Number.NaN);
  expect(foretoldWords(counts)).toBe('203 tasks, by prediction 3 fail');
  expect(countWords(counts, false)).toBe('0 run, 0 wait, 3 failed, 203 of 203 ended');
});

test('tasks that never began are named after a cancel', () => {
  const text = '5 x sleep 100ms\npool 2';
  const whole = traceOf('web-workers', text);
  const subject = { engine: engineById('web-workers'), predicted: whole, measured: cutAt(whole, 150, 'cancelled') };
  expect(said([subject], text, { run: { kind: 'cancelled', atMs: 150 } })).toContain('Task 4 never began.');
});

test('a wait longer than the run is told of one task', () => {
  const text = '40 x sleep 5ms, cpu 10ms';
  const trace = traceOf('threading.Thread', text, { ...CALIBRATED, switchIntervalMs: 5 });
  const subject = { engine: engineById('threading.Thread'), predicted: trace, measured: trace };
  const run = { kind: 'finished', tookMs: trace.totalMs, oneByOne: false, hidden: false } as const;
  const words = said([subject], text, { run });
  const [, waited] = /On average a task waited ([\d.]+) ms for the GIL/.exec(words) ?? [];
  expect(Number(waited)).toBeLessThan(trace.totalMs);
});

test('no engine chosen is not said to be no task', () => {
  expect(said([], 'sleep 1')).toContain('No engine is chosen.');
});

test('what has no pool and computes nothing is not said to be 0 % busy', () => {
  const text = '5 x sleep 1';
  const { scenario } = parseNotation(text);
  const busy = (id: string) =>
    rowsOf({
      state: knownState(scenario, {}),
      scenario,
      subjects: [{ engine: engineById(id), predicted: traceOf(id, text), measured: undefined }],
      sequentialMs: 5000,
      sequentialMeasuredMs: undefined,
      whatIf: () => undefined,
    } as Known)[0]!.utilisation;
  expect(busy('asyncio.gather')).toBe('–');
  expect(busy('sequential')).toBe('100 %');
});

test('a death foretold: no more workers than the pool has, and the one that dies is marked', () => {
  const scenario = draftScenario(presetDraft(PRESETS.find(({ id }) => id === 'worker-dies')!));
  const trace = predict(engineById('web-workers'), scenario, { cores: 2 });
  const { lane } = trace.spans.at;
  expect(new Set(lane.slice(0, trace.spans.length))).toEqual(new Set([0, 1, 2]));
  expect([...occurring([trace])]).toContain('killed');
});

test('when results arrive is told where only that differs', () => {
  const scenario = draftScenario(presetDraft(PRESETS.find(({ id }) => id === 'generator-or-list')!));
  const subjects = ['multiprocessing.Pool.map', 'multiprocessing.Pool.imap_unordered'].map((id) => {
    const trace = predict(engineById(id), scenario, { cores: 2 });
    return { engine: engineById(id), predicted: trace, measured: trace };
  });
  const run = { kind: 'finished', tookMs: 1200, oneByOne: false, hidden: false } as const;
  expect(saidOf(subjects, scenario, { run })).toMatch(/first result/);
});

test('how far off, and how much faster, is a number that people say', () => {
  expect(errorOf(168_500, 1000)).toBe('169×');
  expect(errorOf(1002, 1000)).toBe('+0.2 %');
  expect([1.816, 12.36, 168.5, 16_750].map(timesWords)).toEqual(['1.82×', '12.4×', '169×', '16,750×']);
});

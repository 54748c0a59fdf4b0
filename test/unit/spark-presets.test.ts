/** Each example of Spark shows, in its prediction, what its sentence says. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { presetDraft } from '../../src/scenario/presets.ts';
import { SPARK_PRESETS } from '../../src/scenario/spark-presets.ts';
import { type SpanFile, type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';

const seen = new Set<string>();
function shown(id: string, engine = 'spark'): TraceFile {
  seen.add(id);
  const preset = SPARK_PRESETS.find((one) => one.id === id)!;
  const machine = preset.machine ?? { cores: 2 };
  return traceFile(predict(engineById(engine), draftScenario(presetDraft(preset)), machine));
}
const span = ({ spans }: TraceFile, task: number, attempt = 1): SpanFile =>
  spans.find((one) => one.task === String(task) && one.attempt === attempt)!;
const last = ({ spans }: TraceFile) => Math.max(...spans.map(({ end }) => end!));

test('a retry is behind the task that took its slot, and before all others', () => {
  const trace = shown('spark-retry');
  expect(span(trace, 1, 2).start).toBeGreaterThan(span(trace, 2).start);
  expect(span(trace, 1, 2).start).toBeLessThan(span(trace, 3).start);
});

test('the other task of a failed job ends ok, late, and gives nothing', () => {
  const trace = shown('spark-aborted');
  expect(trace.facts).toMatchObject({ raised: ['0'] });
  expect(span(trace, 1)).toMatchObject({ outcome: 'ok', yielded: null });
  expect(span(trace, 1).end).toBe(2000);
  // Until then the second job has one slot.
  expect(span(trace, 5).end).toBeLessThan(2000);
  expect(new Set([2, 3, 4, 5].map((task) => span(trace, task).start)).size).toBe(4);
});

test('a local run ends with its first failure', () => {
  const trace = shown('spark-local');
  expect(trace.spans.filter(({ task }) => task === '1')).toHaveLength(1);
  expect(trace.facts.raised).toEqual(['1']);
});

test('short tasks take ten times as long', () => {
  expect(last(shown('spark-short')) / 20).toBeGreaterThan(10 * 5);
});

test('the task behind an exception waits for a new process', () => {
  const trace = shown('spark-process');
  expect(span(trace, 2).start - span(trace, 1).end!).toBeGreaterThan(240);
});

test('the second pool has a slot as soon as one is free', () => {
  const trace = shown('spark-fair');
  expect(span(trace, 8).start).toBeLessThan(span(trace, 3).start);
});

test('a finished map task runs again', () => {
  const trace = shown('spark-executor');
  expect([span(trace, 1, 1), span(trace, 1, 2)].map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
});

test('the far host waits for three seconds', () => {
  const trace = shown('spark-locality');
  const far = trace.spans.find(({ host }) => host !== span(trace, 0).host)!;
  expect(far.start).toBeGreaterThanOrEqual(3200);
  expect(far.start).toBeLessThan(4500);
});

test('parents share the slots', () => {
  const trace = shown('spark-join');
  expect(span(trace, 4).start).toBeLessThan(span(trace, 3).end!);
  expect(span(trace, 7).start).toBe(Math.max(...[0, 1, 2, 3, 4, 5, 6].map((task) => span(trace, task).end!)));
});

test('all results come at the end', () => {
  const trace = shown('spark-results');
  expect(new Set(trace.spans.map((one) => one.yielded))).toEqual(new Set([last(trace)]));
  const other = shown('spark-results', 'ThreadPoolExecutor.as_completed');
  expect(new Set(other.spans.map((one) => one.yielded)).size).toBeGreaterThan(4);
});

test('no wave waits for another', () => {
  const trace = shown('spark-waves');
  const ends = [0, 1, 2, 3].map((task) => span(trace, task).end!);
  expect(span(trace, 4).start).toBe(Math.min(...ends));
});

test('the copy is first, and the straggler goes on', () => {
  const trace = shown('spark-straggler');
  expect(span(trace, 2, 2).yielded).toBeLessThan(span(trace, 2, 1).end!);
  expect(span(trace, 2, 1).yielded).toBeNull();
});

test('each example is looked at', () => {
  expect([...seen].sort()).toEqual(SPARK_PRESETS.map(({ id }) => id).sort());
});

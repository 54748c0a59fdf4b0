/** Each example of Ray and of Celery shows, in its prediction, what its sentence says. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CELERY_PRESETS } from '../../src/scenario/celery-presets.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { presetDraft } from '../../src/scenario/presets.ts';
import { RAY_PRESETS } from '../../src/scenario/ray-presets.ts';
import { type SpanFile, type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';

const ALL = [...RAY_PRESETS, ...CELERY_PRESETS];
const seen = new Set<string>();
function shown(id: string, engine?: string): TraceFile {
  seen.add(id);
  const preset = ALL.find((one) => one.id === id)!;
  const by = engineById(engine ?? preset.engines![0]!);
  return traceFile(predict(by, draftScenario(presetDraft(preset)), preset.machine!));
}
const spans = ({ spans: all }: TraceFile, task: number): SpanFile[] => all.filter((one) => one.task === String(task));
const span = (trace: TraceFile, task: number, attempt = 1): SpanFile =>
  spans(trace, task).find((one) => one.attempt === attempt)!;
const caught = ({ facts }: TraceFile) => facts.caught as Record<string, { ms: number; type: string }>;

test('a retry waits for the beat', () => {
  const trace = shown('ray-retry');
  expect(span(trace, 0).end).toBeLessThan(220);
  expect(span(trace, 0, 2).start).toBeGreaterThan(500);
});

test('a lost worker is retried, a failure is not', () => {
  const trace = shown('ray-lost');
  expect(spans(trace, 0)).toHaveLength(1);
  expect(spans(trace, 1).map(({ outcome }) => outcome)).toEqual(['killed', 'ok']);
});

test('ray.get raises while others go on, ray.wait has all', () => {
  const trace = shown('ray-raises');
  expect(trace.facts.raisedMs).toBeLessThan(150);
  expect(span(trace, 0)).toMatchObject({ outcome: 'ok', yielded: null });
  expect(span(shown('ray-raises', 'ray.wait'), 0).yielded).toBeGreaterThan(600);
});

test('the third of the halves waits for a process', () => {
  const trace = shown('ray-half');
  const starts = trace.spans.map(({ start }) => start);
  expect(starts[1]).toBeLessThan(10);
  expect(starts[2]).toBeGreaterThan(400);
  expect(starts.filter((ms) => ms < 700).length).toBeGreaterThanOrEqual(4);
});

test('no call that waited for the actor runs', () => {
  const trace = shown('ray-restart');
  expect([2, 3, 4].flatMap((task) => spans(trace, task))).toEqual([]);
  expect(caught(trace)['2']!.type).toBe('ActorUnavailableError');
});

test('retried calls are not in order', () => {
  const trace = shown('ray-order');
  const last = [1, 2, 3, 4].map((task) => spans(trace, task).at(-1)!);
  expect(last.every(({ outcome }) => outcome === 'ok')).toBe(true);
  const starts = last.map(({ start }) => start);
  expect(starts).not.toEqual(starts.toSorted((a, b) => a - b));
});

test('the failure behind a failure comes after its turn', () => {
  const trace = shown('ray-poison');
  expect(spans(trace, 7)).toEqual([]);
  expect(caught(trace)['7']!.ms).toBeGreaterThan(900);
});

test('the large task runs last', () => {
  const trace = shown('ray-large');
  expect(Math.max(...trace.spans.map(({ start }) => start))).toBe(span(trace, 2).start);
});

test('the second kind begins after half a second', () => {
  const trace = shown('ray-second-kind');
  const first = Math.min(...[24, 25, 26, 27].map((task) => span(trace, task).start));
  expect(first).toBeGreaterThan(500);
  expect(first).toBeLessThan(span(trace, 23).start);
});

test('the third actor never starts', () => {
  const trace = shown('ray-actors-hold');
  expect(spans(trace, 2)).toEqual([]);
  expect(trace.facts.hung).toBe(true);
});

test('the actor waits for a process, the task does not', () => {
  const trace = shown('ray-warm');
  expect(span(trace, 0).start).toBeLessThan(10);
  expect(span(trace, 1).start).toBeGreaterThan(400);
});

test('after a failure the pool makes no more calls', () => {
  expect(new Set(shown('ray-actor-pool').spans.map(({ task }) => task)).size).toBeLessThan(8);
  expect(new Set(shown('ray-actor-pool', 'ray.wait').spans.map(({ task }) => task)).size).toBe(10);
});

test('the second task is on the other node', () => {
  const trace = shown('ray-second-node');
  expect(span(trace, 0).host).not.toBe(span(trace, 1).host);
});

test('what ran on the dead node runs on the other', () => {
  const trace = shown('ray-node-dies');
  const again = trace.spans.filter(({ attempt }) => attempt === 2);
  expect(again.length).toBeGreaterThan(0);
  expect(again.every(({ host }) => host !== span(trace, 2).host)).toBe(true);
  expect(span(trace, 8).outcome).toBe('ok');
});

test('short tasks wait behind the long one', () => {
  const trace = shown('celery-unlucky');
  const { host, end } = span(trace, 0);
  const behind = trace.spans.filter((one) => one.host === host && one.start >= end!);
  const others = trace.spans.filter((one) => one.host !== host);
  expect(behind.length).toBeGreaterThan(2);
  expect(Math.max(...others.map((one) => one.end!))).toBeLessThan(1500);
});

test('late acks alone lose the task', () => {
  expect(spans(shown('celery-late'), 1).map(({ outcome }) => outcome)).toEqual(['killed']);
});

test('the rejected task is last', () => {
  const trace = shown('celery-rejected');
  expect(span(trace, 1, 2).start).toBe(Math.max(...trace.spans.map(({ start }) => start)));
  expect(span(trace, 1, 2).outcome).toBe('ok');
});

test('one child does the work until the tick', () => {
  const trace = shown('celery-tick');
  const between = trace.spans.filter(({ start }) => start > 250 && start < 3000);
  expect(new Set(between.map(({ lane }) => lane)).size).toBe(1);
  expect(new Set(trace.spans.filter(({ start }) => start > 3000).map(({ lane }) => lane)).size).toBe(2);
});

test('the messages of the lost worker come back', () => {
  const trace = shown('celery-visibility');
  expect(span(trace, 1, 2).start).toBeGreaterThan(3000);
  expect(span(trace, 1, 2).start).toBeLessThan(4000);
});

test('the long task runs twice at once', () => {
  const trace = shown('celery-twice');
  expect(spans(trace, 0).length).toBeGreaterThan(1);
  expect(span(trace, 0, 2).start).toBeLessThan(span(trace, 0, 1).end!);
});

test('a group takes half a second', () => {
  const trace = shown('celery-half-second');
  expect(Math.max(...trace.spans.map(({ end }) => end!))).toBeLessThan(150);
  expect(Math.min(...trace.spans.map((one) => one.yielded!))).toBeGreaterThan(500);
});

test('the retry is last', () => {
  const trace = shown('celery-retry');
  const starts = trace.spans.map(({ start }) => start).toSorted((a, b) => a - b);
  // Of the two that begin last, one is the retry.
  expect(span(trace, 0, 2).start).toBeGreaterThanOrEqual(starts.at(-2)!);
});

test('each worker has the rate for itself', () => {
  const trace = shown('celery-rate');
  const starts = trace.spans.map(({ start }) => start).toSorted((a, b) => a - b);
  expect((1000 * 10) / (starts.at(-1)! - starts[1]!)).toBeGreaterThan(9);
});

test('every third task waits for a child', () => {
  const trace = shown('celery-children');
  expect(span(trace, 1).start - span(trace, 0).end!).toBeLessThan(5);
  expect(span(trace, 2).start - span(trace, 1).end!).toBeGreaterThan(150);
});

test('the callback never begins', () => {
  const trace = shown('celery-chord');
  expect(spans(trace, 4)).toEqual([]);
  expect([1, 2, 3].map((task) => span(trace, task).outcome)).toEqual(['ok', 'ok', 'ok']);
});

test('SQLite is looked into late', () => {
  const trace = shown('celery-sqlite');
  expect(Math.min(...trace.spans.map(({ start }) => start))).toBeGreaterThan(790);
});

test('each example is looked at', () => {
  expect([...seen].sort()).toEqual(ALL.map(({ id }) => id).sort());
});

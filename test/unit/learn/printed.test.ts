/** The article held to account: its numbers as they stand there, ours as they stand in the recordings, the model close to both. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engineById } from '../../../src/engines/list.ts';
import { predict } from '../../../src/kernel/virtual/predict.ts';
import { LESSONS } from '../../../src/learn/list.ts';
import { PRINTED, printedMs, stampsIn } from '../../../src/learn/printed.ts';
import { draftScenario } from '../../../src/scenario/draft.ts';
import { CPYTHON_LINUX } from '../../../src/scenario/machine.ts';
import { EXAMPLES } from '../../../src/store/python/examples/list.ts';
import { traceFile } from '../../../src/trace/files/trace-file.ts';

const TRACES = new URL('../../conformance/traces/', import.meta.url);

interface Span {
  readonly task: string;
  readonly end: number;
  readonly yielded?: number;
}

const moments = (spans: readonly Span[], moment: 'end' | 'yielded', fromStart: boolean): number[] => {
  const byTask = [...spans].sort((a, b) => Number(a.task) - Number(b.task)).map((span) => span[moment]!);
  return byTask.map((ms) => ms - (fromStart ? 0 : byTask[0]!));
};

test.each(Object.entries(PRINTED))('%s', (_, printed) => {
  const { engine, workers, recording, recordedMs, moment, from, program } = printed;
  if (program !== undefined) expect(EXAMPLES.map(({ id }) => id)).toContain(program);
  const { spans } = JSON.parse(readFileSync(new URL(`${recording}.json`, TRACES), 'utf8')) as { spans: Span[] };
  const recorded = moments(spans, moment, from !== undefined);
  const draft = { text: 'sleep 0..4', knobs: workers === undefined ? {} : { workers }, engines: [engine] };
  const predicted = moments(
    traceFile(predict(engineById(engine), draftScenario(draft), CPYTHON_LINUX)).spans as unknown as Span[],
    moment,
    from !== undefined,
  );
  for (const [i, ms] of printedMs(printed).entries()) {
    expect(Math.abs(recorded[i]! - recordedMs[i]!)).toBeLessThan(0.2);
    expect(Math.abs(ms - recorded[i]!)).toBeLessThan(60);
    expect(Math.abs(ms - predicted[i]!)).toBeLessThan(60);
  }
});

test('a lesson of each section that has printed times shows them', () => {
  expect(Object.keys(PRINTED).filter((section) => !LESSONS.some(({ article }) => article === section))).toEqual([]);
});

test('the times that a program printed are read by what they are of', () => {
  expect([...stampsIn("<class 'generator'>\n10:00:00.500000: 0\n10:00:01.750000: 1\ndone\n")]).toEqual([
    ['0', 36_000_500],
    ['1', 36_001_750],
  ]);
});

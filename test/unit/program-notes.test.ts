/** What a trace of a program has beside its times, saved and opened again. */
import { beforeAll, expect, test } from 'vitest';
import { POOL_THREAD } from '../../src/engines/python/places.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { traceText } from '../../src/trace/files/trace-out.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { outputOf } from '../../src/ui/panels/output/printed.ts';
import { laneName } from '../../src/ui/words/lane-name.ts';
import { importText } from '../import-text.ts';
import { runOnMachine } from '../programs-machine.ts';

let trace: Trace;
beforeAll(async () => {
  const { told } = await runOnMachine(async (main) => {
    main.spawn('fetch', async (acts) => {
      await acts.sleep(20);
      acts.print('fetched\n');
      await acts.compute(12);
      acts.notify(9);
    });
    await main.wait(9);
    main.print('done\n');
    main.exit(0);
  });
  trace = told.toTrace();
});

const saved = (): string => [...traceText(trace)].join('');
const changed = (change: (file: Record<string, unknown>) => void): string => {
  const file = JSON.parse(saved());
  change(file);
  return JSON.stringify(file);
};

test('lines, names and output come back as they were, from text and from an object', () => {
  const file = traceFile(trace);
  expect(file.output?.map(({ text }) => text)).toEqual(['fetched\n', 'done\n']);
  expect(traceFile(importText(saved(), 50).trace)).toEqual(file);
  expect(traceFile(readTrace(JSON.parse(saved())))).toEqual(file);
});

test('an opened program names its lanes and tells what it printed, by whom', () => {
  const opened = importText(saved()).trace;
  expect([0, 1].map((lane) => laneName(POOL_THREAD, lane, opened))).toEqual(['MainThread', 'fetch']);
  const lines = outputOf(opened, undefined, 10);
  expect(lines.map(({ said }) => said)).toEqual(['fetched', 'done']);
  expect(lines.map(({ row }) => opened.spans.at.lane[row!])).toEqual([1, 0]);
});

test('a file that is cut off keeps what is there', () => {
  const text = saved();
  const { trace: opened, cut } = importText(text.slice(0, text.indexOf('"lines"') + 30));
  expect(cut).toContain('ends early');
  expect(opened.program?.lines).toHaveLength(opened.spans.length);
});

test.each([
  ['a line before the first', (file: { lines: { segments: unknown[] }[] }) => (file.lines[1]!.segments[0] = [0, 0])],
  ['lines of too few spans', (file: { lines: unknown[] }) => file.lines.pop()],
  ['a stream of another name', (file: { output: { stream: string }[] }) => (file.output[0]!.stream = 'log')],
  ['names that are none', (file: { names: { lanes: unknown } }) => (file.names.lanes = [1])],
])('%s is refused, and the message begins with the place', (_what, change) => {
  const text = changed(change as never);
  for (const open of [() => importText(text), () => readTrace(JSON.parse(text))])
    expect(open).toThrow(/^trace\.(?:lines|output|names)/);
});

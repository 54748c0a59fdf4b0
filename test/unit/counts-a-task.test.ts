/**
 * What a task costs in figures that no machine changes: bytes, page faults, events, steps, wake-ups and messages. None grows by a tenth
 * unseen. The table that they are held against stands in test/bench/README.md; `UPDATE_COUNTS=1 npx vitest run test/unit/counts-a-task.test.ts` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { PageDriver } from '../../src/kernel/live/page/page-driver.ts';
import { Meter } from '../../src/kernel/virtual/budget.ts';
import { Events } from '../../src/kernel/virtual/events.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { Progress } from '../../src/kernel/virtual/progress.ts';
import { idealMachine } from '../../src/scenario/machine.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { AGAINST_HEAP } from '../bench/kernel-sizes.ts';
import { startOnFakeWorkers } from '../live-on-fake-page.ts';

const README = 'test/bench/README.md';
const [BEGIN, END] = ['<!-- counts -->', '<!-- /counts -->'];
const TASKS = 10_000;
const COLUMNS = ['bytes allocated', 'page faults', 'events', 'steps', 'wake-ups', 'messages'] as const;
type Counts = Partial<Record<(typeof COLUMNS)[number], number>>;

const tasksOf = (count: number): Scenario['tasks'] =>
  Array.from({ length: count }, (_, i) => ({
    id: String(i),
    segments: [{ kind: 'sleep' as const, ms: 1 + ((i * 7919) % 1613) / 100 }],
  }));

/** Memory comes in pages of so many bytes, and the first touch of each is a fault. */
const PAGE = 4096;

/** Counts the bytes of all typed arrays that are made from now on, views of others apart, and the pages that those fill. */
function countBytes(): { bytes: number; pages: number } {
  const counted = { bytes: 0, pages: 0 };
  for (const name of ['Float64Array', 'Int32Array', 'Uint32Array', 'Uint16Array', 'Uint8Array'] as const) {
    const Plain = globalThis[name] as Float64ArrayConstructor;
    class Counted extends Plain {
      constructor(...args: unknown[]) {
        super(...(args as [number]));
        if (args[0] instanceof ArrayBuffer) return;
        counted.bytes += this.byteLength;
        counted.pages += Math.floor(this.byteLength / PAGE);
      }
    }
    vi.stubGlobal(name, Counted);
  }
  return counted;
}

function predicted(engine: string): Counts {
  const scenario: Scenario = { workers: 100, tasks: tasksOf(TASKS) };
  // What is made once, and what is compiled, is no part of it.
  predict(engineById(engine), { workers: 100, tasks: tasksOf(10) }, idealMachine(2));
  const counted = countBytes();
  const events = vi.spyOn(Events.prototype, 'pushAs');
  const steps = vi.spyOn(Meter.prototype, 'step');
  const wakeUps = vi.spyOn(Progress.prototype, 'carryOn');
  const trace = predict(engineById(engine), scenario, idealMachine(2));
  expect(trace.spans.length).toBe(TASKS);
  return {
    'bytes allocated': counted.bytes / TASKS,
    'page faults': counted.pages / TASKS,
    events: events.mock.calls.length / TASKS,
    steps: steps.mock.calls.length / TASKS,
    'wake-ups': wakeUps.mock.calls.length / TASKS,
  };
}

async function live(dispatch: 'message' | 'chunk'): Promise<Counts> {
  const count = 200;
  const scenario: Scenario = { workers: 4, dispatch, chunksize: 10, tasks: tasksOf(count) };
  // Each message is copied once.
  const messages = vi.spyOn(globalThis, 'structuredClone');
  const run = await startOnFakeWorkers(engineById('web-workers'), scenario);
  const wakeUps = vi.spyOn(PageDriver.prototype, 'wake');
  const before = messages.mock.calls.length;
  await run.page.run();
  expect((await run.finished).spans.length).toBe(count);
  return {
    'wake-ups': wakeUps.mock.calls.length / count,
    messages: (messages.mock.calls.length - before) / count,
  };
}

const found = new Map<string, Counts>();
const kept = keptCounts();
const isUpdating = process.env.UPDATE_COUNTS === '1';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
afterAll(() => {
  if (isUpdating) write();
});

test.each(AGAINST_HEAP.map(({ engine }) => engine))('a prediction, %s', (engine) => {
  hold(`predicted, ${engine}`, predicted(engine));
});

test.each(['message', 'chunk'] as const)('a live run, by %s', async (dispatch) => {
  hold(`live, web-workers, by ${dispatch}`, await live(dispatch));
});

/** None of them is more than a tenth above what is kept. */
function hold(row: string, counts: Counts): void {
  found.set(row, counts);
  if (isUpdating) return;
  const before = kept.get(row);
  expect(before, `${row} stands in no row of ${README}`).toBeDefined();
  for (const [name, count] of Object.entries(counts) as [keyof Counts, number][])
    expect(count, `${row}: ${name} a task, kept: ${before![name]}`).toBeLessThanOrEqual(before![name]! * 1.1);
}

function keptCounts(): Map<string, Counts> {
  const table = readFileSync(README, 'utf8').split(BEGIN)[1]?.split(END)[0] ?? '';
  const rows = table.trim().split('\n').slice(2);
  return new Map(
    rows.map((row) => {
      const [name, ...cells] = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [
        name!,
        Object.fromEntries(COLUMNS.flatMap((column, i) => (cells[i] ? [[column, Number(cells[i])]] : []))),
      ];
    }),
  );
}

function write(): void {
  const cell = (count: number | undefined) => (count === undefined ? '' : count.toFixed(count < 0.1 ? 4 : 2));
  const lines = [
    `| a task of | ${COLUMNS.join(' | ')} |`,
    `| ${['---', ...COLUMNS.map(() => '---')].join(' | ')} |`,
    ...Array.from(found, ([row, counts]) => `| ${row} | ${COLUMNS.map((name) => cell(counts[name])).join(' | ')} |`),
  ];
  const readme = readFileSync(README, 'utf8');
  const [before, after] = [readme.split(BEGIN)[0], readme.split(END)[1]];
  writeFileSync(README, `${before}${BEGIN}\n${lines.join('\n')}\n${END}${after}`);
}

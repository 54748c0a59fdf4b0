/** Files of real engines become runs; the truth stands beside each (`test/samples`). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importStream } from '../../src/store/files/import-stream.ts';
import { LZ4_MAGIC } from '../../src/store/files/lz4-block.ts';
import { joinRolling } from '../../src/store/files/rolling-log.ts';
import type { Opened } from '../../src/trace/files/opened.ts';
import { saidOf } from '../../src/trace/files/opened.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { importText } from '../import-text.ts';

const folder = new URL('../samples/', import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(name, folder));
interface Truth {
  readonly spans: number;
  readonly count: Readonly<Record<string, number>>;
  readonly ms?: number;
  readonly hosts?: number;
}
const expected: Record<string, Truth> = JSON.parse(bytesOf('expected.json').toString());
const open = (bytes: Uint8Array): Promise<Opened> => importStream(new Blob([new Uint8Array(bytes)]), () => {});
const countsOf = ({ spans }: TraceFile) => {
  const count: Record<string, number> = {};
  for (const { outcome } of spans) count[outcome] = (count[outcome] ?? 0) + 1;
  return count;
};
const lengthOf = ({ spans }: TraceFile) =>
  Math.max(...spans.map(({ end }) => end!)) - Math.min(...spans.map(({ start }) => start));

describe.each(Object.entries(expected))('%s', (name, { spans, count, ms, hosts }) => {
  test('has its attempts, outcomes, length and hosts', async () => {
    const { trace, cut } = await open(bytesOf(name));
    const file = traceFile(trace);
    expect(cut).toBeUndefined();
    expect(file.spans).toHaveLength(spans);
    expect(countsOf(file)).toEqual(count);
    // Celery's truth is by the tasks' own stamps, its events are some milliseconds around them.
    if (ms !== undefined) expect(Math.abs(lengthOf(file) - ms)).toBeLessThan(name.startsWith('celery') ? 15 : 1);
    if (hosts !== undefined) expect(new Set(file.spans.map(({ host }) => host)).size).toBe(hosts);
  });

  test('its waits lie between submit and end and add up, and it goes through a file of ours', async () => {
    const { trace } = await open(bytesOf(name));
    const file = traceFile(trace);
    for (const { submit, start, waits = [] } of file.spans) {
      if (submit === null) expect(waits).toEqual([]);
      else expect(waits.reduce((sum, wait) => sum + wait.ms, 0)).toBeCloseTo(start - submit, 3);
    }
    expect(countsOf(traceFile(readTrace(JSON.parse(JSON.stringify(file)))))).toEqual(count);
  });
});

test('attempts of a stage count by partition, and are those of the truth', async () => {
  const file = traceFile((await open(bytesOf('spark/two-stages-failures-plain.jsonl'))).trace);
  const truth = JSON.parse(bytesOf('spark/two-stages-failures-plain.truth.json').toString());
  const outcomes = (list: readonly { task: string; outcome: string }[], id: (task: string) => string) =>
    list.map(({ task, outcome }) => `${id(task)} ${outcome}`).sort();
  // Tasks 4 to 6 of the program are partitions 0 to 2 of its second stage.
  const partition = (task: string) => (Number(task) < 4 ? `0.${task}` : `1.${Number(task) - 4}`);
  expect(outcomes(file.spans, (task) => task)).toEqual(outcomes(truth.attempts, partition));
  expect(file.spans.filter(({ task }) => task === '0.1').map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'failed'],
    [2, 'ok'],
  ]);
});

test('a log comes in pieces of any size, is cut off anywhere, and says so', () => {
  const text = bytesOf('celery/events-plain.jsonl').toString();
  const whole = traceFile(importText(text).trace);
  for (const size of [1, 7, 1000]) expect(traceFile(importText(text, size).trace)).toEqual(whole);
  const cut = importText(text.slice(0, -40));
  expect(cut.cut).toMatch(/^The file ends early, inside its last line, at byte/);
  const torn = importText(text.replace('task-succeeded', 'task-succ\n'));
  expect(saidOf(torn).join(' ')).toContain('damaged');
});

test('a zstd file that is cut off opens as far as it goes', async () => {
  const bytes = bytesOf('spark/two-stages-default-rolling-zstd/events_1_local-1795800328419.zstd');
  const error = await open(bytes.subarray(0, 20)).catch((reason: Error) => reason);
  expect(String(error)).toMatch(/InputError|zstd/);
});

test('the parts of a rolling log are one file, in the order of their numbers', async () => {
  const name = 'spark/two-stages-default-rolling-zstd/events_1_local-1795800328419.zstd';
  const bytes = new Uint8Array(bytesOf(name));
  const part = (number: number) => new File([bytes], `events_${number}_local-1.zstd`);
  const [log, other, ...rest] = joinRolling([
    part(10),
    part(2),
    new File([], 'appstatus_local-1'),
    new File(['{}'], 'a.json'),
  ]);
  expect([log!.name, log!.size, other!.name, rest]).toEqual(['local-1', 2 * bytes.length, 'a.json', []]);
  // The same part twice says nothing new, and is read to its end.
  const { trace, cut, told } = await importStream(log!, () => {});
  expect([cut, trace.spans.length]).toEqual([undefined, 9]);
  expect(told.read).toBe(2 * (await open(bytes)).told.read);
});

describe('lz4', () => {
  /** One block: packed or as it is. */
  const block = (data: Uint8Array, length: number, plain: boolean) => {
    const head = new Uint8Array(21);
    head.set(LZ4_MAGIC);
    head[8] = plain ? 0x10 : 0x20;
    const view = new DataView(head.buffer);
    view.setInt32(9, data.length, true);
    view.setInt32(13, length, true);
    return [...head, ...data];
  };
  /** Packed by hand: literals, and a match for each run of at least eight equal bytes. */
  const pack = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const out: number[] = [];
    const count = (n: number) => {
      for (let left = n - 15; left >= 0; left -= 255) out.push(Math.min(255, left));
    };
    let from = 0;
    for (let at = 1; at < bytes.length - 12; at++) {
      let run = 0;
      while (at + run < bytes.length - 5 && bytes[at + run] === bytes[at - 1]) run++;
      if (run < 8) continue;
      const literals = at - from;
      out.push((Math.min(15, literals) << 4) | Math.min(15, run - 4));
      count(literals);
      out.push(...bytes.subarray(from, at), 1, 0);
      count(run - 4);
      at += run;
      from = at;
    }
    const rest = bytes.length - from;
    out.push(Math.min(15, rest) << 4);
    count(rest);
    out.push(...bytes.subarray(from));
    return { data: Uint8Array.from(out), length: bytes.length };
  };

  test('a log in plain and packed blocks is the log', async () => {
    const text = bytesOf('spark/two-stages-failures-plain.jsonl')
      .toString()
      .replace('"Event"', `"pad":"${'a'.repeat(700)}","Event"`);
    // The first member has to name the event.
    const log = bytesOf('spark/two-stages-failures-plain.jsonl').toString();
    const half = log.indexOf('\n', 0.9 * log.length) + 1;
    const second = pack(`${log.slice(half)}{"Event":"SparkListenerNothing","pad":"${'b'.repeat(700)}"}\n`);
    const first = new TextEncoder().encode(log.slice(0, half));
    expect(second.data.length).toBeLessThan(second.length);
    const file = [
      ...block(first, first.length, true),
      ...block(second.data, second.length, false),
      ...block(new Uint8Array(0), 0, true),
    ];
    const opened = await open(Uint8Array.from(file));
    expect(opened.cut).toBeUndefined();
    expect(traceFile(opened.trace).spans).toEqual(traceFile(importText(log).trace).spans);
    expect(traceFile(importText(text).trace).spans).toEqual(traceFile(importText(log).trace).spans);
    const cut = await open(Uint8Array.from(file.slice(0, -30)));
    expect(cut.cut).toContain('The packed file is cut off');
    const damaged = await open(
      Uint8Array.from([...file.slice(0, first.length + 21), 1, 2, 3, ...file.slice(first.length + 24)]),
    );
    expect(damaged.cut).toContain('The packed file is damaged');
  });
});

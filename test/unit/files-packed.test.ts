/** Gzip files as other tools write them, and as they are left behind: members, padding, cut off, damaged. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importStream } from '../../src/store/files/import-stream.ts';
import type { Opened } from '../../src/trace/files/opened.ts';

const event = (i: number) => `{"ph":"X","name":"f${i}","ts":${i * 10},"dur":9,"pid":1,"tid":1}`;
const listOf = (count: number) => `[${Array.from({ length: count }, (_, i) => event(i)).join(',\n')}]`;
const open = (...parts: BlobPart[]): Promise<Opened> => importStream(new Blob(parts), () => {});
const gz = (text: string) => new Uint8Array(gzipSync(text));

describe('a file that is whole', () => {
  const text = listOf(3000);
  const halves = [text.slice(0, 50_000), text.slice(50_000)] as const;

  test.each<[string, BlobPart[]]>([
    ['one member', [gz(text)]],
    ['two members', [gz(halves[0]), gz(halves[1])]],
    ['many members', Array.from({ length: 40 }, (_, i) => gz(text.slice(i * 5000, (i + 1) * 5000)))],
    ['an empty member at its end', [gz(text), gz('')]],
    ['an empty member first', [gz(''), gz(text)]],
    ['one byte of padding', [gz(text), new Uint8Array(1)]],
    ['three bytes of padding', [gz(text), new Uint8Array(3)]],
    ['a block of padding', [gz(text), new Uint8Array(512)]],
    ['garbage behind it', [gz(text), 'not a member at all']],
    ['members and padding', [gz(halves[0]), gz(halves[1]), new Uint8Array(17)]],
  ])('%s', async (_what, parts) => {
    const { trace, cut } = await open(...parts);
    expect(trace.spans.length).toBe(3000);
    expect(cut).toBeUndefined();
  });
});

describe('a file that ends early', () => {
  const text = listOf(2000);
  const whole = gz(text);

  test.each([0.1, 0.35, 0.5, 0.77, 0.95, 0.999])('cut off at %f of its length', async (part) => {
    const { trace, cut } = await open(whole.slice(0, Math.floor(whole.length * part)));
    expect(cut).toMatch(/The packed file is cut off after [\d,]+ unpacked bytes/);
    // Deflate gives what is there nearly to the last byte.
    expect(trace.spans.length).toBeGreaterThan(2000 * part * 0.4);
    expect(trace.spans.length).toBeLessThanOrEqual(2000);
  });

  test('cut off at each of its last bytes: never taken for whole, but where only its padding is cut', async () => {
    for (let less = 1; less <= 12; less++) {
      const { trace, cut } = await open(whole.slice(0, whole.length - less));
      expect(cut, `${less} bytes less`).toBeDefined();
      expect(trace.spans.length).toBeGreaterThanOrEqual(1999);
    }
  });

  test('cut off in its second member', async () => {
    const [one, two] = [gz(text.slice(0, 40_000)), gz(text.slice(40_000))];
    for (const part of [1, 2, 3, 8, 11, two.length >> 1, two.length - 1]) {
      const { trace, cut } = await open(one, two.slice(0, part));
      expect(cut, `${part} bytes of it`).toBeDefined();
      expect(trace.spans.length).toBeGreaterThan(600);
    }
  });

  test('damaged inside, and by its check sum', async () => {
    const inside = whole.slice();
    inside.fill(0xff, inside.length >> 1, (inside.length >> 1) + 40);
    expect((await open(inside)).cut).toMatch(/damaged|cut off/);
    const sum = whole.slice();
    sum[sum.length - 6]! ^= 0xff;
    expect((await open(sum)).cut).toMatch(/check sum/);
  });

  test('nothing that could be unpacked', async () => {
    await expect(open(new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6]))).rejects.toThrow(
      /^file: expected gzip data that can be unpacked/,
    );
    await expect(open(new Uint8Array([0x1f, 0x8b]))).rejects.toThrow(/^file: expected gzip data that can be unpacked/);
  });

  test('a packed trace of ours', async () => {
    const task = (i: number) => `{"id":"${i}","segments":[{"kind":"sleep","ms":10}]}`;
    const span = (i: number) =>
      `{"task":"${i}","lane":0,"attempt":1,"submit":0,"start":${i * 10},"end":${i * 10 + 10},"yielded":null,"outcome":"ok","segments":[]}`;
    const all = Array.from({ length: 500 }, (_, i) => i);
    const file = `{"format":"concurrency-trace/1","source":"measured","engine":"web-workers","machine":{"cores":2},"totalMs":5000,"scenario":{"tasks":[${all.map(task)}]},"spans":[${all.map(span)}]}`;
    const packed = gz(file);
    const { trace, cut } = await open(packed.slice(0, packed.length - 200));
    expect(cut).toMatch(/inside trace\.spans/);
    expect(trace.spans.length).toBeGreaterThan(100);
  });
});

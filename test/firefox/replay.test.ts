/**
 * A program leaves in Firefox what it leaves in Chromium, bit by bit, three times. `PROGRAMS=50 npm run models -- replay` comes first, with the same
 * `PROPERTY_SEED`, and keeps what they left there.
 */
import { readFileSync } from 'node:fs';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEPT, nameOf, programs, runs } from '../models/replay.ts';
import { Firefox } from './bidi.ts';

const MANY = Number(process.env.PROGRAMS);
let server: PreviewServer;
let url: string;

beforeAll(async () => {
  server = await preview({ logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } });
  url = server.resolvedUrls!.local[0]!;
});
afterAll(() => server?.close());

test(`${MANY} programs, three runs each, leave what they left in Chromium`, async () => {
  const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, string>;
  const asked = programs(MANY, Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000);
  const all: string[][] = [];
  // The page, a reload of it, a new browser.
  for (const loads of [2, 1]) {
    const firefox = await Firefox.start(process.env.FIREFOX_PATH!);
    const tab = await firefox.open();
    for (let load = 0; load < loads; load++) {
      await tab.goto(url);
      await tab.until(() => 'overlap' in window);
      all.push(await runs(tab as Parameters<typeof runs>[0], asked));
    }
    await firefox.end();
  }
  let same = 0;
  for (const [n, one] of asked.entries()) {
    const left = kept[nameOf(one)];
    expect(left, `${nameOf(one)} has not been run in Chromium`).toBeDefined();
    for (const [turn, texts] of all.entries()) expect.soft(texts[n], `${nameOf(one)}, run ${turn + 1}`).toBe(left);
    if (all.every((texts) => texts[n] === left)) same++;
  }
  console.log(`${same} of ${MANY} programs leave in Firefox what they left in Chromium, three times`);
}, 3_000_000);

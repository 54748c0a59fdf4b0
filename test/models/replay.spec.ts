/**
 * A program can be had again bit by bit: on the same page, after a reload, and in a new browser. `PROGRAMS=50 npm run models -- replay` runs that many (10);
 * `PROGRAMS=50 npm run test:firefox -- replay` then holds Firefox against what they left behind.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { KEPT, nameOf, programs, runs } from './replay.ts';

const MANY = Number(process.env.PROGRAMS ?? 10);

test(`${MANY} programs, three runs each, leave the same trace and output`, async ({ page, browser, baseURL }) => {
  test.setTimeout(60_000 + 10_000 * MANY);
  const asked = programs(MANY, Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000);
  const opened = async (on: Page) => {
    await on.goto('');
    await on.waitForFunction(() => 'overlap' in window);
    return on;
  };
  const first = await runs(await opened(page), asked);
  const again = await runs(await opened(page), asked);
  const other = await browser.newContext({ baseURL: baseURL! });
  const elsewhere = await runs(await opened(await other.newPage()), asked);
  await other.close();
  let same = 0;
  for (const [n, one] of asked.entries()) {
    expect.soft(again[n], `${nameOf(one)}: after a reload`).toBe(first[n]);
    expect.soft(elsewhere[n], `${nameOf(one)}: in a browser that has nothing yet`).toBe(first[n]);
    if (again[n] === first[n] && elsewhere[n] === first[n]) same++;
  }
  mkdirSync(new URL('.', KEPT), { recursive: true });
  writeFileSync(KEPT, JSON.stringify(Object.fromEntries(asked.map((one, n) => [nameOf(one), first[n]]))));
  console.log(`${same} of ${MANY} programs, three runs each, from seed ${asked[0]?.seed} on`);
});

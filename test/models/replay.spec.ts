/**
 * A program can be had again bit by bit: on the same page, after a reload, and in a new browser. `PROGRAMS=50 npm run models -- replay` runs that many (10);
 * `PROGRAMS=50 npm run test:firefox -- replay` then holds Firefox against what they left behind.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { KEPT, nameOf, programs, runs } from './replay.ts';

const MANY = Number(process.env.PROGRAMS ?? 10);
/** So many run on one page before it is loaded again: what a run that is cut off has found is told and kept. */
const PART = 10;

async function opened(page: Page): Promise<Page> {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  return page;
}

test(`${MANY} programs, three runs each, leave the same trace and output`, async ({ page, browser, baseURL }) => {
  test.setTimeout(60_000 + 20_000 * MANY);
  const all = programs(MANY, Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000);
  const kept: Record<string, string> = {};
  let same = 0;
  for (let from = 0; from < MANY; from += PART) {
    const asked = all.slice(from, from + PART);
    const first = await runs(await opened(page), asked);
    const again = await runs(await opened(page), asked);
    const other = await browser.newContext({ baseURL: baseURL! });
    const elsewhere = await runs(await opened(await other.newPage()), asked);
    await other.close();
    for (const [n, one] of asked.entries()) {
      expect.soft(again[n], `${nameOf(one)}: after a reload`).toBe(first[n]);
      expect.soft(elsewhere[n], `${nameOf(one)}: in a browser that has nothing yet`).toBe(first[n]);
      if (again[n] === first[n] && elsewhere[n] === first[n]) same++;
      kept[nameOf(one)] = first[n]!;
    }
    mkdirSync(new URL('.', KEPT), { recursive: true });
    writeFileSync(KEPT, JSON.stringify(kept));
    console.log(`${same} of ${from + asked.length} programs, three runs each, from seed ${all[0]!.seed} on`);
  }
});

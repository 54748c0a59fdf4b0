/** A program can be had again bit by bit: on the same page, after a reload, and in a new browser. `PROGRAMS=50 npm run models -- replay` runs that many (10). */
import { expect, test } from '@playwright/test';
import { programs, runs } from './replay.ts';

const MANY = Number(process.env.PROGRAMS ?? 10);

test(`${MANY} programs, three runs each, leave the same trace and output`, async ({ page, browser, baseURL }) => {
  test.setTimeout(60_000 + 10_000 * MANY);
  const asked = programs(MANY, Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000);
  const first = await runs(page, asked);
  const again = await runs(page, asked);
  const other = await browser.newContext({ baseURL: baseURL! });
  const elsewhere = await runs(await other.newPage(), asked);
  await other.close();
  for (const [n, { name, seed, clock }] of asked.entries()) {
    const which = `${name}, seed ${seed}, ${clock}`;
    expect.soft(again[n], `${which}: after a reload`).toBe(first[n]);
    expect.soft(elsewhere[n], `${which}: in a browser that has nothing yet`).toBe(first[n]);
  }
  console.log(`${MANY} programs, three runs each`);
});

/**
 * The models of Python's tools held against CPython itself: random scenarios as programs, `SCENARIOS` an engine (3), from the run's seed on.
 * `ENGINE` is a pattern that names the engines: `SCENARIOS=1000 ENGINE='asyncio\.gather$' npm run models`.
 */
import { expect, test } from '@playwright/test';
import { differing, HELD, ran } from './against-cpython.ts';
import { ranTogether } from './together.ts';

const MANY = Number(process.env.SCENARIOS ?? 3);
/** So many scenarios are one program; 1: each is its own. */
const TOGETHER = Number(process.env.TOGETHER ?? 20);
const FIRST = Math.abs(Number(process.env.PROPERTY_SEED)) % 1_000_000;
const named = new RegExp(process.env.ENGINE ?? '');

for (const engine of HELD.filter(({ id }) => named.test(id)))
  test(`${engine.id}: its model and CPython do the same`, async ({ page }) => {
    test.setTimeout(60_000 + 2_000 * MANY);
    await page.goto('');
    await page.waitForFunction(() => 'overlap' in window);
    const wrong: string[] = [];
    let disagree = 0;
    let alone = 0;
    const since = performance.now();
    for (let first = FIRST; first < FIRST + MANY; first += TOGETHER) {
      const numbers = Array.from({ length: Math.min(TOGETHER, FIRST + MANY - first) }, (_, n) => first + n);
      const all = TOGETHER > 1 ? await ranTogether(page, engine, numbers) : new Map();
      for (const number of numbers) {
        const inProgram = all.get(number);
        if (inProgram && (await differing(engine, number, inProgram)).length === 0) continue;
        alone++;
        const found = await differing(engine, number, await ran(page, engine, number));
        if (found.length > 0) disagree++;
        for (const difference of found) {
          wrong.push(`scenario ${number}: ${difference}`);
          console.log(`${engine.id}, ${wrong.at(-1)}`);
        }
      }
    }
    const seconds = ((performance.now() - since) / 1000).toFixed(0);
    console.log(
      `${engine.id}: ${MANY - disagree} of ${MANY} agree, from scenario ${FIRST} on (${alone} run alone, ${seconds} s)`,
    );
    expect(wrong).toEqual([]);
  });

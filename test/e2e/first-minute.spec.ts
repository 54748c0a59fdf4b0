/** From first sight to the first surprise that is understood: what a new user reads, presses and waits for is less than a minute. */
import { expect, type Locator } from '@playwright/test';
import { test } from './quiet.ts';
import { run, TASKS } from './states.ts';

/** How fast people read, and how long they take to find a button and press it. */
const WORDS_A_MINUTE = 200;
const PRESS_S = 2;

const secondsOf = (words: number): number => (words / WORDS_A_MINUTE) * 60;
const wordsIn = async (part: Locator): Promise<number> => (await part.innerText()).split(/\s+/).filter(Boolean).length;

test('the welcome, one press and the reason tell why three workers are not three times as fast, in a minute', async ({
  page,
}) => {
  await TASKS.first!(page);
  const welcome = page.getByRole('region', { name: 'Welcome' });
  await expect(welcome.getByRole('button', { name: 'Run it' })).toBeVisible();
  const read = await wordsIn(welcome);
  const runs = Number(/^Takes ([\d.]+) s/.exec(await page.locator('.status').innerText())![1]);
  // The same case, ten times as fast, says the same.
  await page.goto('about:blank');
  await page.goto('/#v1=sleep+0..400ms+step+100ms&workers=3&engines=sequential,web-workers,async-pool,semaphore');
  // Where something else holds a run up, the reason has that to tell as well.
  await expect(async () => {
    await run(page);
    const why = page.getByRole('region', { name: 'Why', exact: true });
    await expect(why).toContainText(/Task 4 ends last\. It waited \d+ ms for a (?:worker|slot|permit)\./);
    await expect(why).toContainText('Tasks 1, 2 and 3 held all three');
    await expect(why.getByRole('button', { name: 'Try 4' })).toBeVisible();
    const told = await wordsIn(why);
    const steps = [secondsOf(read), PRESS_S, runs, secondsOf(told)];
    console.log(
      `the first minute: read ${read} words, press, ${runs} s of run, read ${told} words: ${steps.map((s) => s.toFixed(1)).join(' + ')} s`,
    );
    expect(steps.reduce((sum, s) => sum + s)).toBeLessThan(60);
  }).toPass({ timeout: 40_000 });
});

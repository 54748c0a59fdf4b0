/**
 * Every engine's live run agrees with its prediction for this browser: same attempts, same outcomes, same order of ends. A pair
 * whose run was disturbed twice was not compared; it counts as skipped, and a quiet machine skips few. A run of the tests takes every third
 * pair, from the first, the second or the third on, as the seed of the properties says; `AGREEMENT=all` takes all.
 */
import { expect, type Page, test } from '@playwright/test';
import { type Attempt, compared, type Pair, pairs, runBoth, type Verdict, verdictOf } from '../agreement.ts';
import { isBusy, loadWords, usedShare } from '../load.ts';

// Recording what the page shows takes a core from what is measured.
test.use({ trace: 'off' });

/** Of all pairs, this share at most may go without comparison while nothing else uses the computer. */
const SKIPPED_AT_MOST = 0.1;

/** All pairs take ten minutes: three runs of the tests with seeds that follow each other take each pair once. */
const THIRDS = 3;
const all = pairs().filter(({ refused }) => refused === undefined);
const first = Math.abs(Number(process.env.PROPERTY_SEED)) % THIRDS;
const chosen = process.env.AGREEMENT === 'all' ? all : all.filter((_, index) => index % THIRDS === first);

/** One page for all pairs: each page measures this browser anew, which takes as long as a run. */
let page: Page;
let [done, skipped, skippedWhileQuiet] = [0, 0, 0];

const open = async () => {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
};

test.beforeAll(async ({ browser }) => {
  console.log(`agreement: ${chosen.length} of ${all.length} pairs, begun with ${loadWords(await usedShare())}`);
  page = await browser.newPage();
  await open();
});

test.afterAll(() => page.close());

async function judge(pair: Pair): Promise<Verdict> {
  const attempts: Attempt[] = [];
  for (;;) {
    const attempt = compared(pair, await runBoth(page, pair));
    attempts.push(attempt);
    const verdict = verdictOf(attempts);
    if (verdict) return verdict;
    // The page measures this browser once: what was measured in a bad moment puts everything far off.
    if (attempt.disturbed !== undefined) {
      await page.goto('about:blank');
      await open();
    }
  }
}

for (const pair of chosen) {
  test(`${pair.preset} on ${pair.engine}: the live run agrees with its prediction for this browser`, async () => {
    const verdict = await judge(pair);
    done++;
    if (verdict.kind !== 'not compared') {
      expect(verdict).toEqual({ kind: 'agrees' });
      return;
    }
    const used = await usedShare();
    skipped++;
    if (!isBusy(used)) skippedWhileQuiet++;
    test.skip(true, `${verdict.why}; ${loadWords(used)} just after`);
  });
}

test('on a quiet machine nearly every pair is compared', () => {
  test.skip(done === 0, 'no pair was run');
  const words = `${skipped} of ${done} pairs were not compared, ${skippedWhileQuiet} of them while nothing else used the computer`;
  console.log(`agreement: ${words}`);
  const most = SKIPPED_AT_MOST * done;
  expect(skippedWhileQuiet, words).toBeLessThanOrEqual(most);
  test.skip(skipped > most, `the computer was busy: ${words}`);
});

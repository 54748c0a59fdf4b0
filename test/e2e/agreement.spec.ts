import { expect, test } from '@playwright/test';
import { disagreements, isComparable, pairs, runBoth } from '../agreement.ts';

for (const preset of new Set(pairs().map((pair) => pair.preset))) {
  test(`${preset}: every engine's live run agrees with its prediction for this browser`, async ({ page }) => {
    test.setTimeout(180_000);
    const open = async () => {
      await page.goto('');
      await page.waitForFunction(() => 'overlap' in window);
    };
    await open();
    const wrong: Record<string, string[]> = {};
    for (const pair of pairs()) {
      if (pair.preset !== preset || pair.refused) continue;
      // A busy machine may swap two ends once; a model that is wrong is wrong each time.
      let found: string[] = [];
      let comparable = false;
      for (let attempt = 0; attempt < 3; attempt++) {
        const outcome = await runBoth(page, pair);
        found = disagreements(pair, outcome);
        comparable = isComparable(outcome);
        if (found.length === 0 && (comparable || attempt === 1)) break;
        // The page measures this browser once: in a bad moment, everything is far off.
        if (!comparable) {
          await page.goto('about:blank');
          await open();
        }
      }
      if (found.length > 0) wrong[pair.engine] = found;
      if (!comparable)
        console.log(`${pair.engine}: too far from its prediction twice to compare the order: a busy machine?`);
    }
    expect(wrong).toEqual({});
  });
}

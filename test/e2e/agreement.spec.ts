import { expect, test } from '@playwright/test';
import { disagreements, pairs, runBoth } from '../agreement.ts';

test.describe.configure({ mode: 'serial' });

for (const preset of new Set(pairs().map((pair) => pair.preset))) {
  test(`${preset}: every engine's live run agrees with its prediction for this browser`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto('');
    await page.waitForFunction(() => 'overlap' in window);
    const wrong: Record<string, string[]> = {};
    for (const pair of pairs()) {
      if (pair.preset !== preset || pair.refused) continue;
      // A busy machine may swap two ends once; a model that is wrong is wrong each time.
      let found: string[] = [];
      for (let attempt = 0; attempt < 3; attempt++) {
        found = disagreements(pair, await runBoth(page, pair));
        if (found.length === 0) break;
      }
      if (found.length > 0) wrong[pair.engine] = found;
    }
    expect(wrong).toEqual({});
  });
}

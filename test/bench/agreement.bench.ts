import { test } from '@playwright/test';
import { makespanError, pairs, runBoth } from '../agreement.ts';

const RUNS = Number(process.env.RUNS ?? 3);

test('error of the predicted makespan, live against `here`', async ({ page }) => {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  const rows: string[] = [];
  for (const pair of pairs()) {
    if (pair.refused) continue;
    const errors: number[] = [];
    let predictedMs = 0;
    for (let run = 0; run < RUNS; run++) {
      const outcome = await runBoth(page, pair);
      predictedMs = outcome.predicted.totalMs!;
      errors.push(makespanError(outcome));
    }
    errors.sort((a, b) => a - b);
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);
    const [least, median, most] = [errors[0]!, errors[RUNS >> 1]!, errors[RUNS - 1]!].map(percent);
    rows.push(
      `${pair.preset.padEnd(20)} ${pair.engine.padEnd(36)} ${predictedMs.toFixed(0).padStart(7)} ms ${median} ${least} ${most}`,
    );
  }
  console.log(
    `\n${'preset'.padEnd(20)} ${'engine'.padEnd(36)} predicted     median    least     most\n${rows.join('\n')}`,
  );
});

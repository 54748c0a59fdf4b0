/** The virtual kernel: bytes a task, in a browser of its own whose pages can collect their garbage. */
import { type CDPSession, type Page, test } from '@playwright/test';
import base from '../../playwright.config.ts';
import { keep } from './figures.ts';
import { benchPage, onFreshPage, reason } from './fresh-page.ts';
import { AGAINST_HEAP, BENCH as bench, count, LARGEST, SIZES, WORKERS } from './kernel-sizes.ts';
import type { Model } from './pages/kernel.ts';

const { launchOptions } = base.use!;
test.use({ launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), '--js-flags=--expose-gc'] } });

test('bytes a task', async ({ browser }) => {
  for (const { engine, bytes } of AGAINST_HEAP)
    for (const tasks of SIZES)
      for (const workers of tasks === LARGEST ? WORKERS : [1000]) {
        const model: Model = { engine, tasks, workers, kind: 'sleep', costs: false };
        const onKernel = <T>(look: (page: Page) => Promise<T>) =>
          onFreshPage(browser, benchPage('kernel'), 'kernel', look);
        const looks = await onKernel((page) => page.evaluate((given) => window.kernel.budgetLooks(given), model));
        const used = looks instanceof Error ? looks : await onKernel((page) => memoryOf(page, model, looks));
        const mark = tasks === LARGEST && workers === 1000 ? { atMost: bytes } : {};
        const figure = `bytes a task, ${count(tasks)} sleeping tasks on ${workers} workers`;
        const one = { bench, figure, row: engine, unit: 'B', ...mark };
        if (used instanceof Error) {
          keep({ ...one, values: [], note: reason(used) });
          continue;
        }
        const note = `its trace alone: ${Math.round(used.trace / tasks)} B`;
        keep({ ...one, values: [used.most / tasks], note });
        console.log(`${engine}, ${figure}: ${(used.most / tasks).toFixed(0)} B, ${note}`);
      }
});

/** Bytes beyond those before the prediction: the most at any stop in it, and what its trace holds. */
async function memoryOf(page: Page, model: Model, budgetLooks: number): Promise<{ most: number; trace: number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Debugger.enable');
  const seen: number[] = [];
  const looks: Promise<unknown>[] = [];
  cdp.on('Debugger.paused', () => {
    const look = used(cdp)
      .then((bytes) => seen.push(bytes))
      .finally(() => cdp.send('Debugger.resume'));
    looks.push(look.catch(() => {}));
  });
  await page.evaluate(([given, all]) => window.kernel.stopForMemory(given, all), [model, budgetLooks] as const);
  await Promise.all(looks);
  if (seen.length < 4) throw new Error(`stopped ${seen.length} times only`);
  const [before, after] = [seen[0]!, seen.at(-1)!];
  return { most: Math.max(...seen) - before, trace: after - before };
}

/** Objects and typed arrays. The page has collected its garbage before it stopped. */
async function used(cdp: CDPSession): Promise<number> {
  const usage: { usedSize: number; backingStorageSize?: number } = await cdp.send('Runtime.getHeapUsage');
  if (usage.backingStorageSize === undefined) throw new Error('this Chromium does not tell the size of typed arrays');
  return usage.usedSize + usage.backingStorageSize;
}

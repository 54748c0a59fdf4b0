/** Exported programs run in the page's own CPython too, in virtual time, and end as predicted. It is CPython 3.14, and every warning is an error there. */
import { expect, test } from '@playwright/test';
import type { PageInterface } from '../../src/store/page-interface.ts';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

const TASKS = 'pool 3\nsleep 0\nsleep 1\nsleep 2\nsleep 3\nsleep 4';
const RETRIES = 'pool 2\nsleep 400ms\nsleep 150ms fails on 1 retry 2\nsleep 300ms';

/** On two cores half as long as on one; under one lock as long as on one. */
const COMPUTES = 'pool 2\n4 x cpu 400ms';
const LOCKED = 'pool 2\n4 x cpu 30ms lock a';

/** One of each family, and what it takes to compute side by side and under a lock. */
const CASES = [
  ['ThreadPoolExecutor.map', TASKS],
  ['ThreadPoolExecutor.as_completed', RETRIES],
  ['threading.Thread', TASKS],
  ['multiprocessing.Pool.map', TASKS],
  ['asyncio.gather', TASKS],
  ['asyncio.TaskGroup', RETRIES],
  ['InterpreterPoolExecutor.as_completed', RETRIES],
  ['InterpreterPoolExecutor.map', COMPUTES],
  ['threading.Thread', LOCKED],
  ['ProcessPoolExecutor.as_completed', LOCKED],
] as const;

test('exported programs do in the page what was predicted', async ({ page }) => {
  test.slow();
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  for (const [engine, scenario] of CASES) {
    const { ran, predicted } = await page.evaluate(
      async ([engine, scenario]) => {
        const strict = 'import warnings\n\nwarnings.simplefilter("error")\n';
        const code = strict + (await window.overlap.export({ engine, scenario }));
        const ran = await window.overlap.python({ code, machine: 'ideal' });
        const predicted = (await window.overlap.predict({ engine, scenario, machine: { cores: 2 } })) as {
          totalMs: number;
        };
        return { ran, predicted: predicted.totalMs };
      },
      [engine, scenario] as const,
    );
    const said = ran.output.map(({ text }) => text).join('');
    expect(ran.exit, `${engine}: ${said}`).toBe('ended');
    // What it computes beside its tasks takes its time there.
    const ms = Math.max(...ran.output.map(({ atMs }) => atMs));
    expect(ms, engine).toBeGreaterThan(predicted - 20);
    expect(ms, engine).toBeLessThan(predicted * 1.02 + 250);
  }
});

/** Threads that compute, live in the page: without a GIL, against the same with one, in turn. */
import { test } from '@playwright/test';
import { amount, keep } from './figures.ts';
import { onFreshPage, productPage, reason } from './fresh-page.ts';

const PAIRS = amount(11, 2);
const ENGINES = ['ThreadPoolExecutor.as_completed', 'threading.Thread'];
const TEXT = '4 x cpu 200ms';

interface Product {
  readonly overlap: {
    run(query: { engine: string; scenario: string }): Promise<{ readonly totalMs: number }>;
  };
}

test('threads with a GIL and without one', async ({ browser }) => {
  for (const engine of ENGINES) {
    const measured = await onFreshPage(browser, productPage(), 'overlap', (page) =>
      page.evaluate(
        async ([name, text, pairs]) => {
          const run = async (gil: string) => {
            const scenario = `python 3.14\ngil ${gil}\npool 2\n${text}`;
            return (await (window as unknown as Product).overlap.run({ engine: name, scenario })).totalMs;
          };
          const [on, off]: [number[], number[]] = [[], []];
          for (let pair = 0; pair < pairs; pair++) {
            on.push(await run('on'));
            off.push(await run('off'));
          }
          return { on, off };
        },
        [engine, TEXT, PAIRS] as const,
      ),
    );
    const broken = measured instanceof Error;
    const figure = `${TEXT}, pool of 2, ${engine}`;
    const common = { bench: 'free-threaded Python, live', figure, unit: 'ms' } as const;
    const note = broken ? { note: reason(measured) } : {};
    keep({ ...common, row: 'with a GIL', values: broken ? [] : measured.on, ...note });
    keep({
      ...common,
      row: 'without',
      values: broken ? [] : measured.off,
      against: 'with a GIL',
      atMost: 0.65,
      ...note,
    });
  }
});

/** The observer's cost: the same live run with and without recording and drawing, in pairs, on worker engines. */
import { test } from '@playwright/test';
import type { Draft } from '../../src/scenario/draft.ts';
import type { Knobs } from '../../src/scenario/scenario.ts';
import { amount, keep, median } from './figures.ts';
import { benchPage, onFreshPage, reason } from './fresh-page.ts';

const PAIRS = amount(20, 2);
const MIXED = '200 x cpu 1ms, sleep 4ms, cpu 1ms';

interface Case {
  readonly engine: string;
  readonly text: string;
  readonly knobs: Knobs;
}
const CASES: readonly Case[] = [
  { engine: 'web-workers', text: '400 x cpu 1ms', knobs: { workers: 2, dispatch: 'message' } },
  { engine: 'web-workers', text: '400 x cpu 1ms', knobs: { workers: 2, dispatch: 'chunk', chunksize: 20 } },
  { engine: 'web-workers', text: '400 x cpu 1ms', knobs: { workers: 2, dispatch: 'shared' } },
  { engine: 'web-workers', text: '4000 x cpu 0.1ms', knobs: { workers: 2, dispatch: 'shared' } },
  // Here the page has a core of its own.
  { engine: 'web-workers', text: '200 x cpu 1ms', knobs: { workers: 1, dispatch: 'message' } },
  { engine: 'web-workers', text: '200 x cpu 1ms', knobs: { workers: 1, dispatch: 'shared' } },
  { engine: 'web-workers', text: MIXED, knobs: { workers: 4, dispatch: 'message' } },
  { engine: 'ThreadPoolExecutor.as_completed', text: MIXED, knobs: { workers: 4 } },
];

test("observer's cost", async ({ browser }) => {
  for (const { engine, text, knobs } of CASES) {
    const draft: Draft = { text, knobs, engines: [engine] };
    const ratios = await onFreshPage(browser, benchPage('observer'), 'observer', (page) =>
      page.evaluate(([shown, pairs]) => window.observer.ratios(shown, pairs), [draft, PAIRS] as const),
    );
    const row = `${engine}, ${knobs.dispatch ?? 'its own loops'}, pool of ${knobs.workers}: ${text}`;
    const values = ratios instanceof Error ? [] : ratios;
    keep({
      bench: "observer's cost",
      figure: 'with recording and drawing, to without',
      row,
      unit: '',
      values,
      atMost: 1.05,
      ...(ratios instanceof Error && { note: reason(ratios) }),
    });
    console.log(`${row}: ${median(values).toFixed(3)} ${ratios instanceof Error ? reason(ratios) : ''}`);
  }
});

/** A page for one measurement: a context of its own, so a process of its own, and nothing of it is left afterwards. */
import type { Browser, Page } from '@playwright/test';
import { amount } from './figures.ts';

/** Longer than this (ms), and a measurement counts as one that hangs. */
const PATIENCE_MS = amount(120_000, 40_000);

/** The bench pages' own server (`pages/serve.mjs`). */
export const benchPage = (name: string): string => `http://127.0.0.1:${process.env.BENCH_PORT}/${name}.html`;

/** The product, as `npm start` serves it. */
export const productPage = (): string => `http://127.0.0.1:${process.env.OVERLAP_PORT}/`;

/**
 * Opens a page, waits until it says that it is ready (`window.ready`, a name of a global) and measures.
 * @returns what was measured, or the reason why nothing was, as an Error
 */
export async function onFreshPage<T>(
  browser: Browser,
  url: string,
  ready: string,
  measure: (page: Page) => Promise<T>,
): Promise<T | Error> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await context.newPage();
    const broken = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`did not end in ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
      page.on('pageerror', reject);
      page.on('crash', () => reject(new Error('the page crashed')));
    });
    const work = async () => {
      await page.goto(url);
      await page.waitForFunction((name) => name in window, ready);
      return measure(page);
    };
    return await Promise.race([work(), broken]);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    clearTimeout(timer);
    // A page that hangs may not close either.
    await Promise.race([context.close().catch(() => {}), new Promise((done) => setTimeout(done, 5_000))]);
  }
}

/** One line of why something could not be measured. */
export const reason = ({ message }: Error): string => message.split('\n')[0]!.slice(0, 120);

/** Playwright's `test`, which also fails where the page said an error or a warning on its console, or threw one. */
import { test as base, expect } from '@playwright/test';

export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const noise: string[] = [];
      page.on('pageerror', (error) => noise.push(error.message));
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        // Playwright's own word: the tests have no service worker.
        if (message.text() !== 'Service Worker registration blocked by Playwright') noise.push(message.text());
      });
      await use(undefined);
      expect(noise).toEqual([]);
    },
    { auto: true },
  ],
});

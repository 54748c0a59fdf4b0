import { fileURLToPath } from 'node:url';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

type Server = Exclude<PlaywrightTestConfig['webServer'], readonly unknown[] | undefined>;

/** The models against CPython in the page: a command of its own, as long as they do not agree everywhere. */
export default defineConfig({
  ...base,
  testDir: '.',
  webServer: { ...(base.webServer as Server), cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  // Its own, so that it can run beside the tests of the page.
  outputDir: '../../.cache/models',
});

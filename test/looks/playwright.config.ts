import { fileURLToPath } from 'node:url';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

type Server = Exclude<PlaywrightTestConfig['webServer'], readonly unknown[] | undefined>;

/** Pictures of the page in every state, to be looked at: a command of its own. */
export default defineConfig({
  ...base,
  testDir: '.',
  webServer: { ...(base.webServer as Server), cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  outputDir: '../../test-results',
  timeout: 120_000,
  // A state that does not come is told, and the next one is taken.
  use: { ...base.use!, actionTimeout: 10_000, navigationTimeout: 20_000 },
});

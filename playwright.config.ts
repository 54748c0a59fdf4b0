import { defineConfig } from '@playwright/test';
import fc from 'fast-check';
import { findChromium } from './scripts/chromium.mjs';
import { propertySeed } from './scripts/property-seed.mjs';

const executablePath = findChromium();
// Playwright's workers read this file too; they need not look again.
if (executablePath) process.env.CHROMIUM_PATH = executablePath;

if (!process.env.PROPERTY_SEED) {
  process.env.PROPERTY_SEED = String(propertySeed());
  console.log(
    `Seed of the properties: ${process.env.PROPERTY_SEED} (PROPERTY_SEED=${process.env.PROPERTY_SEED} repeats them)`,
  );
}
fc.configureGlobal({ seed: propertySeed() });

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Tests measure time, so they never run beside each other, and one that fails has failed.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${process.env.OVERLAP_PORT}/`,
    viewport: { width: 1440, height: 900 },
    // It would fetch the whole page again beside each test; offline.spec.ts tests it.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // What `npm start` does, on any free port. The group's name in lower case becomes the variable OVERLAP_PORT.
  webServer: {
    command: 'node scripts/start.mjs',
    env: { PORT: '0' },
    wait: { stdout: /Overlap: http:\/\/localhost:(?<overlap_port>\d+)\// },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
  },
});

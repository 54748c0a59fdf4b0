/** `npm run bench`: installs what is missing and prints the benchmarks of test/bench, in headless Chromium. */
import { ensureChromium } from './chromium.mjs';
import { main } from './command.mjs';
import { ensureDependencies } from './install.mjs';
import { runPackage } from './run.mjs';

await main(async () => {
  await ensureDependencies();
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() };
  const args = ['test', '--config=test/bench/playwright.config.ts', '--reporter=list', ...process.argv.slice(2)];
  process.exitCode = await runPackage('@playwright/test/cli.js', args, { env });
});

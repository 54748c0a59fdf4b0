/** `npm run soak`: a thousand runs in one page, whose table is printed (test/e2e/soak.spec.ts; `SOAK_RUNS` asks for another number). */
import { ensureChromium } from './chromium.mjs';
import { main } from './command.mjs';
import { ensureDependencies } from './install.mjs';
import { runPackage } from './run.mjs';

await main(async () => {
  await ensureDependencies();
  const env = { SOAK_RUNS: '1000', ...process.env, CHROMIUM_PATH: await ensureChromium() };
  process.exitCode = await runPackage('@playwright/test/cli.js', ['test', 'test/e2e/soak.spec.ts'], { env });
});

/** `npm start`: installs what is missing, builds, serves the page and prints its address. Stays until it is stopped. */
import { ensureBuild } from './build.mjs';
import { main } from './command.mjs';
import { ensureDependencies } from './install.mjs';
import { askedPort, freePort } from './port.mjs';

await main(async () => {
  const asked = askedPort(process.env.PORT);
  await ensureDependencies();
  await ensureBuild();
  // Vite's own preview, in this process: the headers are those of vite.config.ts, and no child is left to end.
  const { preview } = await import('vite');
  const port = await freePort(asked);
  await preview({ logLevel: 'error', preview: { host: '127.0.0.1', port, strictPort: true } });
  console.log(`Overlap: http://localhost:${port}/`);
});

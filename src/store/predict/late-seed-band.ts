/** The seed band, which is loaded when a prediction of the page first depends on the seed. */
import { ENGINES } from '../../engines/list.ts';
import { drawsHandOver } from './draws-hand-over.ts';
import type { SeedBand, SeedBandPage } from './seed-band.ts';

/** Gives what is to be called when the request has changed, or a measurement has begun or ended. */
export function lateSeedBand(page: SeedBandPage): () => void {
  let band: SeedBand | undefined;
  let loading = false;
  const load = async () => {
    const { SeedBand } = await import('./seed-band.ts');
    band = new SeedBand(page);
    band.update();
  };
  return () => {
    if (band) return band.update();
    const { shown, scenario, machine } = page.request();
    const isDrawn = ENGINES.some((engine) => shown.includes(engine.id) && drawsHandOver(engine, scenario, machine));
    if (loading || !isDrawn) return;
    loading = true;
    load().catch(() => {
      // Asked for again with the next request.
      loading = false;
    });
  };
}

/** What Esc does: it leaves what was opened last. */
import { type LayeredPage, openLayers } from './layers.ts';

/** Leaves the innermost; false where nothing is open. How all but a run are left is loaded when it is first needed. */
export function leaveInnermost(page: LayeredPage): boolean {
  const layer = openLayers(page).getState().layers.at(-1);
  if (layer === 'run') page.store.getState().cancel();
  else if (layer) void import('./leave.ts').then(({ leave }) => leave(page, layer));
  return layer !== undefined;
}

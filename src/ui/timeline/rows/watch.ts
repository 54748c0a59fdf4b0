/** Below the lanes of engines of many machines: what a monitor of the real engine would show, on the same clock. */
import { Later } from '../model/later.ts';
import type { Row } from './row.ts';

const watch = new Later(() => import('./paint-watch.ts'));

export const watchRow: Row = {
  id: 'watch',
  // Celery's has two lines: its queue, and what is done.
  height: ({ engine: { manyMachines } }) => (manyMachines ? (manyMachines === 'Worker' ? 106 : 62) : 0),
  paintLabels: (pen, place, scene) => watch.get(scene.again)?.paintLabels(pen, place, scene),
  paint: new Later(() => watch.load().then(({ paint }) => paint)),
  hit: (place, at) => watch.now?.hit(place, at),
  pointed: new Later(() => watch.load().then(({ pointed }) => pointed)),
};

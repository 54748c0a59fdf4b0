/** The rows at the top of a section, where tasks have groups or dependencies: brackets with names, and who waits for which others. */
import { Later } from '../model/later.ts';
import { WORDS_LINE } from '../model/lines.ts';
import type { Picture } from '../model/picture.ts';
import { type Structured, structured } from '../model/structured.ts';
import type { Row, RowLabel } from './row.ts';

const rows = new Later(() => import('./paint-structure.ts'));

/** `of` is what it needs of the scenario's tasks; it has a line until it is known how many it needs. */
function structureRow(id: 'groups' | 'order', label: RowLabel): Row {
  const own = () => rows.load().then((loaded) => loaded[id]);
  return {
    id,
    label,
    height: (picture) => (needs(picture)?.[id] ? (rows.now?.[id].lines(picture) ?? 1) * WORDS_LINE : 0),
    paint: new Later(() => own().then(({ paint }) => paint)),
    hit: (place, at) => rows.now?.[id].hit(place, at),
    pointed: new Later(() => own().then(({ pointed }) => pointed)),
  };
}

const needs = ({ main }: Picture): Structured | undefined => main && structured(main.trace.scenario);

export const groupsRow = structureRow('groups', { wide: 'groups', narrow: 'g' });
/** In lanes that tasks share; a task's own lane has its waits. */
const shared = structureRow('order', { wide: 'order', narrow: 'o' });
export const orderRow: Row = {
  ...shared,
  height: (picture) => (picture.engine.lanes.perTask ? 0 : shared.height(picture)),
};

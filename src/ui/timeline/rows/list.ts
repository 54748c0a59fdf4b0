/** The rows of a section, from the top down. A new row is a module that fulfils `Row`, and a line here. */
import type { EngineFacts } from '../../../engines/facts.ts';
import { Picture } from '../model/picture.ts';
import { beatsRow } from './beats.ts';
import { LANES_LATER, lanesRow } from './lanes.ts';
import { loopRow, readyRow, timersRow } from './loop.ts';
import { queueRow } from './queue.ts';
import { resultsRow } from './results.ts';
import type { Row } from './row.ts';
import { groupsRow, orderRow } from './structure.ts';
import { thingsRow } from './things.ts';
import { watchRow } from './watch.ts';

export const ROWS: readonly Row[] = [
  groupsRow,
  orderRow,
  queueRow,
  timersRow,
  readyRow,
  loopRow,
  lanesRow,
  thingsRow,
  watchRow,
  resultsRow,
  beatsRow,
];

/** The picture of an engine, with what these rows are drawn from. */
export const pictureOf = (engine: EngineFacts, rows: readonly Row[] = ROWS): Picture =>
  new Picture(
    engine,
    rows.flatMap(({ data }) => data ?? []),
  );

/** Loads all that rows are drawn with only when there is something of it: for pictures that have to be whole at once. */
export async function loadRows(rows: readonly Row[] = ROWS): Promise<void> {
  const late = [...LANES_LATER, ...rows.map(({ paint }) => paint), ...loadPointed(rows), ...loadData(rows)];
  await Promise.all(late.map((one) => one.load()));
}

const loadPointed = (rows: readonly Row[]) => rows.flatMap(({ pointed }) => pointed ?? []);
const loadData = (rows: readonly Row[]) => rows.flatMap(({ data }) => (data && 'work' in data ? data.work : []));

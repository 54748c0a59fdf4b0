/** What is under a point of the timeline. Pure: layout, scale and pictures in, a hit out. */
import type { Layout } from '../model/layout.ts';
import { scaleOf } from '../model/own-axis.ts';
import type { Picture } from '../model/picture.ts';
import { msAt, type TimeScale } from '../model/time-scale.ts';
import { ROWS } from './list.ts';
import { type Description, type Hit, NEAR, type Row } from './row.ts';

/** What the timeline shows, as far as a point of it is looked for. */
export interface Shown {
  readonly layout: Layout;
  /** As many as the layout has sections, in its order. */
  readonly pictures: readonly Picture[];
  /** Of the axis that all sections share. */
  readonly scale: TimeScale;
}

/** `x` and `y` in the timeline's own coordinates (px). */
export function hitAt({ layout, pictures, scale: shared }: Shown, x: number, y: number, rows = ROWS): Hit | null {
  if (x < shared.left - NEAR || x > shared.left + shared.width + NEAR) return null;
  const i = layout.sections.findIndex((section) => y >= section.top && y < section.bottom);
  const section = layout.sections[i];
  const picture = pictures[i];
  if (!section || !picture?.main) return null;
  // What is below the last row belongs to it.
  const box = section.rows.findLast(({ top }) => y >= top);
  const row = box && rows.find(({ id }) => id === box.id);
  if (!box || !row?.hit) return null;
  const scale = scaleOf(shared, picture, layout);
  return row.hit({ picture, section, box }, { x, y, ms: msAt(scale, x), scale }) ?? null;
}

/** Whether two hits are the same thing, so that nothing need be said anew. */
export const sameHit = (a: Hit | null, b: Hit | null): boolean =>
  a === null || b === null ? a === b : a.row === b.row && a.engine === b.engine && a.key === b.key;

/** What is said of a hit; undefined where its row says nothing, or has not loaded its words yet: `ready` is called when it has. */
export function describe(
  hit: Hit,
  picture: Picture,
  ready?: () => void,
  rows: readonly Row[] = ROWS,
): Description | undefined {
  const row = rows.find(({ id }) => id === hit.row);
  return picture.main && row?.pointed?.get(ready)?.describe(hit, picture);
}

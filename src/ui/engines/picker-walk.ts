/** From a row of one column to the row beside it in another. Pure. */

export type Direction = 'left' | 'right';
type Box = Pick<DOMRect, 'left' | 'top'>;

/** The number of the nearest row that lies left or right of a row; -1 where there is none. */
export function across(rows: readonly Box[], from: number, direction: Direction): number {
  const here = rows[from];
  if (!here) return -1;
  let best = -1;
  const distance = ({ left, top }: Box) => Math.abs(left - here.left) * 10 + Math.abs(top - here.top);
  for (const [number, row] of rows.entries()) {
    const beside = direction === 'left' ? row.left < here.left : row.left > here.left;
    if (beside && (best < 0 || distance(row) < distance(rows[best]!))) best = number;
  }
  return best;
}

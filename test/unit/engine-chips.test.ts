import { expect, test } from 'vitest';
import { placeAt } from '../../src/ui/engines/carry.ts';
import { movedBy, withEngine } from '../../src/ui/engines/engine-list.ts';
import { across } from '../../src/ui/engines/picker-walk.ts';

const at = (id: string, left: number, top: number, width = 100) => ({
  id,
  box: { left, right: left + width, top, bottom: top + 24 },
});
/** Two rows: a and b, then c. */
const ROWS = [at('a', 0, 0), at('b', 110, 0), at('c', 0, 30, 200)];

test('a chip goes before the ones behind the pointer, row by row', () => {
  const places: [x: number, y: number, place: number][] = [
    [-50, 10, 0],
    [60, 10, 1],
    [150, 10, 1],
    [400, 10, 2],
    [90, 40, 2],
    [150, 40, 3],
    // Above and below all rows the nearest one counts; between two rows, the end of the upper one.
    [60, -80, 1],
    [400, 300, 3],
    [60, 27, 2],
  ];
  for (const [x, y, place] of places) expect(placeAt(ROWS, x, y), `${x}, ${y}`).toBe(place);
});

test('an engine that is shown goes behind the others, one that is moved stays in the list', () => {
  expect(withEngine(['a', 'b'], 'c', true)).toEqual(['a', 'b', 'c']);
  expect(withEngine(['a', 'b'], 'a', true)).toEqual(['a', 'b']);
  expect(withEngine(['a', 'b'], 'a', false)).toEqual(['b']);
  expect(movedBy(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
  expect(movedBy(['a', 'b', 'c'], 'c', -5)).toEqual(['c', 'a', 'b']);
  expect(movedBy(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(movedBy(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
});

test('the row beside one in another column is the nearest there; at an edge there is none', () => {
  const rows = [0, 40, 80, 120].map((top) => ({ left: 0, top }));
  const right = [0, 60].map((top) => ({ left: 300, top }));
  expect(across([...rows, ...right], 3, 'right')).toBe(5);
  expect(across([...rows, ...right], 0, 'right')).toBe(4);
  expect(across([...rows, ...right], 0, 'left')).toBe(-1);
});

/** The shape of `src/`: rooms in the order of `src/rooms.json`, no circles, nothing that outgrows the rest. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import rooms from '../../src/rooms.json' with { type: 'json' };
import { type Arrow, arrows, circles, ROOT, sourceFiles } from '../imports.ts';

/** Folders below a folder, in order; each may import from those before it. */
interface Order {
  readonly [folder: string]: Order;
}

const FILES = sourceFiles();
const ARROWS = arrows(FILES);
/** Every folder of src/, with a slash at its end; src/ itself is ''. */
const FOLDERS = [
  ...new Set(
    FILES.flatMap((file) => Array.from(file.matchAll(/\/|^/g), ({ index }) => file.slice(0, index + (index && 1)))),
  ),
];

/** What lies directly in a folder and holds this file: a folder, with its slash, or the file itself. */
const childOf = (folder: string, file: string): string => file.slice(folder.length).replace(/\/.*$/s, '/');

/** The imports between two things that lie directly in this folder. */
function arrowsIn(folder: string): (Arrow & { readonly because: string })[] {
  return ARROWS.filter(({ from, to }) => from.startsWith(folder) && to.startsWith(folder)).map(({ from, to }) => ({
    from: childOf(folder, from),
    to: childOf(folder, to),
    because: `src/${from} imports src/${to}`,
  }));
}

describe('nothing in src/ imports what imports it', () => {
  test('no circle of files, types included', () => {
    expect(circles(ARROWS)).toEqual([]);
  });

  test('no folder and no file imports a neighbour that imports it, at once or by way of others', () => {
    const found = FOLDERS.flatMap((folder) => {
      const inside = arrowsIn(folder);
      return circles(inside).map((members) => ({
        in: `src/${folder}`,
        members,
        because: inside
          .filter(({ from, to }) => from !== to && members.includes(from) && members.includes(to))
          .map(({ because }) => because)
          .slice(0, 20),
      }));
    });
    expect(found).toEqual([]);
  });
});

describe('rooms stand in the order of src/rooms.json', () => {
  const orders: { folder: string; order: string[] }[] = [];
  const collect = (folder: string, order: Order): void => {
    if (Object.keys(order).length > 0) orders.push({ folder, order: Object.keys(order) });
    for (const [name, inside] of Object.entries(order)) collect(`${folder}${name}/`, inside);
  };
  collect('', rooms.order);

  const named = orders.map((one) => [`src/${one.folder}: ${one.order.join(', ')}`, one] as const);
  test.each(named)('%s', (_, { folder, order }) => {
    const folders = FOLDERS.filter((path) => path.startsWith(folder) && /^[^/]+\/$/.test(path.slice(folder.length)));
    expect(folders.map((path) => path.slice(folder.length, -1)).sort()).toEqual([...order].sort());
    const place = (child: string): number => order.indexOf(child.replace('/', ''));
    const upwards = arrowsIn(folder).filter(({ from, to }) => from.endsWith('/') && place(to) > place(from));
    expect(upwards.map(({ because }) => because)).toEqual([]);
  });

  test('a folder of more than a third of all lines is divided into rooms', () => {
    const linesOf = (file: string) => readFileSync(join(ROOT, 'src', file), 'utf8').split('\n').length;
    const lines = new Map(FILES.map((file) => [file, linesOf(file)]));
    const sum = (files: readonly string[]) => files.reduce((all, file) => all + lines.get(file)!, 0);
    const divided = new Set(orders.map(({ folder }) => folder));
    const large = FOLDERS.filter((folder) => sum(FILES.filter((file) => file.startsWith(folder))) > sum(FILES) / 3);
    expect(large.filter((folder) => !divided.has(folder))).toEqual([]);
    // What is left beside the rooms of a divided folder is no second room.
    const loose = large.filter(
      (folder) =>
        sum(FILES.filter((file) => file.startsWith(folder) && !file.slice(folder.length).includes('/'))) >
        sum(FILES) / 3,
    );
    expect(loose).toEqual([]);
  });

  test('every folder says in a README what belongs there', () => {
    const bare = FOLDERS.filter((folder) => !readdirSync(join(ROOT, 'src', folder)).includes('README.md'));
    expect(bare.map((folder) => `src/${folder}`)).toEqual([]);
  });
});

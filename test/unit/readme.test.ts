/** README is true where a list can be held against another: engines, rooms, libraries. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import rooms from '../../src/rooms.json' with { type: 'json' };

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const README = read('README.md');

/** The first cells of the table whose head begins with this word. */
function firstCells(head: string): string[] {
  const table = README.slice(README.indexOf(`| ${head} |`)).split('\n\n')[0]!;
  return table
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[1]!.trim());
}

test('the map names every room, in order', () => {
  const inOrder = Object.entries(rooms.order).flatMap(([room, inside]) =>
    room === 'kernel' ? Object.keys(inside).map((kernel) => `kernel/${kernel}`) : [room],
  );
  expect(firstCells('room')).toEqual(inOrder.map((room) => `\`${room}/\``));
});

test('every library stands in the table, and no other', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  // Types and the plug-in come with what they are for.
  const libraries = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !/^@types\/|\/plugin-/.test(name),
  );
  const named = firstCells('library').flatMap((cell) => cell.split(', '));
  const full = named.map(
    (name) => libraries.find((library) => library === name || library === `@${name}js/${name}`) ?? name,
  );
  expect(full.sort()).toEqual(libraries.sort());
});

test('the table of engines has each of them', () => {
  const cells = firstCells('engine').join(', ');
  const missing = ENGINES.filter(({ id, title }) => {
    const family = id.replace(/\.(as_completed|map|imap|imap_unordered|return_exceptions)$/, '');
    return ![title, id, family, family.replace(/^asyncio\./, '').replaceAll('-', ' ')].some((name) =>
      cells.toLowerCase().includes(name.toLowerCase()),
    );
  });
  expect(missing.map(({ id }) => id)).toEqual([]);
});

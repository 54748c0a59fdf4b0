import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The rooms of src/, each knowing only those before it. */
const ROOMS = ['scenario', 'trace', 'engines', 'kernel/virtual', 'kernel/live', 'store', 'ui'] as const;
type Room = (typeof ROOMS)[number];

const IMPORT = 'lint/style/noRestrictedImports';
const GLOBAL = 'lint/style/noRestrictedGlobals';
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Wrong and right programs by file: registered while the tests are collected, given to lint in one run before them. */
const snippets = new Map<string, string>();
/** Which rules lint complained of, by file. */
const complaints = new Map<string, string[]>();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'overlap-rooms-'));
  for (const name of ['biome.json', 'biome.rooms.json', 'package.json', '.gitignore'])
    copyFileSync(join(root, name), join(folder, name));
  for (const [file, code] of snippets) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const rules = ['--only=style/noRestrictedImports', '--only=style/noRestrictedGlobals'];
  const command = [biome, 'lint', '--max-diagnostics=none', '--reporter=json', ...rules, '.'];
  // Biome ends with 1 when it complains, as it must here: its report is what counts.
  const ended: unknown = await promisify(execFile)(process.execPath, command, { cwd: folder, maxBuffer: 1e8 }).catch(
    (error: unknown) => error,
  );
  const report = JSON.parse((ended as { stdout: string }).stdout) as Report;
  for (const { category, location } of report.diagnostics) {
    const file = posix.normalize(location.path);
    complaints.set(file, [...(complaints.get(file) ?? []), category]);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  diagnostics: { category: string; location: { path: string } }[];
}

/** Puts these programs into a room; asked in a test, gives the names of those that lint lets pass. */
function passing(room: Room, programs: Record<string, string>, rule: string): () => string[] {
  const files = Object.entries(programs).map(([name, code]) => {
    const file = `src/${room}/inner/snippet-${snippets.size}.ts`;
    snippets.set(file, code);
    return { name, file };
  });
  return () => {
    for (const { file } of files) expect([undefined, [rule]]).toContainEqual(complaints.get(file));
    return files.filter(({ file }) => !complaints.has(file)).map(({ name }) => name);
  };
}

/** A program that imports from there, for each of these. */
const imports = (specifiers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(specifiers).map(([name, from]) => [
      name,
      `import { thing } from '${from}';\nexport const it = thing;`,
    ]),
  );
const named = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));
const list = (names: readonly string[]): string => names.join(', ') || 'none';

describe('lint keeps the order of the rooms', () => {
  for (const [place, room] of ROOMS.entries()) {
    const others = ROOMS.filter((other) => other !== room);
    // As one would write it: within kernel/, the other kernel is a neighbour.
    const path = (other: Room): string => posix.relative(`src/${room}/inner`, `src/${other}/thing.ts`);
    const ask = passing(room, imports(Object.fromEntries(others.map((other) => [other, path(other)]))), IMPORT);
    const earlier = ROOMS.slice(0, place);
    test(`${room} may import of the other rooms: ${list(earlier)}`, () => expect(ask()).toEqual(earlier));
  }

  const forms = {
    'a type': "import type { Thing } from '../../ui/thing.ts';\nexport const it: Thing = 1;",
    'a re-export': "export { thing } from '../../ui/thing.ts';",
    'a re-export of everything': "export * from '../../ui/thing.ts';",
    'for its effects': "import '../../ui/thing.ts';",
    'while running': "export const it = import('../../ui/thing.ts');",
    'the long way round': "import { thing } from '../../../src/ui/thing.ts';\nexport const it = thing;",
    'from the root': "import { thing } from '/src/ui/thing.ts';\nexport const it = thing;",
    'the folder': "import { thing } from '../../ui';\nexport const it = thing;",
  };
  const ask = passing('trace', forms, IMPORT);
  test('no form of import gets past it', () => expect(ask()).toEqual([]));
});

describe('lint keeps packages in their rooms', () => {
  const react = ['react', 'react/jsx-runtime', 'react-dom/client', 'recharts'];
  // zustand's main file and its hooks import React; its core does not.
  const all = [...react, 'zustand', 'zustand/react/shallow', 'zustand/vanilla', 'comlink', 'fflate'];
  const allowed = (room: Room): string[] => {
    if (room === 'ui') return all.filter((name) => name !== 'comlink');
    if (room === 'store') return ['zustand/vanilla', 'comlink', 'fflate'];
    return room === 'kernel/live' ? ['comlink', 'fflate'] : ['fflate'];
  };
  for (const room of ROOMS) {
    const ask = passing(room, imports(named(all)), IMPORT);
    test(`${room} may import: ${list(allowed(room))}`, () => expect(ask()).toEqual(allowed(room)));
  }
});

describe('lint keeps workers, the DOM and clocks in their rooms', () => {
  const uses = ['document.title', 'window.name', 'setTimeout(String, 1)', 'performance.now()', 'navigator.language'];
  const queries = ['./thing.ts?worker', './thing.ts?worker&inline', './thing.ts?sharedworker'];
  for (const room of ROOMS) {
    const made = passing(room, { worker: "export const it = new Worker('thing.js');" }, GLOBAL);
    const imported = passing(room, imports(named(queries)), IMPORT);
    const makes = room === 'kernel/live' || room === 'store';
    test(`${room} ${makes ? 'may' : 'may not'} make workers`, () => {
      expect(made()).toEqual(makes ? ['worker'] : []);
      expect(imported()).toEqual(makes ? queries : []);
    });

    const used = passing(room, Object.fromEntries(uses.map((use) => [use, `export const it = ${use};`])), GLOBAL);
    const pure = ROOMS.indexOf(room) <= ROOMS.indexOf('kernel/virtual');
    test(`${room} ${pure ? 'may not' : 'may'} use the DOM, timers and clocks`, () => {
      expect(used()).toEqual(pure ? [] : uses);
    });
  }

  const own = { own: 'export const it = (location: number, history: number) => location + history;' };
  const ask = passing('scenario', own, GLOBAL);
  test('a name of its own is no global', () => expect(ask()).toEqual(['own']));
});

describe('src/ has no corner that the rules do not reach', () => {
  test('the lint that keeps rooms apart is what `npm run rooms` makes of the list', () => {
    const script = new URL('../../scripts/lint-rooms.mjs', import.meta.url).href;
    const print = `import('${script}').then((made) => process.stdout.write(made.lintOfRooms()))`;
    const { stdout } = spawnSync(process.execPath, ['-e', print], { encoding: 'utf8' });
    expect(readFileSync(join(root, 'biome.rooms.json'), 'utf8')).toBe(stdout);
  });

  test('JSX, which imports React unseen, is only in ui and in main.tsx', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.[jt]sx$/.test(file) && !/^(ui[\\/]|main\.tsx$)/.test(file))).toEqual([]);
  });
});

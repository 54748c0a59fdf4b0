/**
 * `npm run rooms`: writes `biome.rooms.json`, the part of the lint's settings that keeps rooms apart, from the list of
 * rooms in `src/rooms.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const rooms = JSON.parse(readFileSync(new URL('../src/rooms.json', import.meta.url), 'utf8'));

/** The rooms in order, each knowing only those before it. `kernel` is no room: its two kernels are. */
export const ROOMS = Object.entries(rooms.order).flatMap(([name, inside]) =>
  name === 'kernel' ? Object.keys(inside).map((kernel) => `kernel/${kernel}`) : [name],
);

/** Where a room's files are. What both kernels share lies beside them, `main.tsx` beside all rooms. */
function filesOf(room) {
  if (room === 'kernel/virtual') return ['src/kernel/**', '!src/kernel/live/**', '!src/kernel/python/**'];
  return room === ROOMS.at(-1) ? [`src/${room}/**`, 'src/*'] : [`src/${room}/**`];
}

/** A block that sets one rule in these files. */
function block(includes, group, rules) {
  return { includes, linter: { rules: { [group]: rules } } };
}

const GLOBALS =
  'window document self globalThis navigator location history localStorage sessionStorage indexedDB fetch performance crypto postMessage MessageChannel BroadcastChannel setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask requestAnimationFrame cancelAnimationFrame requestIdleCallback'.split(
    ' ',
  );
const REACT = '{react,react-*,recharts,lucide-react}';

const list = (names) => names.join(', ');
const WORKERS = `Only ${list(rooms.mayMakeWorkers)} make workers.`;

/** Globals that may not be used in the files of these rooms. */
function globalsBlock(of, names) {
  const dom = Object.fromEntries(
    names.map((name) => [name, 'No DOM, timers or clocks here: take them as an argument.']),
  );
  const deniedGlobals = { ...dom, Worker: WORKERS, SharedWorker: WORKERS };
  return block(of.flatMap(filesOf), 'style', {
    noRestrictedGlobals: { level: 'error', options: { deniedGlobals } },
  });
}

/** What may not be imported in one room. */
function importsBlock(room) {
  const later = ROOMS.slice(ROOMS.indexOf(room) + 1);
  const may = (name) => rooms.mayImport[name].includes(room);
  const only = (name) => `Only ${list(rooms.mayImport[name])} may import ${name}.`;
  // Seen from within a kernel, the other one is a neighbour.
  const folders = new Set(
    later
      // The engines have a folder of that name as well; `house.test.ts` looks at whole paths.
      .filter((other) => !(room.startsWith('kernel/') && other === 'kernel/python'))
      .map((other) => (room.startsWith('kernel/') ? other : other.split('/')[0]).split('/').pop()),
  );
  const paths = folders.size > 1 ? `{${[...folders].join(',')}}` : [...folders][0];
  const patterns = [
    later.length > 0 && {
      group: [`../**/${paths}`, `../**/${paths}/**`],
      message: `${room} knows no later room: ${list(later)}.`,
    },
    !may('react') && { group: [REACT, `${REACT}/**`], message: only('react') },
    !may('zustand') && {
      group: may('zustand/vanilla')
        ? ['zustand', 'zustand/{react,shallow,traditional}', 'zustand/react/**']
        : ['zustand', 'zustand/**'],
      message: may('zustand/vanilla')
        ? 'zustand imports React: take zustand/vanilla.'
        : 'Only store and ui know zustand.',
    },
    !may('comlink') && { group: ['comlink', 'comlink/**'], message: only('comlink') },
    !rooms.mayMakeWorkers.includes(room) && { group: ['**/*\\?{worker,sharedworker}*'], message: WORKERS },
    { group: ['{src,@}/**', '/src/**'], message: 'Rooms are imported by relative paths.' },
  ].filter(Boolean);
  return block(filesOf(room), 'style', {
    noRestrictedImports: { level: 'error', options: { patterns } },
  });
}

/** The text of `biome.rooms.json`. */
export function lintOfRooms() {
  const pure = ROOMS.filter((room) => !rooms.mayUseTheDomAndClocks.includes(room));
  const others = ROOMS.filter((room) => !pure.includes(room) && !rooms.mayMakeWorkers.includes(room));
  const overrides = [globalsBlock(pure, GLOBALS), globalsBlock(others, []), ...ROOMS.map(importsBlock)];
  return `${JSON.stringify({ overrides }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('lint-rooms.mjs')) {
  writeFileSync(new URL('../biome.rooms.json', import.meta.url), lintOfRooms());
}

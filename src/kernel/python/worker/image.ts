/**
 * The memory image with which every process begins: Python, its libraries and the stand-ins, all imported. It is made on first use,
 * with clock and entropy standing still, so that it is the same wherever it is made; and kept in the browser's database.
 */
import { ASSETS_VERSION, type Assets } from './assets.ts';
import { CALL_NAMES, type Calls } from './calls.ts';
import { AGENT, UNEVEN } from './confine.ts';
import { hashOf } from './hash.ts';
import { load } from './private.ts';
import { configOf, isCall, still } from './slot.ts';

export interface Image {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

const STAND_INS: Readonly<Record<string, string>> = import.meta.glob('../stand-ins/**/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const text = new TextEncoder();

/**
 * Strings and objects of JavaScript that Python will meet get their places in the image, so that they are the same in every life. The names are
 * listed here: `dir` would bring those of `Object.prototype` too, and each browser has them in another order.
 */
const MEET = `
import _k
for _ in '${CALL_NAMES.join(' ')}'.split(): getattr(_k, _)
from js import Array, Promise, Uint8Array
for _ in Array.of(1, 2): pass
_ = Promise.resolve(1)
_ = Uint8Array.new(2).to_bytes()
del _, Array, Promise, Uint8Array, _k
import sys, _pyodide._importhook as hook
for _ in ('js', 'pyodide_js'):
    sys.modules[_] = None
    hook.unregister_js_module(_)
del _, hook
`;

/** What an image is kept by: all that goes into it. */
const NAME = hashOf(text.encode(JSON.stringify([ASSETS_VERSION, STAND_INS, MEET, AGENT, UNEVEN])));

export async function makeImage(assets: Assets, placeholder: Calls): Promise<Image> {
  const hooks = still();
  const config = configOf(assets, () => hooks, { _makeSnapshot: true });
  const python = await load(config);
  python.registerJsModule('_k', placeholder);
  for (const [path, source] of Object.entries(STAND_INS)) {
    const file = `/lib/${path.replace('../stand-ins/', '')}`;
    python.FS.mkdirTree(file.replace(/\/[^/]*$/, ''));
    python.FS.writeFile(file, source);
  }
  python.runPython("import sys\nsys.path.insert(0, '/lib')\nimport overlap.install, tqdm");
  python.runPython(MEET);
  const bytes = python.makeMemorySnapshot({
    serializer: (value) => (isCall(value) ? { k: value.kname } : undefined),
  });
  return { bytes, hash: hashOf(bytes) };
}

// ——— Kept ———

/** Kept here: the worker's own name for it is gone before any program runs (`confine.ts`). */
const databases = globalThis.indexedDB;
const DATABASE = 'overlap-python';
const STORE = 'images';

interface Kept extends Image {
  readonly name: string;
}

export async function keptImage(): Promise<Image | undefined> {
  try {
    const database = await open();
    const kept = await done<Kept | undefined>(database.transaction(STORE).objectStore(STORE).get('image'));
    database.close();
    return kept?.name === NAME ? kept : undefined;
  } catch {
    // No database, as in some private windows: the image is made anew each time.
    return undefined;
  }
}

export async function keepImage({ bytes, hash }: Image): Promise<void> {
  try {
    const database = await open();
    await done(
      database
        .transaction(STORE, 'readwrite')
        .objectStore(STORE)
        .put({ name: NAME, hash, bytes } satisfies Kept, 'image'),
    );
    database.close();
  } catch {
    // There was no room for it.
  }
}

function open(): Promise<IDBDatabase> {
  const asked = databases.open(DATABASE, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  return done(asked);
}

const done = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

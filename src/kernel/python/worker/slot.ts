/**
 * A place for a process: one interpreter, filled with a memory image again and again. Making it takes a quarter of a second, filling it
 * some milliseconds. What one life left behind in JavaScript must not reach into the next.
 */
import type { Disk } from '../machine/disk.ts';
import { EPOCH_MS } from '../machine/program-run.ts';
import type { Assets } from './assets.ts';
import type { Calls } from './calls.ts';
import {
  type CreateModule,
  type Frozen,
  load,
  type PrivateConfig,
  type PrivateInterface,
  type PyodideModule,
  type SnapshotConfig,
  type WasmImports,
} from './private.ts';
import { SlotFiles } from './slot-files.ts';

/** What the C library's clock and entropy show. */
export interface Hooks {
  /** Ms since the program began. */
  time(): number;
  /** Ms since 1970 at which it began. */
  epochMs: number;
  /** A byte. */
  entropy(): number;
  /** A line that Python itself writes, beside `sys.stderr`. */
  stderr(line: string): void;
}

/** Hooks of an interpreter that nobody uses: everything stands still. */
export const still = (): Hooks => ({ time: () => 0, epochMs: EPOCH_MS, entropy: () => 1, stderr: () => {} });

const ENV = { PYTHONHASHSEED: '0', HOME: '/home/user' };

const LOCK_FILE = JSON.stringify({
  info: { arch: 'wasm32', platform: 'emscripten', version: '0', python: '3.14.2', abi_version: '2026_0' },
  packages: {},
});

/** An address that Pyodide asks for its library at; nothing is fetched from there. */
const NOWHERE = 'https://pyodide.invalid/';
const LIBRARY = `${NOWHERE}python_stdlib.zip`;

/** The stack of a copy begins so far above the end of stacks: below all that the threads of its parent use. */
const COPY_STACK_BYTES = 5 << 20;

/** The memory of a process is at most so large. */
const MOST_BYTES = 2 ** 30;

/** Strings that every interpreter interns before any program runs. */
const OWN_STRINGS = 7;

/** Fills a module's memory and says what JavaScript objects it names. */
export type Fill = (slot: Slot) => SnapshotConfig;

/**
 * Pyodide fetches its files itself, once for every interpreter, and Python could fetch anything. Here all it gets is what is there already.
 */
export function serveFromMemory(assets: Assets): void {
  // The dates of files, which are kept in JavaScript and which Python copies: they would differ from one image to the next.
  Date.now = () => EPOCH_MS;
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const instance = await instantiate(assets.module, imports);
    return { module: assets.module, instance };
  };
  globalThis.fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url === LIBRARY) return new Response(assets.library.slice(0));
    if (url.startsWith(NOWHERE)) return new Response(null);
    throw new TypeError('A program in this page has no network.');
  };
}

export function configOf(assets: Assets, hooks: () => Hooks, more: Partial<PrivateConfig>): PrivateConfig {
  const create: CreateModule = (settings) => {
    const { instantiateWasm } = settings;
    settings.instantiateWasm = (imports, done) => {
      const memory = { of: undefined as WebAssembly.Memory | undefined };
      patch(imports, hooks, () => memory.of!.buffer);
      return instantiateWasm(imports, (instance, module) => {
        memory.of = (imports.env.memory ?? instance.exports.memory) as WebAssembly.Memory;
        done(instance, module);
      });
    };
    return assets.create(settings);
  };
  return {
    indexURL: NOWHERE,
    stdLibURL: LIBRARY,
    lockFileContents: LOCK_FILE,
    env: { ...ENV },
    stdout: () => {},
    stderr: (line: string) => hooks().stderr(line),
    createPyodideModule: create,
    ...more,
  };
}

/** The C library's clock and entropy are the machine's: so are `time`, `datetime`, `random`, `os.urandom` and all that stands on them. */
function patch(imports: WasmImports, hooks: () => Hooks, memory: () => ArrayBuffer): void {
  const wasi = imports.wasi_snapshot_preview1 as Record<string, unknown>;
  wasi.clock_time_get = (id: number, _precision: bigint, at: number) => {
    const { time, epochMs } = hooks();
    const ms = id === 0 ? epochMs + time() : time();
    new DataView(memory()).setBigUint64(at >>> 0, BigInt(Math.round(ms * 1e6)), true);
    return 0;
  };
  wasi.random_get = (at: number, length: number) => {
    const { entropy } = hooks();
    const bytes = new Uint8Array(memory(), at >>> 0, length);
    for (let place = 0; place < length; place++) bytes[place] = entropy();
    return 0;
  };
  // Memory of a browser's page is everybody's: a program that wants more gets a MemoryError.
  const grow = imports.env.emscripten_resize_heap as ((bytes: number) => number) | undefined;
  if (grow) imports.env.emscripten_resize_heap = (bytes: number) => (bytes >>> 0 > MOST_BYTES ? 0 : grow(bytes));
  for (const name of ['emscripten_date_now', '_emscripten_date_now'])
    if (name in imports.env) imports.env[name] = () => hooks().epochMs + hooks().time();
}

export class Slot {
  hooks = still();
  module!: PyodideModule;
  files: SlotFiles | undefined;
  /** How many processes have lived here. */
  lives = 0;
  /** What the stack pointer was before anything ran. */
  top = 0;
  readonly ready: Promise<void>;
  readonly #api: Promise<PrivateInterface>;
  #strings = 0;
  #calls: Calls | undefined;
  #open!: (fill: Fill) => void;

  /** @param size bytes of an image */
  constructor(assets: Assets, size: number) {
    const gate = new Promise<Fill>((open) => {
      this.#open = open;
    });
    let made: () => void;
    this.ready = new Promise((resolve, reject) => {
      made = resolve;
      // Nobody waits for a slot that breaks while it is made, but those that ask for it.
      queueMicrotask(() => this.#api.catch(reject));
    });
    const config = configOf(assets, () => this.hooks, {
      _loadSnapshot: new Uint8Array(size),
      _snapshotDeserializer: (frozen) => this.#thaw(frozen),
    });
    const { createPyodideModule: create } = config;
    config.createPyodideModule = async (settings) => {
      const module = await create(settings);
      this.module = module;
      this.top = module._emscripten_stack_get_current();
      // A proxy of an earlier life must not touch the memory of the next.
      module.finalizationRegistry = { register() {}, unregister() {} };
      made();
      const fill = await gate;
      module.API.restoreSnapshot = () => fill(this);
      return module;
    };
    this.#api = load(config);
  }

  /** Begins a life: `calls` is what this process sees of the machine, `disk` are the files that it shares with its program's other processes. */
  async fill(calls: Calls, fill: Fill, disk?: Disk): Promise<PrivateInterface> {
    this.#calls = calls;
    await this.ready;
    this.files ??= new SlotFiles(this.module.FS);
    this.files.begin(disk);
    let api: PrivateInterface;
    if (this.lives++ === 0) {
      this.#open(fill);
      api = await this.#api;
    } else {
      this.#clearStacks();
      const { API } = this.module;
      api = API.finalizeBootstrap(fill(this), (frozen) => this.#thaw(frozen)) as PrivateInterface;
      API.sys.path.insert(0, '');
      API._pyodide.set_excepthook();
    }
    this.#strings = strings(this.module).length;
    return api;
  }

  /** Whether its Python has interned strings of JavaScript that the image had not: only a slot without a past can have a copy of it then. */
  get hasNewStrings(): boolean {
    return strings(this.module).length !== this.#strings;
  }

  #thaw(frozen: Frozen): unknown {
    if ('live' in frozen) return frozen.live;
    return frozen.k === '' ? this.#calls : this.#calls![frozen.k as keyof Calls];
  }

  #clearStacks(): void {
    const { module, top } = this;
    module.stackStop = top;
    module.__emscripten_stack_restore(top - 16);
    new module.StackState().restore();
    module.validSuspender.value = false;
    module.__emscripten_stack_restore(top);
  }
}

/** A process that begins with the image. */
export function fromImage(image: Uint8Array): Fill {
  const [, offset, length] = new Uint32Array(image.buffer, image.byteOffset, 12);
  const config = new TextDecoder().decode(image.subarray(48, 48 + length!));
  const memory = image.subarray(offset!);
  return ({ module }) => {
    module.HEAPU8.set(memory);
    module.HEAPU8.fill(0, memory.length);
    return JSON.parse(config);
  };
}

/** A process that begins with a copy of another's memory. The thread that forked stands still in the copy and never goes on. */
export function fromCopy(of: Slot): Fill {
  return ({ module, top, lives, files }) => {
    const parent = of.module;
    files!.copyFrom(of.files!);
    const size = parent.HEAPU8.length;
    if (module.HEAPU8.length < size) module._malloc(size);
    module.HEAPU8.set(parent.HEAPU8);
    module.HEAPU8.fill(0, size);
    module.stackStop = top;
    module.__emscripten_stack_restore(module._emscripten_stack_get_end() + COPY_STACK_BYTES);
    new module.StackState();
    // A slot that lived before has interned strings already, in the same places.
    const immortalKeys = lives === 1 ? strings(parent).slice(OWN_STRINGS) : [];
    return { hiwireKeys: objects(parent), immortalKeys };
  };
}

/** The JavaScript objects that an interpreter's memory names, after those that all interpreters have. */
function objects({ API, __hiwire_get: get }: PyodideModule): unknown[] {
  const all: unknown[] = [];
  for (let place = API.getExpectedKeys().length; ; place++) {
    let value: unknown;
    try {
      value = get(place);
    } catch {
      return all;
    }
    if (value === null || value === undefined) all.push(null);
    else if (value === API) all.push({ API: true });
    else if (value === API.abortSignalAny) all.push({ abortSignalAny: true });
    else all.push({ serialized: isCall(value) ? { k: value.kname } : { live: value } });
  }
}

/** What `_k` and its functions are known by in images. */
export interface Named {
  readonly kname: string;
}
export const isCall = (value: unknown): value is Named =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && Object.hasOwn(value, 'kname');

function strings({ __hiwire_immortal_get: get }: PyodideModule): unknown[] {
  const all: unknown[] = [];
  for (let place = 0; ; place++) {
    try {
      all.push(get(place));
    } catch {
      return all;
    }
  }
}

/**
 * All of Pyodide 314.0.7 that is used here and is not public: pinned, and held by `test/e2e/python.spec.ts`. Its names are Pyodide's and Emscripten's own.
 */
import { loadPyodide, type PyodideConfig, type PyodideInterface } from 'pyodide';

/** An interpreter's module. */
export interface PyodideModule {
  HEAP8: Int8Array;
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  /** Where the interpreter's own counter is (`_Py_emscripten_signal_clock`): it counts down at each check, and asks for a signal at 0. */
  __Py_emscripten_signal_clock: number;
  stackStop: number;
  validSuspender: { value: boolean };
  finalizationRegistry: { register(): void; unregister(): void };
  StackState: new () => { restore(): void };
  API: PyodideApi;
  FS: FileSystem;
  _malloc(bytes: number): number;
  _emscripten_stack_get_current(): number;
  _emscripten_stack_get_end(): number;
  __emscripten_stack_restore(top: number): void;
  __hiwire_get(place: number): unknown;
  __hiwire_immortal_get(place: number): unknown;
}

interface OpenFile {
  readonly fd: number;
  readonly flags: number;
  readonly path?: string;
  /** Where it is in its file, and how it was opened. */
  readonly shared: object;
}

/** Emscripten's files, which are JavaScript's. */
export interface FileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, text: string): void;
  readonly filesystems: { readonly PROXYFS: object };
  mount(type: object, options: { readonly root: string; readonly fs: object }, path: string): void;
  unmount(path: string): void;
  open(path: string, flags: number): OpenFile;
  readdir(path: string): string[];
  lstat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
  unlink(path: string): void;
  rmdir(path: string): void;
  cwd(): string;
  chdir(path: string): void;
  close(stream: OpenFile): void;
  readonly streams: (OpenFile | null | undefined)[];
  nextInode: number;
}

export interface PyodideApi {
  restoreSnapshot: (bytes: Uint8Array) => SnapshotConfig;
  finalizeBootstrap(snapshot: SnapshotConfig, thaw: (frozen: Frozen) => unknown): PyodideInterface;
  getExpectedKeys(): unknown[];
  abortSignalAny: unknown;
  sys: { path: { insert(place: number, path: string): void } };
  _pyodide: { set_excepthook(): void };
}

/** What a snapshot knows of the JavaScript objects that its memory names by number. */
export interface SnapshotConfig {
  hiwireKeys: unknown[];
  immortalKeys: unknown[];
}

/** How a JavaScript object of ours stands in an image: by its name; or, from one interpreter to another in this worker, itself. */
export type Frozen = { readonly k: string } | { readonly live: unknown };

export interface WasmImports {
  wasi_snapshot_preview1: Record<string, (...args: never[]) => unknown>;
  env: Record<string, unknown>;
}

export interface EmscriptenSettings {
  instantiateWasm(
    imports: WasmImports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

export type CreateModule = (settings: EmscriptenSettings) => Promise<PyodideModule>;

export type PrivateConfig = Omit<PyodideConfig, 'createPyodideModule' | '_loadSnapshot' | '_snapshotDeserializer'> & {
  stdLibURL: string;
  lockFileContents: string;
  createPyodideModule: CreateModule;
  _makeSnapshot?: boolean;
  _loadSnapshot?: Uint8Array;
  _snapshotDeserializer?: (frozen: Frozen) => unknown;
};

export type PrivateInterface = PyodideInterface & {
  readonly _module: PyodideModule;
  makeMemorySnapshot(options: { serializer(value: unknown): Frozen | undefined }): Uint8Array;
};

/** `loadPyodide`, with what it takes and gives beyond its public types. */
export const load = loadPyodide as unknown as (config: PrivateConfig) => Promise<PrivateInterface>;

/** The files of Pyodide, which the build serves beside the page. They are fetched on first use. */
import scriptUrl from 'pyodide/pyodide.asm.mjs?url';
import wasmUrl from 'pyodide/pyodide.asm.wasm?url';
import libraryUrl from 'pyodide/python_stdlib.zip?url';
import type { CreateModule } from './private.ts';

export interface Assets {
  readonly module: WebAssembly.Module;
  readonly create: CreateModule;
  readonly library: ArrayBuffer;
}

/** Bytes of the three files, where the server does not say. */
const ABOUT = { wasm: 9_598_218, library: 2_545_637 };

/** What changes when any of the files does: their names hold hashes of them. */
export const ASSETS_VERSION = [scriptUrl, wasmUrl, libraryUrl].join(' ');

/** @param came called as bytes come in: how many of how many */
export async function fetchAssets(came: (bytes: number, of: number) => void): Promise<Assets> {
  const got = { wasm: 0, library: 0 };
  const of = ABOUT.wasm + ABOUT.library;
  const count = (file: keyof typeof got) => (bytes: number) => {
    got[file] += bytes;
    came(Math.min(got.wasm + got.library, of), of);
  };
  const [module, library, script] = await Promise.all([
    compile(count('wasm')),
    fetchCounted(libraryUrl, count('library')).then((response) => response.arrayBuffer()),
    import(/* @vite-ignore */ new URL(scriptUrl, import.meta.url).href) as Promise<{ default: CreateModule }>,
  ]);
  return { module, library, create: script.default };
}

async function compile(came: (bytes: number) => void): Promise<WebAssembly.Module> {
  const response = await fetchCounted(wasmUrl, came);
  // Compiling while it comes in needs the server to call it application/wasm.
  if (response.headers.get('content-type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function fetchCounted(url: string, came: (bytes: number) => void): Promise<Response> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new Error(`${url} could not be fetched: ${response.status} ${response.statusText}`);
  // What goes wrong there goes wrong for the file itself, which is told.
  count(response.clone(), came).catch(() => {});
  return response;
}

async function count(response: Response, came: (bytes: number) => void): Promise<void> {
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) came(part.value.length);
}

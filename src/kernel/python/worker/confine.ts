/**
 * Takes from the worker what a program could reach the outside with, once everything has been fetched: a program that gets hold of
 * the worker's JavaScript finds the language there, and no network, no storage, no other worker and no channel to the page.
 */

const LANGUAGE =
  'Object Function Array Number Boolean String Symbol BigInt Date Promise RegExp Error AggregateError EvalError RangeError ' +
  'ReferenceError SyntaxError TypeError URIError SuppressedError JSON Math Intl Reflect Proxy Map Set WeakMap WeakSet WeakRef ' +
  'FinalizationRegistry Iterator AsyncIterator DisposableStack AsyncDisposableStack Temporal ArrayBuffer SharedArrayBuffer Atomics ' +
  'DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array ' +
  'Float16Array Float32Array Float64Array globalThis Infinity NaN undefined parseFloat parseInt isFinite isNaN decodeURI ' +
  'decodeURIComponent encodeURI encodeURIComponent escape unescape eval';

/** What Pyodide itself and the worker ask for. None of it reaches anything outside. */
const PLATFORM =
  'self console WebAssembly location navigator performance crypto fetch MessageChannel MessagePort TextDecoder TextEncoder URL ' +
  'URLSearchParams Request Response Headers ReadableStream AbortController AbortSignal EventTarget Event DOMException queueMicrotask ' +
  'structuredClone setTimeout clearTimeout setInterval clearInterval WorkerGlobalScope DedicatedWorkerGlobalScope constructor';

const KEPT = new Set(`${LANGUAGE} ${PLATFORM}`.split(' '));

/**
 * What the browser is called from then on: Python writes it into its memory (`sys._emscripten_info`), so that images made in two browsers would differ.
 * Pyodide asks it for nothing but whether this is an iPhone or an iPad.
 */
export const AGENT = 'Overlap';
/**
 * What one browser's iterators have and another's have not. Pyodide makes a class of Python by what an object can do (`includes` is `__contains__`),
 * so that images would differ here too.
 */
export const UNEVEN = ['includes'] as const;
const IPHONE = /iPad|iPhone|iPod/;

const NO_CODE = 'A program in this page cannot make JavaScript.';

/** Gives the names that could not be taken away; none in the browsers that the tests know. */
export function confine(): readonly string[] {
  const left: string[] = [];
  for (
    let scope: object | null = globalThis;
    scope && scope !== EventTarget.prototype && scope !== Object.prototype;
    scope = Object.getPrototypeOf(scope) as object | null
  )
    for (const name of Object.getOwnPropertyNames(scope))
      if (!KEPT.has(name) && !Reflect.deleteProperty(scope, name) && !isNumber(scope, name)) left.push(name);
  for (const name of ['createObjectURL', 'revokeObjectURL']) Reflect.deleteProperty(URL, name);
  const userAgent = IPHONE.test(navigator.userAgent) ? 'iPhone' : AGENT;
  put('navigator', Object.freeze({ userAgent }));
  put('eval', noCode);
  noFunctions();
  evenIterators();
  put('setTimeout', withoutText(setTimeout));
  put('setInterval', withoutText(setInterval));
  return left;
}

/** Some of the scope's numbers are there to stay; nobody gets anywhere with a number. */
function isNumber(scope: object, name: string): boolean {
  return typeof Object.getOwnPropertyDescriptor(scope, name)?.value === 'number';
}

function put(name: string, value: unknown): void {
  for (
    let scope: object | null = globalThis;
    scope && scope !== EventTarget.prototype;
    scope = Object.getPrototypeOf(scope) as object | null
  )
    Reflect.deleteProperty(scope, name);
  Object.defineProperty(globalThis, name, { value, writable: false, configurable: false });
}

function noCode(): never {
  throw new TypeError(NO_CODE);
}

/** `f.constructor`, of any function, makes code from text. */
function noFunctions(): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype: object = Object.getPrototypeOf(kind);
    const stand = () => noCode();
    // `instanceof Function` goes on.
    Object.defineProperty(stand, 'prototype', { value: prototype });
    Object.defineProperty(prototype, 'constructor', { value: stand, writable: false, configurable: false });
    if (prototype === Function.prototype) put('Function', stand);
  }
}

function evenIterators(): void {
  const iterators: object = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
  for (const name of UNEVEN) Reflect.deleteProperty(iterators, name);
}

/** Timers take text, too, and evaluate it. */
function withoutText(timer: (act: () => void, ms?: number) => unknown) {
  const set = timer.bind(globalThis);
  return (act: unknown, ms?: number, ...values: unknown[]) => {
    if (typeof act !== 'function') throw new TypeError(NO_CODE);
    return set(() => (act as (...values: unknown[]) => void)(...values), ms);
  };
}

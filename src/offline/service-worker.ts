/**
 * The service worker: all of the page is kept when it is installed, Python's runtime once it has been used. On what it serves it puts the
 * headers that a host of files may not be able to set. A new one waits until the user says so.
 */
import { clientsClaim } from 'workbox-core';
import type { HandlerCallbackOptions } from 'workbox-core/types.js';
import { addPlugins, cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { HEADERS } from './headers.ts';
import type { Said } from './talk.ts';

interface LongEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Scope {
  /** Every file of the build, put in by `injectManifest`. */
  readonly __WB_MANIFEST: PrecacheEntry[];
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message', listener: (event: LongEvent & MessageEvent<Said>) => void): void;
  addEventListener(type: 'activate', listener: (event: LongEvent) => void): void;
}
declare const self: Scope;

const PYTHON_CACHE = 'overlap-python';

const files = self.__WB_MANIFEST;
const isPython = ({ url }: PrecacheEntry) => /(^|\/)(pyodide|python_stdlib)[^/]*\.(mjs|wasm|zip)$/.test(url);
const pythonUrls = new Set(files.filter(isPython).map(({ url }) => new URL(url, self.location.href).href));

const withHeaders = {
  async handlerWillRespond({ response }: { response: Response }) {
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  },
};

/** An install asks for a hundred files, one after another, which takes a core for a second or more: a run that is measured comes first. */
const asksInPauses = {
  async requestWillFetch({ request, event }: { request: Request; event: Event }) {
    if (event.type === 'install') await pause;
    return request;
  },
};
/** A page that is closed says no more: the install goes on after this (ms). */
const LONGEST_PAUSE_MS = 60_000;
/** Settles once the install may go on; undefined while it does. */
let pause: Promise<void> | undefined;
let goOn: () => void = () => {};
let longest: ReturnType<typeof setTimeout> | undefined;

function wait(): void {
  clearTimeout(longest);
  longest = setTimeout(() => goOn(), LONGEST_PAUSE_MS);
  pause ??= new Promise((done) => {
    goOn = () => {
      clearTimeout(longest);
      pause = undefined;
      done();
    };
  });
}

addPlugins([withHeaders, asksInPauses]);
// What follows the ? is read by the page itself; the file is the same.
precacheAndRoute(
  files.filter((file) => !isPython(file)),
  { ignoreURLParametersMatching: [/./] },
);
cleanupOutdatedCaches();

const python = new CacheFirst({ cacheName: PYTHON_CACHE, plugins: [withHeaders] });
registerRoute(({ url }) => pythonUrls.has(url.href), python);

self.addEventListener('message', (event) => {
  switch (event.data) {
    case 'take over':
      void self.skipWaiting();
      break;
    case 'keep Python':
      event.waitUntil(keepPython(event));
      break;
    case 'wait':
      wait();
      event.ports[0]?.postMessage('waits');
      break;
    case 'go on':
      goOn();
  }
});

function keepPython(event: Event): Promise<unknown> {
  const asked = Array.from(pythonUrls, (url) =>
    python.handle({ request: new Request(url), event: event as HandlerCallbackOptions['event'] }),
  );
  return Promise.all(asked);
}

// Another version's Python is of no use.
self.addEventListener('activate', (event) => event.waitUntil(forgetOldPython()));

async function forgetOldPython(): Promise<void> {
  const cache = await caches.open(PYTHON_CACHE);
  for (const { url } of await cache.keys()) if (!pythonUrls.has(url)) await cache.delete(url);
}

clientsClaim();

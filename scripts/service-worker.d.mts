import type { Plugin } from 'vite';

/** `source`: its file; `name`: what it is called beside the page. */
export function serviceWorker(options: { source: string; name: string }): Plugin;

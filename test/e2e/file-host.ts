/** A host of files, as any is: the built page below a sub-path, no headers but the kind of file. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface FileHost {
  /** With the sub-path, and a slash at its end. */
  readonly url: string;
  /** What was asked for since the last look, without the sub-path. */
  asked(): string[];
  /** A file that is served in another form from now on: a new version. */
  change(file: string, to: (text: string) => string): void;
  /** Stops: nothing is answered any more. */
  stop(): Promise<void>;
}

export async function fileHost(subPath: string, root = 'dist'): Promise<FileHost> {
  const changes = new Map<string, (text: string) => string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const inside = normalize(decodeURIComponent(pathname.slice(subPath.length)) || 'index.html');
    asked.push(inside);
    if (!pathname.startsWith(subPath) || inside.startsWith('..')) {
      response.writeHead(404).end();
      return;
    }
    readFile(join(root, inside)).then(
      (bytes) => {
        const change = changes.get(inside);
        response.setHeader('content-type', TYPES[extname(inside)] ?? 'application/octet-stream');
        response.end(change ? change(bytes.toString()) : bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`,
    asked: () => asked.splice(0),
    change: (file, to) => changes.set(file, to),
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** Which port to serve on. */
import { createServer } from 'node:net';
import { Trouble } from './command.mjs';

const DEFAULT = 4173;
const LAST = 65_535;

/**
 * The port that `PORT` asks for: a whole number; 0 asks for any free one.
 * @param {string | undefined} text
 */
export function askedPort(text) {
  if (text === undefined || text.trim() === '') return DEFAULT;
  const port = Number(text);
  if (/^\s*\d+\s*$/.test(text) && port <= LAST) return port;
  throw new Trouble(`PORT is ${JSON.stringify(text)}: expected a whole number from 0 (any free port) to ${LAST}.`);
}

/** The first free port from this one on, or any free one for 0. */
export async function freePort(from) {
  if (from === 0) return listenable('127.0.0.1', 0);
  for (let port = from; port <= LAST; port++) {
    // The address says "localhost", which a browser looks up as ::1 first: that must not be somebody else's page.
    if ((await listenable('127.0.0.1', port)) && (await listenable('::1', port))) return port;
  }
  throw new Trouble(`No port is free from ${from} on: set PORT to a lower one.`);
}

/** Listens there for a moment. Gives the port, or `false` if it is not to be had; having no such address is no obstacle. */
function listenable(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : false);
    });
    server.listen({ host, port, exclusive: true }, () => {
      const chosen = server.address().port;
      server.close(() => resolve(chosen));
    });
  });
}

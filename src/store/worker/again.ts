/**
 * Parts of the page that are loaded when they are needed, and did not come: there is no network, or another version has taken their place
 * on the server. All that lack something ask for it again together.
 */
const lacking = new Set<() => void>();
let rounds = 0;

/** How often all was asked for again. */
export const loadRounds = (): number => rounds;

/** Calls back whenever what did not come is to be asked for again, until the function that it gives is called. */
export function onLoadAgain(hear: () => void): () => void {
  lacking.add(hear);
  return () => lacking.delete(hear);
}

export function loadAgain(): void {
  rounds++;
  for (const hear of [...lacking]) hear();
}

/** For errors that nobody waits for: the page's own box says them. Node has no such thing. */
export function tellError(error: unknown): void {
  globalThis.reportError?.(error);
}

/** Of a worker whose script did not come, browsers say nothing. */
export const NO_WORKER_SCRIPT = 'the script of a worker could not be loaded';

/** In the words of Chromium, Firefox and Safari, of Vite for a style sheet, and our own. */
const NOT_LOADED = /imported module|module script|preload CSS|of a worker/;

export function isNotLoaded(error: unknown): boolean {
  return error instanceof Error && NOT_LOADED.test(error.message);
}

/** What went wrong, for people. */
export function wordsOf(error: unknown): string {
  if (isNotLoaded(error))
    return 'A part of the page could not be loaded: there is no network, or a newer version is on the server';
  return error instanceof Error ? error.message : String(error);
}

/** What tabs of this page say to each other, on one channel that all of them hear. */

/** `run`: its name. `tab`, `page` and `worker` are names as well, no two alike. */
export type Said =
  /** A run is under way, or goes on, that takes machines. */
  | { readonly says: 'run'; readonly run: string; readonly page: string; readonly engine: string }
  /** A tab asks which runs there are. */
  | { readonly says: 'which runs' }
  | { readonly says: 'join'; readonly run: string; readonly tab: string }
  /** The tab is about to go. */
  | { readonly says: 'leave'; readonly tab: string }
  /** The tab is to start a worker, which is then spoken to on a channel of this name. */
  | { readonly says: 'start'; readonly run: string; readonly tab: string; readonly worker: string }
  | { readonly says: 'started'; readonly worker: string }
  | { readonly says: 'end'; readonly worker: string };

const CHANNEL = 'overlap-tabs';

/** A name that no other has. `crypto.randomUUID` is only there where the page comes over HTTPS, or from this computer. */
export const newName = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** This page, among all tabs. */
export const PAGE = newName();

/** Where all tabs hear each other. */
export class Tabs {
  readonly #channel = new BroadcastChannel(CHANNEL);

  constructor(hear: (said: Said) => void) {
    this.#channel.onmessage = ({ data }) => hear(data as Said);
  }

  say(said: Said): void {
    this.#channel.postMessage(said);
  }

  close(): void {
    this.#channel.close();
  }
}

/** Holds a lock until it is let go, or this page is gone. Gives what lets it go, once it is held. */
export async function hold(name: string): Promise<() => void> {
  return new Promise((held) => {
    void navigator.locks.request(name, () => new Promise<void>((letGo) => held(letGo)));
  });
}

/** Acts once whoever holds the lock is gone, unless `signal` comes first. */
export function whenFree(name: string, signal: AbortSignal, act: () => void): void {
  navigator.locks.request(name, { signal }, act).catch(() => {
    // Nobody waits any more.
  });
}

export const lockOfTab = (tab: string): string => `overlap-tab-${tab}`;
export const lockOfRun = (run: string): string => `overlap-run-${run}`;

/** What the page says to its service worker. */
export type Said =
  /** The user wants the new version now. */
  | 'take over'
  /** Python has been used: its files are to be there without network, too. */
  | 'keep Python';

export const SERVICE_WORKER = 'service-worker.js';

/** What the page says to its service worker. */
export type Said =
  /** The user wants the new version now. */
  | 'take over'
  /** Python has been used: its files are to be there without network, too. */
  | 'keep Python'
  /** While it is being installed: a run is measured, so fetch nothing until 'go on'. It answers on the port that comes with this. */
  | 'wait'
  | 'go on';

export const SERVICE_WORKER = 'service-worker.js';

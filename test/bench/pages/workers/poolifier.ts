/**
 * Makes poolifier-web-worker run in a browser's worker. It takes only what has a `window` for a browser, which no worker has.
 * And its module awaits at its top level, while Chromium already delivers messages: the pool's first one would find
 * nobody, and the pool wait for ever. So messages are held until the module is there.
 */
const early: MessageEvent[] = [];
const hold = (event: MessageEvent) => early.push(event);
self.addEventListener('message', hold);
Object.assign(globalThis, { window: globalThis });
void import('./poolifier-pool.ts').then(() => {
  self.removeEventListener('message', hold);
  for (const { data, ports } of early) self.dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
});

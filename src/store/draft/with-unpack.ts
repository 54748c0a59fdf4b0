import '../../kernel/live/own-scripts.ts';
import type { Unpack } from '../../scenario/hash.ts';
import unpackScript from './unpack-script.ts?worker&url';

/**
 * Calls `then` with what unpacks a link, before the document's `load` event: that one waits for a script that is being loaded, and
 * waits for no `import()`. Calls it without where the script does not load.
 */
export function withUnpack(then: (unpack?: Unpack) => void): void {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = unpackScript;
  addEventListener('overlap:unpack', (event) => then((event as CustomEvent<Unpack>).detail), { once: true });
  script.addEventListener('error', () => then());
  document.head.append(script);
}

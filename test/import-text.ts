/** Text through the importer, in chunks of any size, as a file comes in. */
import { Importer } from '../src/trace/files/importer.ts';
import type { Opened } from '../src/trace/files/opened.ts';

export function importText(text: string, chunk = 1 << 16): Opened {
  const bytes = new TextEncoder().encode(text);
  const importer = new Importer();
  for (let at = 0; at < bytes.length; at += chunk) importer.feed(bytes.slice(at, at + chunk));
  return importer.end();
}

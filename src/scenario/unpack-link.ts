/** The text of a packed link, from its base64url. Loaded only for such a link. */
import { fromBase64url } from './base64url.ts';
import { InputError } from './input-error.ts';
import { unpack } from './unpack.ts';

/** @throws {InputError} where it is cut off, damaged or too large; the message has no path */
export function unpackLink(text: string, limit: number): string {
  // What was glued to the link by a program that meant well does no harm.
  const bytes = fromBase64url(text.replace(/[\s.,;:!?)>\]'"]+$/, ''));
  if (bytes === undefined) throw new InputError('it has characters that do not belong there');
  return unpack(bytes, limit);
}

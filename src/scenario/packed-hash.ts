import { toBase64url } from './base64url.ts';
import type { Draft } from './draft.ts';
import { MARKER, PACKED, READABLE, readableHash, readHash, settingsOf } from './hash.ts';
import { pack } from './pack.ts';
import { unpackLink } from './unpack-link.ts';

/**
 * The shortest hash of a draft: as one reads it (`hash.ts` shows both forms) while that is short, else packed.
 * @throws {InputError} where the text is longer than any hash may hold
 */
export function encodeHash(draft: Draft): string {
  const readable = readableHash(draft);
  if (readable.length <= READABLE) return readable;
  const packed = MARKER + PACKED + toBase64url(pack(`${settingsOf(draft)}\n${draft.text}`));
  return packed.length < readable.length ? packed : readable;
}

/** The draft of a hash of either form. @throws {InputError} as `readHash` does */
export const decodeHash = (hash: string): Draft => readHash(hash, unpackLink);

import { Inflate } from 'fflate';
import { InputError } from './input-error.ts';
import { checksum, ESCAPE, NUL } from './packed-text.ts';
import { fromBytes } from './wtf8.ts';

/**
 * The text that `pack` made few bytes of.
 * @param limit most bytes of UTF-8, numbers and characters that may come out; what would give more is refused while it is unpacked
 * @throws {InputError} where bytes are missing, wrong or too many; the message has no path
 */
export function unpack(bytes: Uint8Array, limit: number): string {
  const broken = new InputError('it is cut off or damaged');
  if (bytes.length < 4) throw broken;
  const sections: { stored: boolean; data: Uint8Array }[] = [];
  for (let at = 3; at < bytes.length; ) {
    let length = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 35) throw broken;
      length += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) break;
    }
    const end = at + Math.floor(length / 2);
    if (end > bytes.length) throw broken;
    sections.push({ stored: length % 2 === 1, data: bytes.subarray(at, end) });
    at = end;
  }
  const [first, ...rest] = sections.map(({ stored, data }) => (stored ? data : inflate(data, limit, broken)));
  const words = fromBytes(first as Uint8Array);
  if (words === undefined || rest.length > 4) throw broken;
  let taken = 0;
  let length = words.length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: see pack
  const text = words.replace(/\u0000|\u0001[ab]/g, (found) => {
    if (found !== NUL) return found === `${ESCAPE}a` ? NUL : ESCAPE;
    let number = 0;
    let scale = 1;
    for (const plane of rest) {
      number += (plane[taken] ?? 0) * scale;
      scale *= 256;
    }
    taken++;
    const digits = String(number);
    length += digits.length - 1;
    if (length > limit) throw tooLarge(limit);
    return digits;
  });
  const sum = checksum(text);
  if (rest.some((plane) => plane.length !== taken) || (taken > 0 && rest.length === 0)) throw broken;
  if (bytes[0] !== (sum & 0xff) || bytes[1] !== ((sum >> 8) & 0xff) || bytes[2] !== ((sum >> 16) & 0xff)) throw broken;
  return text;
}

function tooLarge(limit: number): InputError {
  return new InputError(`it holds more than ${limit} characters when unpacked`);
}

/** Inflates in small steps, so that a bomb is stopped at the limit and not behind it. */
function inflate(data: Uint8Array, limit: number, broken: InputError): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new Inflate((chunk, final) => {
    length += chunk.length;
    chunks.push(chunk);
    ended = final;
  });
  try {
    for (let at = 0; at < data.length; at += STEP) {
      stream.push(data.slice(at, at + STEP), at + STEP >= data.length);
      if (length > limit) break;
    }
  } catch {
    throw broken;
  }
  if (length > limit) throw tooLarge(limit);
  if (!ended) throw broken;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Deflate makes at most 1,032 bytes of one, so a step gives at most about a megabyte. */
const STEP = 1024;

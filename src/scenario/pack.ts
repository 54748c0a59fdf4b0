import { deflateSync, Inflate } from 'fflate';
import { InputError } from './input-error.ts';
import { fromBytes, toBytes } from './wtf8.ts';

/**
 * A text in few bytes. Whole numbers are taken out of it, since deflate is poor at digits: each leaves a NUL behind, and their
 * bytes stand in planes, all lowest bytes, then all second ones. What repeats (the words) and what does not (the numbers) is
 * deflated apart. Layout: checksum of the text (3 bytes), then for the words and for each plane a length (base 128, lowest
 * first) and so many bytes, a leading 1 bit in the length saying "stored, not deflated".
 */
export function pack(text: string): Uint8Array<ArrayBuffer> {
  const numbers: number[] = [];
  const words = text.replace(NUMBER_OR_MARK, (found) => {
    if (found === NUL) return `${ESCAPE}a`;
    if (found === ESCAPE) return `${ESCAPE}b`;
    const number = Number(found);
    if (number > MAX_NUMBER || String(number) !== found) return found;
    numbers.push(number);
    return NUL;
  });
  const bytes: number[] = [];
  const sum = checksum(text);
  bytes.push(sum & 0xff, (sum >> 8) & 0xff, (sum >> 16) & 0xff);
  const sections = [toBytes(words)];
  const greatest = numbers.reduce((a, b) => Math.max(a, b), 0);
  for (let shift = 1; numbers.length > 0 && shift <= Math.max(1, greatest); shift *= 256) {
    sections.push(Uint8Array.from(numbers, (number) => Math.floor(number / shift) % 256));
  }
  const packed = sections.map((section) => {
    const deflated = deflateSync(section, { level: 9 });
    return deflated.length < section.length ? { stored: 0, data: deflated } : { stored: 1, data: section };
  });
  const parts = packed.map(({ stored, data }) => ({ head: varint(data.length * 2 + stored), data }));
  const out = new Uint8Array(bytes.length + parts.reduce((n, { head, data }) => n + head.length + data.length, 0));
  out.set(bytes);
  let at = bytes.length;
  for (const { head, data } of parts) {
    out.set(head, at);
    out.set(data, at + head.length);
    at += head.length + data.length;
  }
  return out;
}

const NUL = '\u0000';
const ESCAPE = '\u0001';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these two stand for numbers
const NUMBER_OR_MARK = /\d+|[\u0000\u0001]/g;
/** Numbers above stay in the text as digits. */
const MAX_NUMBER = 0xffffffff;

/**
 * The text again.
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

function varint(number: number): number[] {
  const bytes: number[] = [];
  let left = number;
  while (left >= 128) {
    bytes.push((left % 128) | 128);
    left = Math.floor(left / 128);
  }
  return [...bytes, left];
}

/** FNV-1a over UTF-16 units, folded to 24 bits: finds a lost or mistyped character, is no guard against intent. */
function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return ((sum >>> 24) ^ sum) & 0xffffff;
}

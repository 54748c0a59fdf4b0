import { deflateSync } from 'fflate';
import { checksum, ESCAPE, NUL } from './packed-text.ts';
import { toBytes } from './wtf8.ts';

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

// biome-ignore lint/suspicious/noControlCharactersInRegex: these two stand for numbers
const NUMBER_OR_MARK = /\d+|[\u0000\u0001]/g;
/** Numbers above stay in the text as digits. */
const MAX_NUMBER = 0xffffffff;

function varint(number: number): number[] {
  const bytes: number[] = [];
  let left = number;
  while (left >= 128) {
    bytes.push((left % 128) | 128);
    left = Math.floor(left / 128);
  }
  return [...bytes, left];
}

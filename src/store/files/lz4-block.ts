/**
 * LZ4 as Java's `LZ4BlockOutputStream` writes it, which is Spark's `lz4`: blocks of a head of 21 bytes and packed or plain data, an empty one
 * at the end (lz4-java). Check sums are not looked at.
 */

/** "LZ4Block". */
export const LZ4_MAGIC = [0x4c, 0x5a, 0x34, 0x42, 0x6c, 0x6f, 0x63, 0x6b] as const;
const HEAD = 21;
const PLAIN = 0x10;
/** No block of such a stream is longer unpacked (bytes). */
const LONGEST = 1 << 25;

export class Lz4Unpacker {
  #rest: Uint8Array = new Uint8Array(0);
  /** The block at the end was there. */
  isWhole = false;

  /** @throws {RangeError} where the bytes are no such block */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    let rest = new Uint8Array(this.#rest.length + bytes.length);
    rest.set(this.#rest);
    rest.set(bytes, this.#rest.length);
    while (rest.length >= HEAD) {
      if (!LZ4_MAGIC.every((byte, k) => rest[k] === byte)) throw new RangeError('no block');
      const view = new DataView(rest.buffer, rest.byteOffset);
      const [packed, length] = [view.getInt32(9, true), view.getInt32(13, true)];
      if (packed < 0 || length < 0 || length > LONGEST || packed > 2 * LONGEST) throw new RangeError('no length');
      if (rest.length < HEAD + packed) break;
      const data = rest.subarray(HEAD, HEAD + packed);
      this.isWhole = length === 0;
      if (length > 0) yield (rest[8]! & 0xf0) === PLAIN ? data.slice() : unpackBlock(data, length);
      rest = rest.subarray(HEAD + packed);
    }
    this.#rest = rest.slice();
  }
}

/** @throws {RangeError} where the block does not unpack to so many bytes */
function unpackBlock(data: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let [at, to] = [0, 0];
  const more = (first: number): number => {
    let sum = first;
    if (first === 15) {
      let byte: number;
      do {
        byte = data[at++] ?? -1;
        if (byte < 0) throw new RangeError('cut off');
        sum += byte;
      } while (byte === 255);
    }
    return sum;
  };
  while (at < data.length) {
    const token = data[at++]!;
    const literals = more(token >> 4);
    if (to + literals > length || at + literals > data.length) throw new RangeError('too long');
    out.set(data.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= data.length) break;
    const back = data[at]! | (data[at + 1]! << 8);
    at += 2;
    const count = more(token & 15) + 4;
    if (back === 0 || back > to || to + count > length) throw new RangeError('no match');
    // What is copied may overlap what is written.
    for (let k = 0; k < count; k++, to++) out[to] = out[to - back]!;
  }
  if (to !== length) throw new RangeError('another length');
  return out;
}

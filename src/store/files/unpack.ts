/**
 * Gzip, unpacked as it comes: all members of a file one after another (RFC 1952 2.2), padding behind the last one passed over, and
 * of a file that is cut off or damaged as much as there is. The browser's own unpacker is fast but ends at the first of these; then
 * a second one begins again and goes on behind what the first gave.
 */
import { formatCount } from '../../scenario/count.ts';

/** What the second unpacker is given at once (bytes): as little as this is lost where damage begins. */
const AT_ONCE = 1 << 14;
/** Check sum and length at the end of a member (bytes). */
const TRAILER = 8;
/** So much padding cannot be told from the begin of a member (bytes). */
const MOST_UNTOLD = 3;
/** Each member begins with this byte. */
const FIRST_BYTE = 0x1f;

/**
 * Unpacks a gzip file.
 * @param stream gives the file's bytes from their begin, each time it is called
 * @param take is given the unpacked bytes in order
 * @returns why the file ends early, in a sentence; undefined where it is whole
 * @throws what `take` and the stream throw
 */
export async function unpackGzip(
  stream: () => ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (bytes: Uint8Array) => void,
): Promise<string | undefined> {
  const reader = stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  let given = 0;
  for (;;) {
    const next = await reader.read().catch((error: unknown) => {
      // A file that has gone is a DOMException; anything else comes of unpacking.
      if (error instanceof DOMException) throw error;
      return undefined;
    });
    if (next === undefined) return unpackAgain(stream(), given, take);
    if (next.done) return undefined;
    given += next.value.length;
    take(next.value);
  }
}

/** Leaves out the first `given` unpacked bytes. */
async function unpackAgain(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  given: number,
  take: (bytes: Uint8Array) => void,
): Promise<string | undefined> {
  const { Gunzip } = await import('fflate');
  let [unpacked, inMember, members] = [0, 0, 1];
  let failure: unknown;
  const unpacker = new Gunzip((bytes) => {
    const from = Math.max(0, given - unpacked);
    unpacked += bytes.length;
    inMember += bytes.length;
    if (from < bytes.length && failure === undefined) {
      try {
        take(bytes.subarray(from));
      } catch (error) {
        failure = error;
        throw error;
      }
    }
  });
  unpacker.onmember = () => {
    members++;
    inMember = 0;
  };
  let tail: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    for (let at = 0; at < value.length; at += AT_ONCE) {
      const piece = value.slice(at, at + AT_ONCE);
      const before = unpacked;
      tail = lastOf(tail, piece);
      try {
        unpacker.push(piece, false);
      } catch (error) {
        await reader.cancel();
        if (failure !== undefined) throw failure;
        // Behind a whole member, what does not begin as a member is padding.
        if (unpacked > 0 && (error as { code?: number }).code === NO_MEMBER) return undefined;
        return `The packed file is damaged after ${formatCount(before)} unpacked bytes: what would follow is not shown.`;
      }
    }
  }
  const padding = paddingIn(tail, inMember);
  if (padding === undefined) return `The packed file is cut off after ${formatCount(unpacked)} unpacked bytes.`;
  if (members > 1 || padding > 0) return undefined;
  return 'The packed file is damaged somewhere: its check sum is another.';
}

/** The code of the library's error where a member should begin and does not. */
const NO_MEMBER = 6;

function lastOf(before: Uint8Array, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(before.length + Math.min(piece.length, TRAILER + MOST_UNTOLD));
  both.set(before);
  both.set(piece.subarray(-TRAILER - MOST_UNTOLD), before.length);
  return both.slice(-TRAILER - MOST_UNTOLD);
}

/** How many bytes stand behind the end of a member that is `length` bytes long unpacked; undefined where no member ends there. */
function paddingIn(tail: Uint8Array<ArrayBuffer>, length: number): number | undefined {
  const view = new DataView(tail.buffer);
  for (let padding = 0; padding <= MOST_UNTOLD && tail.length - padding >= TRAILER; padding++) {
    const end = tail.length - padding;
    if (padding > 0 && tail[end] === FIRST_BYTE) continue;
    if (view.getUint32(end - 4, true) === length >>> 0) return padding;
  }
  return undefined;
}

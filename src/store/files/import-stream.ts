/** A file's bytes, unpacked where they are gzipped, through the importer. Here the limit is kept, and progress told. */
import { formatCount } from '../../scenario/count.ts';
import { InputError } from '../../scenario/input-error.ts';
import { Importer } from '../../trace/files/importer.ts';
import type { Opened } from '../../trace/files/opened.ts';

/** The most that is opened (bytes, unpacked). Told in the menu, and checked before anything is read. */
const MOST_BYTES = 1_000_000_000;

/** How far opening is: bytes of the file, packed or not. */
export interface Progress {
  readonly read: number;
  readonly total: number;
}

const megabytes = (bytes: number): string => `${formatCount(Math.ceil(bytes / 1e6))} MB`;

/** @throws {InputError} where a file of this many bytes is not opened */
function refuseLarge(bytes: number, packed: boolean): void {
  if (bytes <= MOST_BYTES) return;
  throw new InputError(
    `file: expected at most ${megabytes(MOST_BYTES)}${packed ? ' unpacked' : ''}, found ${megabytes(bytes)}`,
  );
}

/**
 * Reads a file to its end.
 * @param told called with each stretch of it that is read
 * @throws {InputError} that says what was found and what is expected
 */
export async function importStream(file: Blob, told: (progress: Progress) => void): Promise<Opened> {
  const packed = await isGzip(file);
  refuseLarge(file.size, false);
  if (packed) refuseLarge(await unpackedSize(file), true);
  const importer = new Importer();
  let read = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      told({ read, total: file.size });
      controller.enqueue(chunk);
    },
  });
  const counted = file.stream().pipeThrough(count);
  const bytes = packed ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  const reader = bytes.getReader();
  let unpacked = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      // A file that has gone is a DOMException; anything else comes of unpacking.
      const unreadable = error instanceof DOMException;
      if (!unreadable && !packed) throw error;
      throw new InputError(
        unreadable
          ? `file: expected one that can be read, found ${error.name}`
          : `file: expected gzipped data, found damage after ${formatCount(unpacked)} unpacked bytes`,
      );
    });
    if (done) return importer.end();
    unpacked += value.length;
    refuseLarge(unpacked, packed);
    importer.feed(value);
  }
}

async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/** The last four bytes of a gzip file say how long it is unpacked, modulo 4 GB. */
async function unpackedSize(file: Blob): Promise<number> {
  const last = await file.slice(-4).arrayBuffer();
  return last.byteLength === 4 ? new DataView(last).getUint32(0, true) : 0;
}

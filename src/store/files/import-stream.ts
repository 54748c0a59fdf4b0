/** A file's bytes, unpacked where they are gzipped, through the importer. Here the limit is kept, and progress told. */
import { formatCount } from '../../scenario/count.ts';
import { InputError } from '../../scenario/input-error.ts';
import { Importer } from '../../trace/files/importer.ts';
import type { Opened } from '../../trace/files/opened.ts';
import { unpackGzip } from './unpack.ts';
import { packingOf, unpackLog } from './unpack-log.ts';

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
  refuseLarge(file.size, false);
  const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const packing = packingOf(first);
  const packed = isGzip || packing !== undefined;
  const importer = new Importer();
  let unpacked = 0;
  const take = (bytes: Uint8Array) => {
    unpacked += bytes.length;
    refuseLarge(unpacked, packed);
    importer.feed(bytes);
  };
  try {
    const lost = isGzip
      ? await unpackGzip(() => counted(file, told), take)
      : packing
        ? await unpackLog(packing, counted(file, told), take)
        : await readPlain(counted(file, told), take);
    if (lost !== undefined && unpacked === 0)
      throw new InputError(`file: expected ${packing ?? 'gzip'} data that can be unpacked. ${lost}`);
    return importer.end(lost);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name === 'AbortError') throw error;
    throw new InputError(`file: expected one that can be read, found ${error.name}`);
  }
}

/** The file's bytes; each stretch that is read is told. */
function counted(file: Blob, told: (progress: Progress) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  let read = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      told({ read, total: file.size });
      controller.enqueue(chunk);
    },
  });
  return file.stream().pipeThrough(count);
}

async function readPlain(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (bytes: Uint8Array) => void,
): Promise<undefined> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(value);
  }
}

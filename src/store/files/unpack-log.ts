/** Event logs of Spark that are packed by zstd (its default) or lz4, unpacked as they come. The library is loaded for such a file only. */
import { formatCount } from '../../scenario/count.ts';
import { LZ4_MAGIC, Lz4Unpacker } from './lz4-block.ts';

const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd] as const;

export type Packing = 'zstd' | 'lz4';

/** How a file with these first bytes is packed. */
export function packingOf(first: Uint8Array): Packing | undefined {
  const begins = (magic: readonly number[]) => magic.every((byte, k) => first[k] === byte);
  return begins(ZSTD_MAGIC) ? 'zstd' : begins(LZ4_MAGIC) ? 'lz4' : undefined;
}

/**
 * @param take is given the unpacked bytes in order
 * @returns why the file ends early, in a sentence; undefined where it is whole
 * @throws what `take` and the stream throw
 */
export async function unpackLog(
  packing: Packing,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (bytes: Uint8Array) => void,
): Promise<string | undefined> {
  let unpacked = 0;
  let failure: { readonly error: unknown } | undefined;
  const give = (bytes: Uint8Array) => {
    if (bytes.length === 0 || failure) return;
    unpacked += bytes.length;
    try {
      take(bytes);
    } catch (error) {
      failure = { error };
    }
  };
  const unpacker = packing === 'zstd' ? await zstd(give) : lz4(give);
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let isDamaged = false;
    try {
      unpacker.push(value);
    } catch {
      isDamaged = true;
    }
    if (failure || isDamaged) await reader.cancel();
    if (failure) throw failure.error;
    if (isDamaged)
      return `The packed file is damaged after ${formatCount(unpacked)} unpacked bytes: what would follow is not shown.`;
  }
  const isWhole = unpacker.end();
  if (failure) throw failure.error;
  return isWhole ? undefined : `The packed file is cut off after ${formatCount(unpacked)} unpacked bytes.`;
}

interface Unpacker {
  push(bytes: Uint8Array): void;
  /** Gives whether the file was whole. */
  end(): boolean;
}

async function zstd(give: (bytes: Uint8Array) => void): Promise<Unpacker> {
  const { Decompress } = await import('fzstd');
  const stream = new Decompress(give);
  return {
    push: (bytes) => stream.push(bytes),
    end: () => {
      try {
        stream.push(new Uint8Array(0), true);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function lz4(give: (bytes: Uint8Array) => void): Unpacker {
  const unpacker = new Lz4Unpacker();
  return {
    push: (bytes) => {
      for (const part of unpacker.push(bytes)) give(part);
    },
    end: () => unpacker.isWhole,
  };
}

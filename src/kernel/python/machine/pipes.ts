/** Pipes and sockets, shared by processes: an end has a buffer of what can be read at it, and a peer. */

/** The kernel's buffer of a pipe on Linux (bytes): who writes more than fits waits until somebody has read. */
const CAPACITY = 65_536;

/** One end. It lives as long as a process has it open. */
export class PipeEnd {
  readonly chunks: Uint8Array[] = [];
  size = 0;
  openIn = 0;
  peer: PipeEnd | undefined;
  /** Ends that connected to this one and were not accepted yet; undefined for an end that does not listen. */
  backlog: PipeEnd[] | undefined;
  /** Each is asked again whenever this end has changed, until it says true. */
  readonly #watchers: (() => boolean)[] = [];

  /** Whether a read would not wait. */
  get isReadable(): boolean {
    return (
      this.size > 0 || (this.backlog ? this.backlog.length > 0 : this.peer === undefined || this.peer.openIn === 0)
    );
  }

  get isFull(): boolean {
    return this.room === 0;
  }

  /** How many bytes more it takes. */
  get room(): number {
    return Math.max(0, CAPACITY - this.size);
  }

  /** Does this now, or as soon as it can be done. */
  whenever(attempt: () => boolean): void {
    if (!attempt()) this.#watchers.push(attempt);
  }

  changed(): void {
    for (const attempt of this.#watchers.splice(0)) this.whenever(attempt);
  }

  put(bytes: Uint8Array): void {
    this.chunks.push(bytes);
    this.size += bytes.length;
    this.changed();
  }

  /** Up to so many bytes. */
  take(most: number): Uint8Array {
    const first = this.chunks[0];
    if (!first) return new Uint8Array(0);
    const taken = first.subarray(0, most);
    if (first.length <= most) this.chunks.shift();
    else this.chunks[0] = first.subarray(most);
    this.size -= taken.length;
    return taken;
  }
}

/** Two ends that are each other's peer. */
export function pipe(): [PipeEnd, PipeEnd] {
  const [a, b] = [new PipeEnd(), new PipeEnd()];
  a.peer = b;
  b.peer = a;
  return [a, b];
}

/** Whether workers can share memory with this page: some browsers take that away though the page is isolated. */
export const sharesMemory = (): boolean =>
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function';

/** Room for columns: in memory that workers share, where that is to be had, else in the page's own. */
export class Memory {
  constructor(readonly shared: boolean) {}

  /** Columns of no length get one entry, so that every thread has something to look at. */
  int32(length: number): Int32Array {
    return new Int32Array(this.#room(4 * Math.max(1, length)));
  }

  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#room(Math.max(1, length)));
  }

  float64(length: number): Float64Array {
    return new Float64Array(this.#room(8 * Math.max(1, length)));
  }

  #room(bytes: number): ArrayBuffer {
    return this.shared ? (new SharedArrayBuffer(bytes) as unknown as ArrayBuffer) : new ArrayBuffer(bytes);
  }
}

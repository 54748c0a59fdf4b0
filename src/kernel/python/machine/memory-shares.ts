/** Memory that processes share. The true copy is here: the process that is about to run gets it, the one that ran gave it. */
import type { ProgramProcess } from './program-process.ts';

export class MemoryShares {
  readonly #memory = new Map<number, Uint8Array>();
  #sharing: ProgramProcess | undefined;

  /** The process shares so many bytes of its memory with all that know the number. */
  share(process: ProgramProcess, id: number, address: number, size: number): void {
    const known = this.#memory.get(id);
    process.shared.set(id, { address, size });
    if (known) process.interpreter!.memory().set(known, address);
    else this.#memory.set(id, process.interpreter!.memory().slice(address, address + size));
  }

  /** The process is about to run. */
  handTo(process: ProgramProcess | undefined): void {
    const last = this.#sharing;
    this.#sharing = process;
    if (this.#memory.size === 0 || last === process) return;
    if (last?.code === undefined && last?.interpreter)
      for (const [id, { address, size }] of last.shared)
        this.#memory.get(id)!.set(last.interpreter.memory().subarray(address, address + size));
    if (process?.interpreter)
      for (const [id, { address }] of process.shared) process.interpreter.memory().set(this.#memory.get(id)!, address);
  }

  /** The process is about to end: what it wrote is kept. */
  takeFrom(process: ProgramProcess): void {
    if (process === this.#sharing) this.handTo(undefined);
  }
}

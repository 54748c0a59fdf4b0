/** The processes that a machine takes along when it goes: those with a worker of their own, by the machine that they were placed on. */
import type { Guest } from '../tabs/guests.ts';
import type { PageProcess } from './page-process.ts';

export class Placed {
  /** In the order in which they were started. */
  readonly #hostOf = new Map<PageProcess, number>();
  /** Machines that have joined the run, by number. */
  readonly #guests = new Map<number, Guest>();

  place(process: PageProcess, host: number): void {
    if (process.place?.mortal) this.#hostOf.set(process, host);
  }

  /** The process is over. */
  forget(process: PageProcess): void {
    this.#hostOf.delete(process);
  }

  hostOf(process: PageProcess): number {
    return this.#hostOf.get(process) ?? 0;
  }

  /** This machine has joined: workers of processes there are its own. */
  join(host: number, guest: Guest): void {
    this.#guests.set(host, guest);
  }

  /** The machine that has joined on which the process is; undefined where it is one of this page's. */
  guestOf(process: PageProcess): Guest | undefined {
    return this.#guests.size > 0 ? this.#guests.get(this.hostOf(process)) : undefined;
  }

  /** All that are on this machine. */
  on(host: number): PageProcess[] {
    return [...this.#hostOf].flatMap(([process, its]) => (its === host ? [process] : []));
  }

  /** One that has a task in hand, drawn by chance; undefined where none has. */
  anyAtWork(): PageProcess | undefined {
    const atWork = [...this.#hostOf.keys()].filter(({ at, dead }) => !dead && (at === 'call' || at === 'inside'));
    return atWork[Math.floor(Math.random() * atWork.length)];
  }

  /** The one that works on this lane; undefined where none does. */
  at(lane: number): PageProcess | undefined {
    for (const process of this.#hostOf.keys()) if (process.lane === lane && !process.dead) return process;
    return undefined;
  }
}

/** What several processes share the speed of: machines with their cores, and links on which they move data. */
import type { Machine } from '../../scenario/machine.ts';
import { Cores } from './cores.ts';
import type { Events } from './events.ts';

/** A machine, or a link. */
export class Host<B> {
  /** When its next event is due (ms), as far as that was asked for, and the stamp of the event that counts. */
  at = Number.POSITIVE_INFINITY;
  stamp = 0;
  /** A process has begun or stopped there since its next event was asked for. */
  touched = false;

  constructor(
    /** Its place among all machines and links. */
    readonly id: number,
    readonly cores: Cores<B>,
    /** Divides `cpu`. */
    readonly speed: number,
  ) {}
}

export class Hosts<B> {
  /** The machine on which all runs that is not placed elsewhere. */
  readonly first: Host<B>;
  /** All machines and links, by id. */
  readonly all: Host<B>[] = [];
  readonly #machine: Machine;
  /** Those processes that were placed anywhere but on the first machine. */
  readonly #placed = new Map<B, Host<B>>();
  /** By number of the machine: its id. Machines are made when something is placed on them. */
  readonly #ids: number[] = [];
  /** Those but the first whose next event has to be asked for anew. */
  readonly #touched: Host<B>[] = [];

  /** `ownCores`: what the engine's own processes need of each machine. */
  constructor(
    machine: Machine,
    readonly ownCores = 0,
  ) {
    this.#machine = machine;
    this.first = this.machine(0);
  }

  /** The machine with this number. */
  machine(number: number): Host<B> {
    const id = this.#ids[number];
    if (id !== undefined) return this.all[id]!;
    const { cores, speed, speedByBusyCores, nodes } = this.#machine;
    const node = nodes?.[number];
    const speeds = speedByBusyCores ?? leftBy(this.ownCores, node?.cores ?? cores);
    const made = this.#add(new Cores(node?.cores ?? cores, speeds), node?.speed ?? speed ?? 1);
    this.#ids[number] = made.id;
    return made;
  }

  /** Places a process on the machine with this number. */
  place(process: B, number: number): void {
    this.#placed.set(process, this.machine(number));
  }

  /** Where a process computes: the machine that it is on, unless all of them are one computer. */
  of(process: B): Host<B> {
    return this.#machine.sharedCores ? this.first : this.placeOf(process);
  }

  /** The machine that a process is on. */
  placeOf(process: B): Host<B> {
    return this.#placed.size === 0 ? this.first : (this.#placed.get(process) ?? this.first);
  }

  /** The process is over. */
  forget(process: B): void {
    if (this.#placed.size > 0) this.#placed.delete(process);
  }

  /** A new link: all that moves on it at the same time shares it evenly. */
  link(): Host<B> {
    return this.#add(new Cores(1), 1);
  }

  /** A process has begun or stopped there. */
  touch(host: Host<B>): void {
    if (host === this.first || host.touched) return;
    host.touched = true;
    this.#touched.push(host);
  }

  /** Asks for the next event of each one where something has changed: of the first as `ofFirst`, of number id as `others - id`. */
  schedule(events: Events, ofFirst: number, others: number): void {
    schedule(this.first, events, ofFirst);
    if (this.#touched.length === 0) return;
    for (const host of this.#touched) {
      host.touched = false;
      schedule(host, events, others - host.id);
    }
    this.#touched.length = 0;
  }

  #add(cores: Cores<B>, speed: number): Host<B> {
    const host = new Host(this.all.length, cores, speed);
    this.all.push(host);
    return host;
  }
}

/** How fast each of 1, 2, ... busy cores is where an engine's own processes come first; undefined where there are none. */
function leftBy(ownCores: number, cores: number): readonly number[] | undefined {
  if (ownCores === 0) return undefined;
  const left = Math.max(cores - ownCores, cores / 2);
  return Array.from({ length: cores }, (_, k) => Math.min(1, left / (k + 1)));
}

function schedule<B>(host: Host<B>, events: Events, what: number): void {
  const at = host.cores.nextEnd;
  if (at === host.at) return;
  host.at = at;
  host.stamp++;
  if (at < Number.POSITIVE_INFINITY) events.push(at, what, host.stamp);
}

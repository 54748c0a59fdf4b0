/** The workers of one run. */

import { DOOMED, type World } from '../worker/run-setup.ts';
import { type Host, startWorker } from './worker-handle.ts';

/** A worker with its seat in the run. */
export class Member {
  /** When it began to start, and when it was ready, on `performance.now()`. */
  startedFrom = 0;
  startedTo = 0;
  /** It is being killed, or is gone: its answers count no more. */
  lost = false;
  /** It drove itself, and was doomed with a task in hand. */
  doomedInTask = false;

  constructor(
    readonly host: Host,
    readonly number: number,
    /** One word, see `world.ts`. */
    readonly state: Int32Array,
  ) {}

  /** Wakes it, if it sleeps, to find that it is to go. */
  doom(): void {
    Atomics.store(this.state, 0, DOOMED);
    Atomics.notify(this.state, 0);
  }
}

export interface CrewOptions {
  readonly computes: boolean;
  readonly makeWorker: (() => Worker) | undefined;
}

export class Crew {
  readonly members: Member[] = [];
  /** Started before the run, and nobody's yet. */
  readonly spares: Member[] = [];
  readonly #options: CrewOptions;
  #world: World;
  #numbers = 0;
  #over = false;

  constructor(world: World, options: CrewOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** Starts so many workers at once. */
  async fill(count: number): Promise<void> {
    const starting = Array.from({ length: count }, () => this.start());
    // None is left behind where one could not start: all settle before anything is thrown.
    await Promise.allSettled(starting);
    for (const started of starting) this.#spare(await started);
  }

  /** All take their seats in another run. */
  async sit(world: World): Promise<void> {
    this.#world = world;
    await Promise.all(this.members.map((member) => this.#seat(member)));
  }

  /** A run is over, and they are nobody's again. */
  dismiss(): void {
    this.spares.length = 0;
    for (const member of this.members) if (!member.lost) this.#spare(member);
  }

  /** Starts one more. */
  async start(): Promise<Member> {
    const { makeWorker } = this.#options;
    const number = this.#numbers++;
    const startedFrom = performance.now();
    const host = await startWorker(makeWorker);
    const state = new Int32Array(this.#world.arena ? new SharedArrayBuffer(4) : new ArrayBuffer(4));
    const member = new Member(host, number, state);
    this.members.push(member);
    if (this.#over) {
      host.end();
      throw new Error('The run is over');
    }
    await this.#seat(member);
    member.startedFrom = startedFrom;
    member.startedTo = performance.now();
    return member;
  }

  async #seat({ host, number, state }: Member): Promise<void> {
    const seat = { worker: number, offsetMs: host.clock.offsetMs, state };
    await host.remote.sit(this.#world, seat, this.#options.computes);
  }

  #spare(member: Member): void {
    this.spares.push(member);
    member.host.onLastWords = undefined;
    member.host.onGone = () => this.spares.splice(this.spares.indexOf(member), 1);
  }

  /** All workers go. */
  end(): void {
    this.#over = true;
    for (const member of this.members) {
      member.doom();
      member.host.end();
    }
    this.spares.length = 0;
  }
}

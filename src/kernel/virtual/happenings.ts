/** What each event is of, by its number, and what happens with it. */
import type { Timer } from '../../engines/vocabulary.ts';
import { FURTHEST_MS } from '../../scenario/bounds.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Calls } from './calls.ts';
import type { Endings } from './endings.ts';
import type { Events } from './events.ts';
import type { Host, Hosts } from './hosts.ts';
import type { Intervals } from './intervals.ts';
import type { Kills } from './kills.ts';
import { parts } from './late-parts.ts';
import { Later } from './later.ts';
import type { Proc } from './process.ts';
import type { Processes } from './processes.ts';
import { type QueueHost, VirtualQueue } from './queues.ts';

/**
 * Events that belong to no process. Kill k is `FIRST_KILL - k`, an arrival in queue q `FIRST_QUEUE - q`, the arrival of a single item
 * `FIRST_LATER - place`, a call `FIRST_CALL - place`, or `CALL_NOW` where it is due at once, and the next end of computing or moving on host or link h `FIRST_HOST - h`, but on the first machine.
 */
const CORES = -1;
const LOOP = -2;
const GIVE_UP = -3;
export const INTERVAL = -4;
const CALL_NOW = -5;
const FIRST_KILL = -6;
const FIRST_QUEUE = -1_000_000;
const FIRST_LATER = -1_000_000_000;
const FIRST_CALL = -1_500_000_000;
const FIRST_HOST = -2_000_000_000;

/** What happenings need of the kernel. */
export interface HappeningsHost extends QueueHost {
  readonly now: number;
  readonly events: Events;
  readonly processes: Processes;
  readonly hosts: Hosts<Proc>;
  readonly intervals: Intervals<Proc>;
  readonly endings: Endings;
  /** The process's own timer has fired. */
  timerFired(process: Proc): void;
  /** The process has what its code needs, and goes on. */
  carryOn(process: Proc): void;
}

export class Happenings {
  readonly #host: HappeningsHost;
  /** Undefined where the scenario has none. */
  readonly #kills: Kills | undefined;
  /** The queues that items reach only after a while, by their ids. */
  readonly #slowQueues: VirtualQueue[] = [];
  readonly #later = new Later();
  readonly #calls = new Calls();
  /** The event of the loop that counts: when it is due (ms), and its stamp. */
  #loopAt = Number.POSITIVE_INFINITY;
  #loopStamp = 0;

  constructor(host: HappeningsHost, scenario: Scenario) {
    this.#host = host;
    if (scenario.kills?.length) this.#kills = new (parts().Kills)(scenario);
  }

  /** Asks for the kills of the scenario. */
  askForKills(): void {
    for (const [kill, atMs] of this.#kills?.atMs.entries() ?? [])
      if (atMs <= FURTHEST_MS) this.#host.events.push(atMs, FIRST_KILL - kill, 0);
  }

  /** The process has begun its task: a kill may mean it. */
  began(process: Proc): void {
    this.#kills?.began(process, this.#host.hosts);
  }

  /** The caller gives up then (ms). */
  giveUpAt(ms: number): void {
    this.#host.events.push(ms, GIVE_UP, 0);
  }

  /** Asks for the next event of each machine and link where something has changed. */
  askForHosts(): void {
    this.#host.hosts.schedule(this.#host.events, CORES, FIRST_HOST);
  }

  /** The idle loop wakes then (ms), Infinity for never. */
  loopWakesAt(ms: number): void {
    if (ms === this.#loopAt) return;
    this.#loopAt = ms;
    this.#loopStamp++;
    if (ms < Number.POSITIVE_INFINITY) this.#host.events.push(ms, LOOP, this.#loopStamp);
  }

  /** Whether this is the caller's giving up. */
  isGivingUp(what: number): boolean {
    return what === GIVE_UP;
  }

  happen(what: number, stamp: number): void {
    const host = this.#host;
    if (what >= 0) {
      const process = host.processes.all[what]!;
      if (process.stamp === stamp) host.timerFired(process);
    } else if (what === CALL_NOW) this.#calls.makeNow();
    else if (what === CORES) this.#done(host.hosts.first, stamp);
    else if (what === LOOP) {
      if (stamp === this.#loopStamp) this.#loopAt = Number.NaN;
    } else if (what === INTERVAL) host.intervals.pass();
    else if (what === GIVE_UP) host.endings.giveUp();
    else if (what <= FIRST_HOST) this.#done(host.hosts.all[FIRST_HOST - what]!, stamp);
    else if (what <= FIRST_CALL) this.#calls.make(FIRST_CALL - what);
    else if (what <= FIRST_LATER) this.#later.arrive(FIRST_LATER - what, stamp);
    else if (what <= FIRST_QUEUE) {
      const queue = this.#slowQueues[FIRST_QUEUE - what]!;
      queue.arrived(queue.onItsWay.shift());
    } else this.#kill(FIRST_KILL - what);
  }

  /** Whether nobody works, sleeps or travels: the processes that are left wait for each other. */
  get nothingIsUnderWay(): boolean {
    const { events, processes, hosts } = this.#host;
    return !events.some((what, stamp) => {
      if (what >= 0) return processes.all[what]!.stamp === stamp;
      if (what === CORES) return stamp === hosts.first.stamp;
      if (what === LOOP) return stamp === this.#loopStamp;
      if (what <= FIRST_HOST) return stamp === hosts.all[FIRST_HOST - what]!.stamp;
      if (what <= FIRST_CALL || what === CALL_NOW) return true;
      return what <= FIRST_LATER ? this.#later.isUnderWay(FIRST_LATER - what, stamp) : what <= FIRST_QUEUE;
    });
  }

  queue(latencyMs: number): VirtualQueue {
    const queue = new VirtualQueue(this.#host, latencyMs, this.#slowQueues.length);
    if (latencyMs > 0) this.#slowQueues.push(queue);
    return queue;
  }

  send(queue: VirtualQueue, item: unknown): void {
    const { events, now } = this.#host;
    queue.onItsWay.push(item);
    events.push(now + queue.latencyMs, FIRST_QUEUE - queue.id, 0);
  }

  sendLater(queue: VirtualQueue, item: unknown, ms: number): Timer {
    const { events, now } = this.#host;
    const sent = this.#later.send(queue, item);
    events.push(now + ms, FIRST_LATER - sent.place, sent.stamp);
    return sent;
  }

  call<T>(ms: number, act: (of: T) => void, of: T): void {
    const { events } = this.#host;
    if (ms === 0) {
      this.#calls.addNow(act as (of: unknown) => void, of);
      events.pushNow(CALL_NOW, 0);
    } else events.push(this.#host.now + ms, FIRST_CALL - this.#calls.add(act as (of: unknown) => void, of), 0);
  }

  /** Processes that have computed or moved enough on this machine or link go on. */
  #done(machine: Host<Proc>, stamp: number): void {
    if (stamp !== machine.stamp) return;
    const { hosts, now } = this.#host;
    machine.at = Number.NaN;
    for (let done = machine.cores.done(now); done; done = machine.cores.done(now)) this.#host.carryOn(done);
    hosts.touch(machine);
  }

  #kill(kill: number): void {
    const victim = this.#kills!.victimOf(kill);
    if (victim) this.#host.endings.die(victim);
    const machine = this.#kills!.hostOf(kill);
    if (machine) this.#host.endings.hostGone(machine);
  }
}

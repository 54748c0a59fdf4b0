/** The scenario's kills: each names a task, and takes the worker of the process that was the first to begin it. */
import type { TaskNumber } from '../../engines/vocabulary.ts';
import { type Scenario, victimOf } from '../../scenario/scenario.ts';
import type { Host, Hosts } from './hosts.ts';
import type { Proc } from './process.ts';

export class Kills {
  /** By kill: when it comes (ms). */
  readonly atMs: readonly number[];
  /** By kill: the task that it names, -1 where the scenario has none such. */
  readonly #tasks: readonly TaskNumber[];
  /** By kill: it takes the whole machine. */
  readonly #ofHosts: readonly boolean[];
  /** By task that a kill names: the process that began it first, once there is one. */
  readonly #began = new Map<TaskNumber, Proc | undefined>();

  /** By task that a kill names: the machine on which it was begun first. */
  readonly #hosts = new Map<TaskNumber, Host<Proc>>();

  constructor({ kills = [], tasks }: Scenario) {
    const numbers = new Map(kills.length > 0 ? tasks.map(({ id }, task) => [id, task]) : []);
    this.atMs = kills.map(({ atMs }) => atMs);
    this.#tasks = kills.map((kill) => numbers.get(victimOf(kill)[1]) ?? -1);
    this.#ofHosts = kills.map(({ hostOf }) => hostOf !== undefined);
    for (const task of this.#tasks) if (task >= 0) this.#began.set(task, undefined);
  }

  /** The process has begun its task. */
  began(process: Proc, hosts: Hosts<Proc>): void {
    if (this.#began.size === 0) return;
    const task = process.current;
    if (!this.#began.has(task) || this.#began.get(task)) return;
    this.#began.set(task, process);
    this.#hosts.set(task, hosts.placeOf(process));
  }

  /** The machine that this kill takes; undefined while nobody has begun the task, or where it takes a worker only. */
  hostOf(kill: number): Host<Proc> | undefined {
    return this.#ofHosts[kill] ? this.#hosts.get(this.#tasks[kill]!) : undefined;
  }

  /** The process that this kill takes; undefined while none has begun the task, or where its lane cannot die. */
  victimOf(kill: number): Proc | undefined {
    const process = this.#began.get(this.#tasks[kill]!);
    return process?.place?.mortal && !this.#ofHosts[kill] ? process : undefined;
  }
}

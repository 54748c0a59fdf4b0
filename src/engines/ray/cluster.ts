/** The nodes of a cluster, and what each knows of the others: how a request finds its node (`policy/hybrid_scheduling_policy.cc`). */

import { Io } from '../io.ts';
import type { Env, Steps } from '../vocabulary.ts';
import { type Costs, costsOf } from './costs.ts';
import { type LeaseRequest, type Neighbours, Raylet } from './raylet.ts';
import { ALL_RULES, type RayRules } from './rules.ts';

/** A node is as good as an empty one up to this share of its CPUs in use. */
const SPREAD_THRESHOLD = 0.5;
/** A node tells the others of its free CPUs so often at most (ms). */
const REPORT_MS = 100;

export class Cluster implements Neighbours {
  readonly io: Io;
  readonly costs: Costs;
  readonly raylets: readonly Raylet[];
  /** By node: CPUs that are free there, as the others have last heard, and those of requests on their way. */
  readonly #heard: number[];
  readonly #expected: number[];
  readonly #reporting: boolean[];
  /** Where SPREAD goes on. */
  #next = 0;

  constructor(
    readonly env: Env,
    hosts: number,
    readonly cpus: number,
    readonly rules: RayRules = ALL_RULES,
  ) {
    this.io = new Io(env);
    const costs = costsOf(env.machine);
    this.costs = rules.boots ? costs : { ...costs, boot: () => 0, actorBoot: () => 0 };
    this.#heard = Array.from({ length: hosts }, () => cpus);
    this.#expected = this.#heard.map(() => 0);
    this.#reporting = this.#heard.map(() => false);
    this.raylets = this.#heard.map((_, host) => new Raylet(this, host, cpus));
  }

  get home(): Raylet {
    return this.raylets[0]!;
  }

  *prestart(cold: boolean): Steps {
    for (const { pool } of this.raylets) yield* pool.prestart(cold, this.env.machine.cores);
  }

  choose(own: Raylet, { cpus, spread }: Pick<LeaseRequest, 'cpus' | 'spread'>): Raylet {
    if (this.raylets.length === 1 || !this.rules.spill) return own;
    const seen = (raylet: Raylet) =>
      raylet === own ? own.free : this.#heard[raylet.host]! - this.#expected[raylet.host]!;
    if (spread) {
      for (let k = 0; k < this.raylets.length; k++) {
        const raylet = this.raylets[(this.#next + k) % this.raylets.length]!;
        if (seen(raylet) < cpus) continue;
        this.#next = (raylet.host + 1) % this.raylets.length;
        return raylet;
      }
    }
    let best = own;
    let least = Number.POSITIVE_INFINITY;
    for (const raylet of [own, ...this.raylets]) {
      if (seen(raylet) < cpus) continue;
      const used = 1 - seen(raylet) / this.cpus;
      const score = used < (spread ? 0 : SPREAD_THRESHOLD) ? 0 : used;
      if (score < least) [best, least] = [raylet, score];
      if (least === 0) break;
    }
    return best;
  }

  expect({ host }: Raylet, cpus: number): void {
    this.#expected[host]! += cpus;
    // What arrives there is told by the node itself a little later; until then the others count it as taken.
    if (cpus < 0) this.#heard[host]! += cpus;
  }

  tell(raylet: Raylet): void {
    if (this.raylets.length === 1 || this.#reporting[raylet.host]) return;
    this.#reporting[raylet.host] = true;
    this.io.after(REPORT_MS, () => this.#heardOf(raylet));
  }

  *#heardOf(raylet: Raylet): Steps {
    this.#reporting[raylet.host] = false;
    this.#heard[raylet.host] = raylet.free;
    for (const other of this.raylets) if (other !== raylet && other.isAsked) yield* other.schedule();
  }
}

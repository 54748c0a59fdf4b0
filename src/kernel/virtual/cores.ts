/** How burners, which are the processes that compute, share the cores of a machine. */
export interface Sharing<B> {
  /** Whether busy cores slow each other, so that having a core for a millisecond may be less than a millisecond of work. */
  readonly slowed: boolean;
  /** How many burners there are. */
  readonly computing: number;
  /** How long (ms) a burner has had a core; only the difference of two readings means something. `burner`: left out when it begins. */
  heldMs(now: number, burner?: B): number;
  /** Begins `work` ms of computing at time `now` (ms). */
  add(burner: B, now: number, work: number): void;
  /** Stops a burner before its end; gives what is left of its work (ms), 0 if it did not compute. */
  remove(burner: B, now: number): number;
  /** When the next burner is done if none is added or removed (ms); Infinity if there is none. */
  readonly nextEnd: number;
  /** Takes out a burner that is done at `now`, if there is one. */
  done(now: number): B | undefined;
  /** The burner will compute no more. */
  forget(burner: B): void;
}

/**
 * The processor's cores, shared evenly among all burners, which are the processes that compute (processor sharing). A clock of service
 * runs as fast as each burner computes, and a burner ends when that clock has advanced by its work. A second clock tells how long each
 * burner has had a core: the two differ only on a machine whose busy cores slow each other (`Machine.speedByBusyCores`).
 */
export class Cores<B> implements Sharing<B> {
  readonly #cores: number;
  /** The speed of each of 1, 2, ... busy cores; undefined where none slows another. */
  readonly #speeds: readonly number[] | undefined;
  /** A heap in columns: the burners, where the service clock will stand when each is done, and which began first where that is equal. */
  readonly #burners: B[] = [];
  #target = new Float64Array(16);
  #order = new Float64Array(16);
  /** Service given is `#base + (t - #since) * #rate`. While no burner has to share, and no core is slowed, it is exactly `t`. */
  #base = 0;
  #since = 0;
  #rate = 1;
  /** The time for which a burner has had a core is `#baseHeld + (t - #since) * #share`. */
  #baseHeld = 0;
  #share = 1;
  #begun = 0;

  constructor(cores: number, speeds?: readonly number[]) {
    this.#cores = cores;
    this.#speeds = speeds;
  }

  /** Whether busy cores slow each other, so that having a core for a millisecond may be less than a millisecond of work. */
  get slowed(): boolean {
    return this.#speeds !== undefined;
  }

  /** How many burners there are. */
  get computing(): number {
    return this.#burners.length;
  }

  /** How long (ms) a burner that computes all along has had a core. Only the difference of two readings means something. */
  heldMs(now: number): number {
    return this.#baseHeld + (now - this.#since) * this.#share;
  }

  /** Begins `work` ms of computing at time `now` (ms). */
  add(burner: B, now: number, work: number): void {
    const slot = this.#burners.length;
    if (slot === this.#target.length) this.#grow();
    const target = this.#service(now) + work;
    this.#burners.push(burner);
    this.#up(slot, burner, target, this.#begun++);
    this.#shareOut(now);
  }

  /** Stops a burner before its end. */
  remove(burner: B, now: number): number {
    const slot = this.#burners.indexOf(burner);
    if (slot < 0) return 0;
    const left = this.#target[slot]! - this.#service(now);
    this.#take(slot, now);
    return left;
  }

  forget(): void {}

  /** When the next burner is done if none is added or removed (ms); Infinity if there is none. */
  get nextEnd(): number {
    if (this.#burners.length === 0) return Number.POSITIVE_INFINITY;
    return this.#since + (this.#target[0]! - this.#base) / this.#rate;
  }

  /** Takes out a burner that is done at `now`, if there is one. */
  done(now: number): B | undefined {
    if (this.#burners.length === 0 || this.nextEnd > now) return undefined;
    const first = this.#burners[0]!;
    this.#take(0, now);
    return first;
  }

  #service(now: number): number {
    return this.#base + (now - this.#since) * this.#rate;
  }

  /** The number of burners has changed: each has another share from now on. */
  #shareOut(now: number): void {
    const computing = this.#burners.length;
    const share = computing > this.#cores ? this.#cores / computing : 1;
    const rate = this.#speeds === undefined ? share : share * this.#speedOf(Math.min(computing, this.#cores));
    if (rate === this.#rate && share === this.#share && computing > 0) return;
    this.#baseHeld = this.heldMs(now);
    // While no burner is there the clock of service begins anew, so that no rounding error lives on.
    this.#base = computing > 0 ? this.#service(now) : now;
    this.#since = now;
    this.#rate = rate;
    this.#share = share;
  }

  #speedOf(busy: number): number {
    const speeds = this.#speeds!;
    return speeds[Math.max(0, Math.min(busy, speeds.length) - 1)] ?? 1;
  }

  #take(slot: number, now: number): void {
    const last = this.#burners.length - 1;
    const [burner, target, order] = [this.#burners[last]!, this.#target[last]!, this.#order[last]!];
    this.#burners.pop();
    if (slot < last) {
      const at = this.#up(slot, burner, target, order);
      this.#down(at, burner, target, order);
    }
    this.#shareOut(now);
  }

  /** Puts a burner where the slot is, or as far above as it belongs; gives its place. */
  #up(slot: number, burner: B, target: number, order: number): number {
    let at = slot;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#before(parent, target, order)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#set(at, burner, target, order);
    return at;
  }

  #down(slot: number, burner: B, target: number, order: number): void {
    const computing = this.#burners.length;
    let at = slot;
    for (let child = 2 * at + 1; child < computing; child = 2 * at + 1) {
      const right = child + 1;
      if (right < computing && this.#before(right, this.#target[child]!, this.#order[child]!)) child = right;
      if (!this.#before(child, target, order)) break;
      this.#move(child, at);
      at = child;
    }
    this.#set(at, burner, target, order);
  }

  /** Whether the burner at this place is done before one with this target and order. */
  #before(at: number, target: number, order: number): boolean {
    const own = this.#target[at]!;
    return own < target || (own === target && this.#order[at]! < order);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#burners[from]!, this.#target[from]!, this.#order[from]!);
  }

  #set(at: number, burner: B, target: number, order: number): void {
    this.#burners[at] = burner;
    this.#target[at] = target;
    this.#order[at] = order;
  }

  #grow(): void {
    const [target, order] = [this.#target, this.#order];
    this.#target = new Float64Array(target.length * 2);
    this.#target.set(target);
    this.#order = new Float64Array(order.length * 2);
    this.#order.set(order);
  }
}

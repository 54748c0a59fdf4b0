/**
 * A node's raylet (`raylet/scheduling/cluster_lease_manager.cc`, `local_lease_manager.cc`, `policy/hybrid_scheduling_policy.cc`):
 * it grants leases of workers, shape by shape, in order while CPUs suffice, or sends who asks to another node. Nothing is reserved, so
 * a request for many CPUs waits until as many are free at once.
 * The order among shapes is that of a hash map in Ray; here the one that wants most comes first.
 */
import { Fifo } from '../fifo.ts';
import type { Io } from '../io.ts';
import type { Steps } from '../vocabulary.ts';
import type { Costs } from './costs.ts';
import type { RayRules } from './rules.ts';
import { NOTHING, type Shape, Shapes } from './shapes.ts';
import type { Worker } from './worker.ts';
import { WorkerPool } from './worker-pool.ts';

/** What a raylet knows of the other nodes. */
export interface Neighbours {
  readonly io: Io;
  readonly costs: Costs;
  readonly rules: RayRules;
  /** The node for a request, as this one sees it. */
  choose(own: Raylet, request: Pick<LeaseRequest, 'cpus' | 'spread'>): Raylet;
  /** So many CPUs of a node will be asked for by a request on its way. */
  expect(raylet: Raylet, cpus: number): void;
  /** A node's free CPUs have changed: the others hear of it. */
  tell(raylet: Raylet): void;
  /** The node of the driver. */
  readonly home: Raylet;
}

/** A request for a lease. */
export interface LeaseRequest {
  /** What it has in common with others of its scheduling class. */
  readonly shape: string;
  readonly cpus: number;
  readonly spread: boolean;
  cancelled: boolean;
  /** The node that has it now, and who it takes a worker for once it has CPUs. */
  raylet: Raylet | undefined;
  taking: ((worker: Worker) => void) | undefined;
  /** The lease is granted: the owner is to hear of it. */
  granted(worker: Worker, raylet: Raylet): void;
}

export class Raylet {
  readonly pool: WorkerPool;
  /** Free CPUs; below 0 where a blocked task has woken while others had its CPU. */
  free: number;
  alive = true;
  readonly #shapes = new Shapes<LeaseRequest>();
  /** How many requests wait in all shapes. */
  #waiting = 0;
  /** Granted, and waiting for a process. */
  readonly #taking = new Set<LeaseRequest>();
  readonly #actors = new Fifo<{ cpus: number; place: (raylet: Raylet) => Steps }>();

  constructor(
    readonly cluster: Neighbours,
    readonly host: number,
    readonly cpus: number,
  ) {
    this.free = cpus;
    this.pool = new WorkerPool(cluster.io, cluster.costs, host, cpus);
    this.pool.gone = () => this.#gone();
  }

  /** Somebody waits here. */
  get isAsked(): boolean {
    return this.#waiting > 0 || this.#actors.length > 0;
  }

  /** A request arrives; `sent`: by another node, so that it stays here. */
  *request(request: LeaseRequest, sent: boolean): Steps {
    if (request.cancelled) return;
    if (!this.alive) {
      this.#askAgain(request);
      return;
    }
    const other = sent ? this : this.cluster.choose(this, request);
    if (other !== this) {
      this.#send(request, other);
      return;
    }
    request.raylet = this;
    this.#shapes.of(request).waiting.push(request);
    this.#waiting++;
    yield* this.schedule();
  }

  /** Who asked does not want it any more. */
  *cancel(request: LeaseRequest): Steps {
    const shape = this.#shapes.of(request);
    const before = shape.waiting.length;
    shape.waiting.remove(request);
    this.#waiting -= before - shape.waiting.length;
    if (!request.taking || !this.pool.forget(request.taking)) return;
    this.#taking.delete(request);
    shape.granted--;
    shape.taking--;
    yield* this.#give(request.cpus);
  }

  /** A lease is over; the worker may be dead. */
  *giveBack(request: LeaseRequest, worker: Worker, blocked = false): Steps {
    this.#shapes.of(request).granted--;
    this.pool.giveBack(worker);
    yield* this.#give(blocked ? 0 : request.cpus);
  }

  /** A task that waits for others lends its CPUs, and takes them back when it wakes, whoever has them then. */
  *lend(cpus: number): Steps {
    yield* this.#give(cpus);
  }
  takeBack(cpus: number): void {
    this.free -= cpus;
  }

  /** An actor is to be placed, and holds so many CPUs as long as it lives. */
  *placeActor(cpus: number, place: (raylet: Raylet) => Steps): Steps {
    this.#actors.push({ cpus, place });
    yield* this.schedule();
  }
  *actorGone(cpus: number): Steps {
    yield* this.#give(cpus);
  }

  *#give(cpus: number): Steps {
    this.free += cpus;
    this.cluster.tell(this);
    yield* this.schedule();
  }

  /** Grants what can be granted. */
  *schedule(): Steps {
    if (!this.alive || !this.isAsked) return;
    for (let actor = this.#actors.first; actor && this.#fits(actor.cpus); actor = this.#actors.first) {
      this.#actors.shift();
      this.free -= actor.cpus;
      yield* actor.place(this);
    }
    for (const shape of this.#shapes.waiting()) {
      if (this.cluster.rules.fairness && this.#shapes.passOver(shape, this.cpus)) continue;
      for (let request = shape.waiting.first; request; request = shape.waiting.first) {
        if (!this.#isCapped(shape) && this.#fits(shape.cpus)) {
          shape.waiting.shift();
          this.#waiting--;
          const steps = this.#grant(request, shape);
          if (steps) yield* steps;
          continue;
        }
        const other = this.cluster.choose(this, request);
        if (other === this) break;
        shape.waiting.shift();
        this.#waiting--;
        this.#send(request, other);
      }
    }
  }

  #grant(request: LeaseRequest, shape: Shape<LeaseRequest>): Steps | undefined {
    shape.grant();
    shape.taking++;
    this.free -= shape.cpus;
    this.cluster.tell(this);
    this.#taking.add(request);
    request.taking = (worker) => {
      shape.taking--;
      this.#taking.delete(request);
      request.granted(worker, this);
    };
    return this.pool.take(request.taking);
  }

  /** The node is gone, with its processes. What waited there waits at the driver's node then; if that is the one, nothing comes of it. */
  #gone(): void {
    this.alive = false;
    this.free = Number.NEGATIVE_INFINITY;
    const asked = [...this.#taking];
    this.#waiting = 0;
    for (const { waiting } of this.#shapes.waiting())
      for (let request = waiting.shift(); request; request = waiting.shift()) asked.push(request);
    for (const request of asked) this.#askAgain(request);
    const { home, io, costs } = this.cluster;
    for (let actor = this.#actors.shift(); actor && home !== this; actor = this.#actors.shift()) {
      const { cpus, place } = actor;
      io.after(costs.crash, () => home.placeActor(cpus, place));
    }
  }

  #askAgain(request: LeaseRequest): void {
    const { home, io, costs } = this.cluster;
    request.raylet = undefined;
    request.taking = undefined;
    if (home !== this) io.after(costs.crash + costs.request, () => home.request(request, false));
  }

  #send(request: LeaseRequest, other: Raylet): void {
    const { io, costs } = this.cluster;
    this.cluster.expect(other, request.cpus);
    request.raylet = undefined;
    io.after(costs.grant + costs.request + FAR_TRIP * costs.far, () => {
      this.cluster.expect(other, -request.cpus);
      return other.request(request, true);
    });
  }

  #fits(cpus: number): boolean {
    return cpus === 0 || this.free >= cpus - NOTHING;
  }

  /** Whether the shape may have no lease more now. Where that alone keeps it, one looks again when it may: the raylet's own looks, once a second, have a phase that is not known. */
  #isCapped(shape: Shape<LeaseRequest>): boolean {
    const { io } = this.cluster;
    if (!shape.isCapped(this.cpus, io.now)) return false;
    const atMs = shape.oneMoreMs;
    if (shape.looksAtMs !== atMs && this.#fits(shape.cpus)) {
      shape.looksAtMs = atMs;
      io.after(atMs - io.now, () => this.schedule());
    }
    return true;
  }
}

/** Owner and other node are further apart than owner and own node, there and back. */
const FAR_TRIP = 2;

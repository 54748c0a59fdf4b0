/** What an owner has of raylets: leases of workers, and what it asks for them. */
import type { NumberList } from '../number-list.ts';
import type { Steps, TaskNumber } from '../vocabulary.ts';
import type { LeaseRequest, Raylet } from './raylet.ts';
import type { Job, Worker } from './worker.ts';

/** Who has leases, and hears of them. */
export interface Leases {
  granted(request: Asked, worker: Worker, raylet: Raylet): void;
  /** Its worker has answered. */
  answered(lease: Lease): void;
  /** The worker that had this task is lost. */
  crashed(task: TaskNumber): void;
}

/** Tasks that any worker of one lease may do. */
export interface Kind {
  readonly cpus: number;
  /** What its requests have in common with others of their scheduling class. */
  readonly shape: string;
  readonly queue: NumberList;
  readonly pending: Set<Asked>;
}

/** A leased worker. It has one task at a time, and so is itself what the worker is handed. */
export class Lease implements Job {
  /** Its task waits for others, and has lent its CPUs. */
  blocked = false;
  task: TaskNumber = -1;
  poisoned = false;
  nested: (() => Steps) | undefined;
  ok = false;
  readonly owner: Leases;
  readonly kind: Kind;

  constructor(
    readonly request: Asked,
    readonly raylet: Raylet,
    readonly worker: Worker,
    readonly sinceMs: number,
  ) {
    this.owner = request.owner;
    this.kind = request.kind;
  }

  ended(ok: boolean): void {
    this.ok = ok;
    this.owner.answered(this);
  }

  lost(): void {
    this.owner.crashed(this.task);
  }
}

/** What an owner asks of a raylet: a lease for tasks of one kind. */
export class Asked implements LeaseRequest {
  readonly shape: string;
  readonly cpus: number;
  cancelled = false;
  raylet: Raylet | undefined;
  taking: ((worker: Worker) => void) | undefined;

  constructor(
    readonly owner: Leases,
    readonly kind: Kind,
    readonly spread: boolean,
  ) {
    this.shape = kind.shape;
    this.cpus = kind.cpus;
  }

  granted(worker: Worker, raylet: Raylet): void {
    this.owner.granted(this, worker, raylet);
  }
}

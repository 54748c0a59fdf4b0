/**
 * Who submits tasks: it queues them by kind, leases workers for them, and hands a worker one task after another
 * (`core_worker/task_submission/normal_task_submitter.cc`). A lease is not tied to a task. An empty queue gives the worker back.
 */
import { NumberList } from '../number-list.ts';
import { get, type Queue, type Steps, type TaskNumber } from '../vocabulary.ts';
import type { Beat } from './beat.ts';
import type { Cluster } from './cluster.ts';
import { broken, failed, type Graph } from './graph.ts';
import { Asked, type Kind, Lease, type Leases } from './lease.ts';
import type { Raylet } from './raylet.ts';
import type { Worker } from './worker.ts';

/** `worker_lease_timeout_milliseconds`. */
const LEASE_MS = 500;
/** `max_pending_lease_requests_per_scheduling_category`. */
const MOST_PENDING = 10;

export class Owner implements Leases {
  /** Who submits a nested task. */
  readonly owners: Map<TaskNumber, Owner>;
  readonly #kinds = new Map<number, Kind>();
  /** The one that was asked for last. */
  #last: Kind | undefined;

  constructor(
    readonly cluster: Cluster,
    readonly graph: Graph,
    readonly beat: Beat,
    readonly host: number,
    /** How deep its tasks are nested. */
    readonly depth: number,
    readonly settings: { readonly maxRetries: number; readonly spread: boolean },
    parent?: Owner,
  ) {
    this.owners = parent?.owners ?? new Map();
  }

  /** The arguments of a task are there: it joins the end of its queue. */
  enqueue(task: TaskNumber): void {
    const { env } = this.cluster;
    const { cpus = 1 } = env.bare ? {} : env.scenario.tasks[task]!;
    const kind = this.#kindOf(cpus);
    kind.queue.push(task);
    this.#ask(kind);
  }

  #kindOf(cpus: number): Kind {
    if (this.#last?.cpus === cpus) return this.#last;
    let kind = this.#kinds.get(cpus);
    if (!kind) {
      kind = { cpus, shape: `${cpus} ${this.depth}`, queue: new NumberList(), pending: new Set() };
      this.#kinds.set(cpus, kind);
    }
    return (this.#last = kind);
  }

  /** Asks for as many leases as tasks wait. */
  #ask(kind: Kind): void {
    const { io, costs, raylets } = this.cluster;
    const most = Math.min(kind.queue.length, Math.max(MOST_PENDING, raylets.length));
    while (kind.pending.size < most) {
      const request = new Asked(this, kind, this.settings.spread);
      kind.pending.add(request);
      io.after(costs.request, () => raylets[this.host]!.request(request, false));
    }
  }

  /** A raylet has granted what was asked for: the owner hears of it a little later. */
  granted(request: Asked, worker: Worker, raylet: Raylet): void {
    const { io, costs } = this.cluster;
    const lease = new Lease(request, raylet, worker, io.now);
    worker.onDeath = () => this.#died(lease);
    io.after(costs.grant + this.#far(lease), () => {
      request.kind.pending.delete(request);
      if (!worker.dead) this.#idle(lease, true);
    });
  }

  /** A leased worker has nothing to do: the next task, or back with it. */
  #idle(lease: Lease, fresh: boolean): void {
    const { kind, worker } = lease;
    const { io, rules } = this.cluster;
    const expired = !fresh && rules.leases && io.now - lease.sinceMs > LEASE_MS;
    const task = expired || kind.queue.length === 0 ? undefined : kind.queue.shift();
    if (task === undefined) {
      worker.onDeath = undefined;
      this.#giveBack(lease);
    } else this.#push(lease, task);
    if (kind.queue.length > 0) this.#ask(kind);
    else this.#cancelAll(kind);
  }

  #giveBack({ raylet, request, worker }: Lease): void {
    const { io, costs } = this.cluster;
    io.after(costs.giveBack, () => raylet.giveBack(request, worker));
  }

  #cancelAll({ pending }: Kind): void {
    const { io, costs } = this.cluster;
    for (const request of pending) {
      if (request.cancelled) continue;
      request.cancelled = true;
      pending.delete(request);
      io.after(costs.request, () => request.raylet?.cancel(request));
    }
  }

  #push(lease: Lease, task: TaskNumber): void {
    const { costs, env } = this.cluster;
    lease.task = task;
    lease.poisoned = this.graph.poisonOf(task) !== undefined;
    if (!env.bare) lease.nested = this.#nestedIn(lease, task);
    lease.worker.send(lease, costs.push + this.#far(lease));
  }

  #nestedIn(lease: Lease, task: TaskNumber): (() => Steps) | undefined {
    const { gets } = this.cluster.env.scenario.tasks[task]!;
    return gets && gets.length > 0 ? () => this.#nested(lease, task) : undefined;
  }

  /** A worker has answered, or is lost: the owner hears of it. */
  answered(lease: Lease): void {
    this.cluster.io.tell(this.cluster.costs.reply, this.#replied, lease);
  }
  crashed(task: TaskNumber): void {
    this.cluster.io.after(this.cluster.costs.crash, () => this.#lost(task));
  }

  readonly #replied = (lease: Lease): void => {
    const { task, ok } = lease;
    if (!lease.worker.dead) this.#idle(lease, false);
    const poison = this.graph.poisonOf(task);
    if (poison) this.graph.end(task, poison);
    else if (ok) this.graph.end(task, 'ok');
    else if (!this.#again(task, this.cluster.env.scenario.tasks[task]!.retry ?? 0)) this.graph.end(task, failed(task));
  };

  /** A lost worker is retried unless that is forbidden; an exception only where `retry_exceptions` asks for it. Both draw on `max_retries`. */
  #lost(task: TaskNumber): void {
    const { retry } = this.cluster.env.scenario.tasks[task]!;
    const most = this.cluster.rules.retriesLost ? (retry ?? this.settings.maxRetries) : 0;
    if (!this.#again(task, most)) this.graph.end(task, broken('WorkerCrashedError'));
  }

  /** Tries a task again at the next beat, if it may be; gives whether it is. */
  #again(task: TaskNumber, most: number): boolean {
    if (this.graph.retried[task]! >= most) return false;
    this.graph.retried[task]!++;
    this.cluster.env.queueAfter(task, task);
    this.beat.next(0, () => {
      this.cluster.env.waited(task, 'countdown');
      this.enqueue(task);
    });
    return true;
  }

  #died({ raylet, request, worker, blocked }: Lease): void {
    for (const job of worker.jobs()) job.lost(true);
    this.cluster.io.do(() => raylet.giveBack(request, worker, blocked));
  }

  /** What a task does in its midst: it submits others, lends its CPUs, and goes on when they are over. */
  *#nested(lease: Lease, task: TaskNumber): Steps {
    const { env, io, costs, rules } = this.cluster;
    const { raylet, kind, worker } = lease;
    const children = this.graph.numbers(env.scenario.tasks[task]!.gets!);
    const owner = new Owner(this.cluster, this.graph, this.beat, worker.host, this.depth + 1, this.settings, this);
    const box: Queue = env.queue();
    const waiting = new Set(children);
    this.#listen(children, (child) => {
      waiting.delete(child);
      if (waiting.size === 0) box.later(0, costs.toGet);
    });
    for (const child of children) {
      env.submit(child);
      this.owners.set(child, owner);
      if (this.graph.isReady(child)) owner.enqueue(child);
    }
    if (rules.lends) {
      lease.blocked = true;
      io.do(() => raylet.lend(kind.cpus));
    }
    yield get(box);
    for (const child of children) if (this.graph.resultOf(child) === 'ok') env.deliver(child, env.attempts(child));
    if (!rules.lends) return;
    lease.blocked = false;
    raylet.takeBack(kind.cpus);
  }

  #listen(children: readonly TaskNumber[], over: (child: TaskNumber) => void): void {
    for (const child of children) this.graph.listeners.set(child, () => over(child));
  }

  #far({ worker }: { readonly worker: Worker }): number {
    return worker.host === this.host ? 0 : this.cluster.costs.far;
  }
}

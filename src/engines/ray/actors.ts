/**
 * Actors (`actor_task_submitter.cc`, GCS `gcs_actor_manager`, `gcs_actor_scheduler`): calls are sent in the order in which they were
 * made, all at once, and run one at a time in the actor's own process. Where it dies, all that were sent are lost.
 * Left out: in which order calls come back that are handed in again (in Ray that of a hash map), and on
 * which node the GCS places an actor (here it is the owner's, if that has room).
 */
import type { Steps, TaskNumber } from '../vocabulary.ts';
import type { Beat } from './beat.ts';
import type { Cluster } from './cluster.ts';
import { broken, failed, type Graph } from './graph.ts';
import type { Raylet } from './raylet.ts';
import type { Job, Worker } from './worker.ts';

/** `timeout_ms_task_wait_for_death_info`: so long a lost call waits for news of its actor. */
const DEATH_INFO_MS = 1000;
/** The first wait before a lost call is handed in again; each further one is twice as long. */
const BACKOFF_MS = 100;

export class Actor {
  /** Made, and not sent yet, in order. */
  #calls: TaskNumber[] = [];
  /** Which of all calls each one was (`TaskSpec.actor_counter`, by which `SequentialActorSubmitQueue` sorts). */
  readonly #number = new Map<TaskNumber, number>();
  #worker: Worker | undefined;
  #restarts = 0;
  #dead = false;

  constructor(
    readonly cluster: Cluster,
    readonly graph: Graph,
    readonly beat: Beat,
    /** What it asks for; undefined: 1 to be placed, 0 to live. */
    readonly cpus: number | undefined,
    readonly settings: { readonly maxRestarts: number; readonly maxTaskRetries: number },
  ) {}

  /** `Actor.remote()`. */
  create(): void {
    const { cluster } = this;
    const held = cluster.rules.actorsHold ? (this.cpus ?? 0) : 0;
    const raylet = cluster.choose(cluster.home, { cpus: this.cpus ?? 1, spread: false });
    cluster.io.do(() => raylet.placeActor(held, (where) => this.#start(where, held)));
  }

  /** A call of one of its methods. One that is made again keeps its number: those behind it may wait for its result. */
  call(task: TaskNumber): void {
    const numberOf = this.#number;
    if (!numberOf.has(task)) numberOf.set(task, numberOf.size);
    const before = this.#calls.findLastIndex((other) => numberOf.get(other)! < numberOf.get(task)!);
    this.#calls.splice(before + 1, 0, task);
    this.send();
  }

  /** Sends what can be sent: a call whose argument is late holds up those behind it. */
  send(): void {
    if (this.#dead) {
      const { io, costs } = this.cluster;
      for (const task of this.#calls) io.after(costs.actorDeath, () => this.#fail(task, 'ActorDiedError'));
      this.#calls = [];
      return;
    }
    if (!this.#worker) return;
    const { actorOrder } = this.cluster.rules;
    const sent = this.#calls.filter(
      (task, k) =>
        this.graph.isReady(task) && (!actorOrder || this.#calls.slice(0, k).every((t) => this.graph.isReady(t))),
    );
    if (sent.length === 0) return;
    this.#calls = this.#calls.filter((task) => !sent.includes(task));
    for (const task of sent) this.#push(this.#worker, task);
  }

  *#start(raylet: Raylet, held: number): Steps {
    yield* raylet.pool.takeForActor((worker) => {
      this.#worker = worker;
      worker.onDeath = () => this.cluster.io.do(() => this.#died(worker, raylet, held));
      this.send();
    });
  }

  #push(worker: Worker, task: TaskNumber): void {
    const { io, costs } = this.cluster;
    const job: Job = {
      worker,
      task,
      poisoned: this.graph.poisonOf(task) !== undefined,
      nested: undefined,
      ended: (ok) => io.after(costs.actorReply - costs.toWait, () => this.#replied(task, ok)),
      lost: () => {},
    };
    worker.send(job, costs.actorCall);
  }

  #replied(task: TaskNumber, ok: boolean): void {
    const { retry = 0 } = this.cluster.env.scenario.tasks[task]!;
    const poison = this.graph.poisonOf(task);
    if (poison) this.graph.end(task, poison);
    else if (ok) this.graph.end(task, 'ok');
    else if (this.graph.retried[task]! < retry) this.#again(task, true, 0);
    else this.graph.end(task, failed(task));
  }

  *#died(worker: Worker, raylet: Raylet, held: number): Steps {
    const { io, costs, rules } = this.cluster;
    const lost = worker.jobs().map(({ task }) => task);
    const [begun] = lost;
    this.#worker = undefined;
    if (this.#restarts++ < this.settings.maxRestarts) {
      // Its node keeps its CPUs for it, if it is there.
      const again = () => (raylet.alive ? raylet.placeActor(0, (where) => this.#start(where, held)) : this.create());
      io.after(costs.actorDeath, again);
      const kept: TaskNumber[] = [];
      for (const task of lost)
        if (!rules.restartLoses || this.graph.retried[task]! < this.settings.maxTaskRetries) kept.push(task);
        else io.after(DEATH_INFO_MS, () => this.beat.next(0, () => this.#fail(task, 'ActorUnavailableError')));
      // The order is that of a hash map: here the one that had begun, then the latest first.
      kept.sort((a, b) => Number(b === begun) - Number(a === begun) || lost.indexOf(b) - lost.indexOf(a));
      for (const task of kept) this.#again(task, task === begun, BACKOFF_MS * 2 ** this.graph.retried[task]!);
      return;
    }
    this.#dead = true;
    yield* raylet.actorGone(held);
    for (const task of lost) io.after(costs.actorDeath - costs.toWait, () => this.#fail(task, 'ActorDiedError'));
    this.send();
  }

  /** The call is made again at a beat. */
  #again(task: TaskNumber, begun: boolean, backoffMs: number): void {
    const { env } = this.cluster;
    this.graph.retried[task]!++;
    if (begun) env.queueAfter(task, task);
    this.beat.next(backoffMs, () => {
      env.waited(task, 'countdown');
      this.call(task);
    });
  }

  #fail(task: TaskNumber, error: string): void {
    this.graph.end(task, broken(error));
  }
}

/** What a run says to the broker's worker, and what it has found there. Times are milliseconds of the run. */
import '../own-scripts.ts';
import { type Remote, releaseProxy, wrap } from 'comlink';
import type { Durable, KeptMessage, TaskNumber } from '../../../engines/vocabulary.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { WorkerEndpoint } from '../pool/worker-endpoint.ts';
import type { BrokerService } from './broker-service.ts';
import type { StoredMessage } from './message-store.ts';

const newBroker = (): Worker =>
  new Worker(new URL('./broker-worker.ts', import.meta.url), { type: 'module', name: 'overlap-broker' });

/** What an earlier page did of a run, by task. */
export interface Earlier {
  /** Tasks that were published, and how often each was begun. */
  readonly begun: ReadonlyMap<TaskNumber, number>;
  /** Tasks that ended well. */
  readonly done: ReadonlySet<TaskNumber>;
}

/** Messages that outlive the page, as a run has them. */
export interface RunMessages extends Durable {
  readonly earlier: Earlier | undefined;
  /** The run's t = 0 (ms since 1970). */
  start(zeroAt: number): void;
}

/** The same for a trace: the ids of tasks that are done, and by id how often a task was begun. */
export function earlierOf({ begun, done }: Earlier, { tasks }: Scenario) {
  const id = (task: TaskNumber) => tasks[task]!.id;
  return { done: [...done].map(id), begun: Object.fromEntries([...begun].map(([task, times]) => [id(task), times])) };
}

export class DurableMessages implements RunMessages {
  readonly left: readonly KeptMessage[] | undefined;
  readonly earlier: Earlier | undefined;
  readonly #endpoint: WorkerEndpoint;
  readonly #remote: Remote<BrokerService>;
  readonly #ids = new Map<KeptMessage, number>();
  #nextId = 0;
  /** When the run's t = 0 was, ms since 1970. */
  #zeroAt = Date.now();

  private constructor(endpoint: WorkerEndpoint, remote: Remote<BrokerService>, stored: StoredMessage[] | undefined) {
    this.#endpoint = endpoint;
    this.#remote = remote;
    if (!stored || stored.length === 0) return;
    const left: KeptMessage[] = [];
    const begun = new Map<TaskNumber, number>();
    const done = new Set<TaskNumber>();
    for (const message of stored) {
      const { id, task, retries, dueAt, acknowledged } = message;
      this.#nextId = Math.max(this.#nextId, id + 1);
      begun.set(task, (begun.get(task) ?? 0) + message.begun);
      if (message.done) done.add(task);
      if (acknowledged) continue;
      const kept: KeptMessage = { task, retries, dueMs: dueAt === 0 ? 0 : Math.max(1, dueAt - this.#zeroAt) };
      left.push(kept);
      this.#ids.set(kept, id);
    }
    this.left = left;
    this.earlier = { begun, done };
  }

  /** Starts the broker's worker. `resumed`: for a run that an earlier page began. Undefined where the browser keeps nothing for this page. */
  static async open(run: string, resumed: boolean): Promise<DurableMessages | undefined> {
    const endpoint = new WorkerEndpoint(newBroker());
    const remote = wrap<BrokerService>(endpoint);
    try {
      const stored = await remote.begin(run, resumed);
      return new DurableMessages(endpoint, remote, resumed ? stored : undefined);
    } catch {
      endpoint.close();
      return undefined;
    }
  }

  start(zeroAt: number): void {
    this.#zeroAt = zeroAt;
  }

  wasPublished(task: TaskNumber): boolean {
    return this.earlier?.begun.has(task) ?? false;
  }

  isDone(task: TaskNumber): boolean {
    return this.earlier?.done.has(task) ?? false;
  }

  publish(message: KeptMessage): void {
    if (this.#ids.has(message)) return;
    const id = this.#nextId++;
    this.#ids.set(message, id);
    void this.#remote.publish(id, message.task, message.retries, message.dueMs > 0 ? message.dueMs + this.#zeroAt : 0);
  }

  began(message: KeptMessage): void {
    const id = this.#ids.get(message);
    if (id !== undefined) void this.#remote.began(id);
  }

  done(message: KeptMessage): void {
    const id = this.#ids.get(message);
    if (id !== undefined) void this.#remote.done(id);
  }

  acknowledge(message: KeptMessage): void {
    const id = this.#ids.get(message);
    if (id !== undefined) void this.#remote.acknowledge(id);
  }

  /** The run is over: nothing of it is kept, and the worker goes. */
  async end(): Promise<void> {
    await this.#remote.end();
    this.#remote[releaseProxy]();
    this.#endpoint.close();
  }
}

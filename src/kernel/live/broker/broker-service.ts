/** What the broker's worker does for the page: keeps messages as it is told, and tells what an earlier page has left. */
import { MessageStore, type StoredMessage } from './message-store.ts';

export class BrokerService {
  #store: MessageStore | undefined;
  #run = '';
  /** By id. */
  readonly #messages = new Map<number, StoredMessage>();

  /** Begins a run, or goes on with one (`resumed`): gives what is left of it. */
  async begin(run: string, resumed: boolean): Promise<StoredMessage[]> {
    this.#store ??= await MessageStore.open();
    this.#run = run;
    this.#messages.clear();
    if (!resumed) {
      await this.#store.clear(run);
      return [];
    }
    const left = await this.#store.of(run);
    for (const message of left) this.#messages.set(message.id, message);
    return left;
  }

  publish(id: number, task: number, retries: number, dueAt: number): void {
    const message: StoredMessage = { run: this.#run, id, task, retries, dueAt, begun: 0, acknowledged: false };
    this.#messages.set(id, message);
    this.#store!.write(message);
  }

  began(id: number): void {
    const message = this.#messages.get(id);
    if (!message) return;
    message.begun++;
    this.#store!.write(message);
  }

  acknowledge(id: number): void {
    const message = this.#messages.get(id);
    if (!message) return;
    message.acknowledged = true;
    this.#store!.write(message);
  }

  /** The run is over: nothing of it is kept. */
  async end(): Promise<void> {
    await this.#store?.clear(this.#run);
  }
}

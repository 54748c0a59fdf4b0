/** Messages in IndexedDB, by run. All that is asked for in one turn is one transaction. */

/** A message as it is kept. */
export interface StoredMessage {
  /** The engine whose run it is of. */
  readonly run: string;
  readonly id: number;
  readonly task: number;
  /** How often the task was tried again before. */
  readonly retries: number;
  /** Not to be begun before, ms since 1970; 0 for at once. */
  readonly dueAt: number;
  /** How often it was begun. */
  begun: number;
  acknowledged: boolean;
}

const NAME = 'overlap-broker';
const STORE = 'messages';

export class MessageStore {
  readonly #database: IDBDatabase;
  /** Not written yet. */
  readonly #changed = new Set<StoredMessage>();

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** @throws {DOMException} where the browser has no IndexedDB for this page */
  static async open(): Promise<MessageStore> {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['run', 'id'] });
    return new MessageStore(await resultOf(request));
  }

  /** All messages of a run, in the order of their publishing. */
  async of(run: string): Promise<StoredMessage[]> {
    const store = this.#database.transaction(STORE).objectStore(STORE);
    return resultOf(store.getAll(rangeOf(run)) as IDBRequest<StoredMessage[]>);
  }

  async clear(run: string): Promise<void> {
    this.#changed.clear();
    await resultOf(this.#database.transaction(STORE, 'readwrite').objectStore(STORE).delete(rangeOf(run)));
  }

  /** The message is written, with all others that change in this turn. */
  write(message: StoredMessage): void {
    if (this.#changed.size === 0) setTimeout(() => this.#flush());
    this.#changed.add(message);
  }

  #flush(): void {
    const store = this.#database.transaction(STORE, 'readwrite').objectStore(STORE);
    for (const message of this.#changed) store.put(message);
    this.#changed.clear();
  }
}

/** Ids are numbers, which come before all arrays. */
const rangeOf = (run: string): IDBKeyRange => IDBKeyRange.bound([run], [run, []]);

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

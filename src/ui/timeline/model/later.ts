/** A value that is needed only sometimes: a module that is loaded when it is first asked for, or something there from the start. */
export class Later<T> {
  #value: T | undefined;
  #loading: Promise<T> | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(readonly make: () => Promise<T>) {}

  /** A value that need not be loaded. */
  static now<T>(value: T): Later<T> {
    const later = new Later<T>(async () => value);
    later.#value = value;
    return later;
  }

  /** The value, as far as it is loaded by now. */
  get now(): T | undefined {
    return this.#value;
  }

  /** The value as soon as it is loaded. */
  load(): Promise<T> {
    this.#loading ??= this.make().then((value) => {
      this.#value = value;
      for (const ready of this.#waiting) ready();
      this.#waiting.clear();
      return value;
    });
    return this.#loading;
  }

  /** The value; where it is not loaded yet, loading begins, and `ready` is called when it is there. */
  get(ready: (() => void) | undefined): T | undefined {
    if (this.#value !== undefined) return this.#value;
    if (ready) this.#waiting.add(ready);
    void this.load();
    return undefined;
  }
}

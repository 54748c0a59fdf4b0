/** A module that is loaded when it is first asked for; until then there is nothing of it. */
export class Later<T> {
  #value: T | undefined;
  #asked = false;

  constructor(readonly load: () => Promise<T>) {}

  /** What is loaded by now. */
  get now(): T | undefined {
    return this.#value;
  }

  /** What is loaded; else it is loaded, and `ready` called when it is there. */
  get(ready: () => void): T | undefined {
    if (!this.#asked) {
      this.#asked = true;
      void this.load().then((value) => {
        this.#value = value;
        ready();
      });
    }
    return this.#value;
  }
}

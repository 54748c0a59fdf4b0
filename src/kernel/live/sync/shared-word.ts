/** A thing in shared memory (a queue, permits) at which the page and workers sleep until it may have changed. */
export class Shared {
  /**
   * In `control`, `word` is raised when a sleeper may have something to do; sleepers wait for it to change. The next
   * word counts them.
   */
  constructor(
    readonly control: Int32Array,
    readonly word: number,
  ) {}

  /** What to wait for a change of; read before looking whether there is anything. */
  get version(): number {
    return Atomics.load(this.control, this.word);
  }

  /** From now on writers know that somebody sleeps. Look once more after this. */
  sleeperComes(): void {
    Atomics.add(this.control, this.word + 1, 1);
  }

  sleeperGoes(): void {
    Atomics.sub(this.control, this.word + 1, 1);
  }

  wake(count: number): void {
    Atomics.add(this.control, this.word, 1);
    Atomics.notify(this.control, this.word, count);
  }

  /** Wakes one, if anybody sleeps. */
  protected wakeOne(): void {
    if (Atomics.load(this.control, this.word + 1) > 0) this.wake(1);
  }
}

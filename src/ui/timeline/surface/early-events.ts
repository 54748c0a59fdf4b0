/** Events that come before the code that acts on them is loaded. The first of them has the code loaded, and all wait for it. */

/** Acts on one event. */
export type Act = (event: Event) => void;

export class EarlyEvents {
  #act: Act | undefined;
  #waiting: Event[] | undefined;
  #hasEnded = false;

  constructor(readonly load: () => Promise<Act>) {}

  /** Acts on the event, or has it wait. Gives whether it was acted on. */
  hear(event: Event): boolean {
    if (this.#hasEnded) return false;
    if (this.#act) {
      this.#act(event);
      return true;
    }
    if (this.#waiting) {
      this.#waiting.push(event);
      return false;
    }
    this.#waiting = [event];
    void this.load().then((act) => {
      if (this.#hasEnded) return;
      this.#act = act;
      for (const waiting of this.#waiting!) act(waiting);
    });
    return false;
  }

  /** What the events were about has left the page: those that wait mean nothing any more. */
  end(): void {
    this.#hasEnded = true;
  }
}

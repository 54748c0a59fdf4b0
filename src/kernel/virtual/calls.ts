/** What is to be done after a while and never called off: columns, no object a call. */
type Act = (of: unknown) => void;

export class Calls {
  /** By place, which a call gives up when it is made. */
  readonly #acts: (Act | undefined)[] = [];
  readonly #of: unknown[] = [];
  readonly #free: number[] = [];

  /** Takes a call and gives its place, by which its event is to be asked for. */
  add(act: Act, of: unknown): number {
    const place = this.#free.pop() ?? this.#acts.length;
    this.#acts[place] = act;
    this.#of[place] = of;
    return place;
  }

  /** Its event has come. */
  make(place: number): void {
    const act = this.#acts[place]!;
    const of = this.#of[place];
    this.#acts[place] = undefined;
    this.#of[place] = undefined;
    this.#free.push(place);
    act(of);
  }
}

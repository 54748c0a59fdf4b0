/** What is to be done after a while and never called off: columns, no object a call. */
type Act = (of: unknown) => void;

export class Calls {
  /** By place, which a call gives up when it is made. */
  readonly #acts: (Act | undefined)[] = [];
  readonly #of: unknown[] = [];
  readonly #free: number[] = [];
  /** Those that are due at once, in the order in which they were asked for: a ring, as long as a power of two, from `#first` to `#end`. */
  #nowActs: (Act | undefined)[] = new Array(64).fill(undefined);
  #nowOf: unknown[] = new Array(64).fill(undefined);
  #first = 0;
  #end = 0;

  /** Takes a call that is due at once. Its event is to be asked for. */
  addNow(act: Act, of: unknown): void {
    if (this.#end - this.#first === this.#nowActs.length) this.#grow();
    const at = this.#end++ & (this.#nowActs.length - 1);
    this.#nowActs[at] = act;
    this.#nowOf[at] = of;
  }

  /** The event of the first of those has come. */
  makeNow(): void {
    const at = this.#first++ & (this.#nowActs.length - 1);
    this.#nowActs[at]!(this.#nowOf[at]);
  }

  #grow(): void {
    const [acts, of] = [this.#nowActs, this.#nowOf];
    const { length } = acts;
    const order = (list: unknown[]) => Array.from({ length: 2 * length }, (_, n) => list[(this.#first + n) % length]);
    this.#nowActs = order(acts) as Act[];
    this.#nowOf = order(of);
    this.#first = 0;
    this.#end = length;
  }

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

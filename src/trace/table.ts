/** Append-only columns in typed arrays: many rows, no object a row. */

/** Fewer rows tell nothing of how many there will be. */
const LARGE = 4096;

type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
type ColumnType = new (length: number) => Column;
type Columns<S extends Record<string, ColumnType>> = { [K in keyof S]: InstanceType<S[K]> };

/**
 * Rows in columns. `at` holds the typed arrays, longer than the table is: read only the first `length` rows,
 * and read `at` anew after an append, since growing replaces the arrays.
 */
export class Table<S extends Record<string, ColumnType>> {
  length = 0;
  at: Columns<S>;
  readonly #types: { [K in keyof S]: S[K] };
  #capacity: number;
  #share = () => 0;

  constructor(types: S, capacity = 0) {
    this.#types = { ...types };
    this.#capacity = capacity;
    this.at = {} as Columns<S>;
    for (const name in types) this.at[name] = new types[name]!(capacity) as Columns<S>[typeof name];
  }

  /** Adds a row of zeros and gives its place. */
  append(): number {
    if (this.length === this.#capacity) this.#resize(this.#more());
    return this.length++;
  }

  /** `share` tells how much of all that will be there is there by now (0 to 1; 0 where that is not known). */
  growBy(share: () => number): void {
    this.#share = share;
  }

  /** A column that grows is copied. Where it can be known how long it will be it grows by more at a time. */
  #more(): number {
    const capacity = this.#capacity;
    const usual = Math.ceil(capacity * 1.5) + 16;
    const share = capacity < LARGE ? 0 : this.#share();
    return share > 0 ? Math.max(usual, Math.ceil(Math.min(4 * capacity, (1.02 * capacity) / share))) : usual;
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    if (rows > this.#capacity) this.#resize(rows);
  }

  /** Gives back the room beyond the last row. Arrays read from `at` before are old then. */
  trim(): void {
    if (this.#capacity > this.length) this.#resize(this.length);
  }

  /** Gives a column wider numbers. */
  widen<K extends keyof S>(name: K, type: ColumnType & (new (length: number) => InstanceType<S[K]>)): void {
    this.#types[name] = type as unknown as S[K];
    this.#resize(this.#capacity);
  }

  /** Takes over full columns of so many rows. */
  take(length: number, columns: Columns<S>): void {
    this.length = this.#capacity = length;
    this.at = columns;
  }

  /** Bytes that the columns take, spare room included. */
  get byteLength(): number {
    let sum = 0;
    for (const name in this.#types) sum += this.at[name]!.byteLength;
    return sum;
  }

  #resize(capacity: number): void {
    this.#capacity = capacity;
    for (const name in this.#types) {
      const column = new this.#types[name]!(capacity) as Columns<S>[typeof name];
      column.set(this.at[name]!.subarray(0, this.length) as never);
      this.at[name] = column;
    }
  }
}

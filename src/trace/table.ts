/** Append-only columns in typed arrays: many rows, no object a row. */

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
  readonly #types: S;
  #capacity: number;

  constructor(types: S, capacity = 16) {
    this.#types = types;
    this.#capacity = capacity;
    this.at = {} as Columns<S>;
    for (const name in types) this.at[name] = new types[name]!(capacity) as Columns<S>[typeof name];
  }

  /** Adds a row of zeros and gives its place. */
  append(): number {
    if (this.length === this.#capacity) this.#grow();
    return this.length++;
  }

  /** Bytes that the columns take, spare room included. */
  get byteLength(): number {
    let sum = 0;
    for (const name in this.#types) sum += this.at[name]!.byteLength;
    return sum;
  }

  #grow(): void {
    this.#capacity = Math.ceil(this.#capacity * 1.5) + 16;
    for (const name in this.#types) {
      const wider = new this.#types[name]!(this.#capacity) as Columns<S>[typeof name];
      wider.set(this.at[name] as never);
      this.at[name] = wider;
    }
  }
}

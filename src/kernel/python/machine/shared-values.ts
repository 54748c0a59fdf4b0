/**
 * Values that lanes share, as lines read and write them: which of them are worth a row, and which updates were lost. An update is lost
 * where a lane writes what it made of an older value than the one it writes over.
 */
import type { Access, Place } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { Things } from './things.ts';

/** More lost updates than this are not told one by one. */
const MOST_FOUND = 200;

interface Value {
  readonly thing: number;
  /** The last that it was called, until it is told of. */
  name: string;
  readonly lanes: Set<number>;
  /** Its writes so far, the last of each lane. */
  readonly writes: Map<number, { readonly number: number; readonly access: Access }>;
  written: number;
  isTold: boolean;
}

interface Read {
  readonly of: Value;
  /** The writes there were by then. */
  readonly written: number;
  readonly access: Access;
}

export class SharedValues {
  readonly #kernel: ProgramKernel;
  readonly #things: Things;
  readonly #values = new Map<string, Value>();
  readonly #reads: Read[] = [];
  #found = 0;

  constructor(kernel: ProgramKernel, things: Things) {
    this.#kernel = kernel;
    this.#things = things;
  }

  /** The stack that runs reads a value of its process, which the process knows by that number. Gives the number of the read, from 1. */
  read(number: number, name: string, text: string, at: Place | undefined): number {
    const value = this.#of(number, name);
    const access = this.#access(text, at);
    if (value.lanes.size === 0) this.#things.value(value.thing, text);
    value.lanes.add(access.lane);
    return this.#reads.push({ of: value, written: value.written, access });
  }

  /** The stack that runs writes it. `made`: the number of the read that went into what is written; 0 if none did. */
  write(number: number, name: string, text: string, made: number, at: Place | undefined): void {
    const value = this.#of(number, name);
    const over = this.#access(text, at);
    const { lane } = over;
    if (!value.isTold && [...value.lanes].some((other) => other !== lane)) {
      value.isTold = true;
      this.#things.name(value.thing, 'value', value.name, 0);
    }
    this.#things.value(value.thing, text, lane);
    const reader = this.#reads[made - 1];
    const writer = reader?.of === value ? lastSince(value, reader.written, lane) : undefined;
    if (reader && writer && this.#found < MOST_FOUND) {
      this.#found++;
      this.#kernel.telling.find({
        find: 'lost update',
        atMs: over.atMs,
        name: value.name,
        reader: reader.access,
        writer,
        over,
      });
    }
    value.lanes.add(lane);
    value.writes.set(lane, { number: ++value.written, access: over });
  }

  #of(number: number, name: string): Value {
    const { pid, parent, name: processName } = this.#kernel.current!.process;
    const key = `${pid} ${number}`;
    const known = this.#values.get(key);
    const full = parent ? `${name} in ${processName}` : name;
    if (known) {
      if (!known.isTold) known.name = full;
      return known;
    }
    const value: Value = {
      thing: this.#things.make(),
      name: full,
      lanes: new Set(),
      writes: new Map(),
      written: 0,
      isTold: false,
    };
    this.#values.set(key, value);
    return value;
  }

  #access(value: string, at: Place | undefined): Access {
    const lane = this.#kernel.current!.actingLane;
    return { lane, atMs: this.#kernel.time(), value, ...(at && { at }) };
  }
}

/** The last write of another lane that came after so many. */
function lastSince({ writes }: Value, written: number, lane: number): Access | undefined {
  let last: { readonly number: number; readonly access: Access } | undefined;
  for (const [by, write] of writes)
    if (by !== lane && write.number > written && write.number > (last?.number ?? 0)) last = write;
  return last?.access;
}

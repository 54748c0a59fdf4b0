/** The threads and processes of trace events, and the lanes that each thread gets. */
import { FirstFree } from './first-free.ts';

export type Id = string | number;

export interface Track {
  readonly pid: Id;
  /** A thread's id; the category, for async events. */
  readonly tid: Id;
  readonly async: boolean;
  name: string | undefined;
  sortIndex: number;
  /** Its lanes, by where the last event of each ended (us). */
  readonly lanes: FirstFree;
}

export interface Process {
  name: string | undefined;
  sortIndex: number;
  /** In order of appearance. */
  readonly place: number;
}

export interface LaneNames {
  readonly names: string[];
  /** Lanes of events that no other event of their thread contains. */
  readonly outermost: number[];
  /** Of each track, by number. */
  readonly firstLanes: Int32Array;
}

export class Tracks {
  readonly all: Track[] = [];
  readonly #threads = new Map<Id, Map<Id, number>>();
  readonly #asyncs = new Map<Id, Map<string, number>>();
  readonly #processes = new Map<Id, Process>();
  #lastPid: unknown;
  #lastTid: unknown;
  #last = -1;

  /** The number of a thread's track. */
  thread(pid: unknown, tid: unknown): number {
    if (pid === this.#lastPid && tid === this.#lastTid && this.#last >= 0) return this.#last;
    const thread = keyOf(tid);
    this.#last = this.#in(this.#threads, keyOf(pid), thread, false);
    this.#lastPid = pid;
    this.#lastTid = tid;
    return this.#last;
  }

  /** The number of the track of a process's async events of one category. */
  async(pid: unknown, category: string): number {
    return this.#in(this.#asyncs, keyOf(pid), category, true);
  }

  process(pid: unknown): Process {
    const key = keyOf(pid);
    let process = this.#processes.get(key);
    if (!process) this.#processes.set(key, (process = { name: undefined, sortIndex: 0, place: this.#processes.size }));
    return process;
  }

  #in<K extends Id>(maps: Map<Id, Map<K, number>>, pid: Id, tid: K, async: boolean): number {
    let numbers = maps.get(pid);
    if (!numbers) maps.set(pid, (numbers = new Map()));
    let number = numbers.get(tid);
    if (number === undefined) {
      this.process(pid);
      number = this.all.push({ pid, tid, async, name: undefined, sortIndex: 0, lanes: new FirstFree() }) - 1;
      numbers.set(tid, number);
    }
    return number;
  }

  /** Names all lanes, once every event has one: processes and threads in their order, each with its lanes. */
  nameLanes(): LaneNames {
    const used = this.all.map((track, number) => ({ track, number })).filter(({ track }) => track.lanes.count > 0);
    used.sort(
      (a, b) =>
        this.process(a.track.pid).sortIndex - this.process(b.track.pid).sortIndex ||
        this.process(a.track.pid).place - this.process(b.track.pid).place ||
        Number(a.track.async) - Number(b.track.async) ||
        a.track.sortIndex - b.track.sortIndex ||
        a.number - b.number,
    );
    const several = new Set(used.map(({ track }) => track.pid)).size > 1;
    const names: string[] = [];
    const outermost: number[] = [];
    const firstLanes = new Int32Array(this.all.length);
    for (const { track, number } of used) {
      firstLanes[number] = names.length;
      const thread = track.name ?? (track.async ? String(track.tid) : called('thread', track.tid));
      const whose = this.process(track.pid).name ?? called('process', track.pid);
      const name = several ? `${whose}: ${thread}` : thread;
      for (let depth = 0; depth < track.lanes.count; depth++) {
        // Async events side by side are no parts of one another.
        if (depth === 0 || track.async) outermost.push(names.length);
        names.push(depth === 0 ? name : track.async ? `${name} ${depth + 1}` : `${name}, ${depth} inside`);
      }
    }
    return { names, outermost, firstLanes };
  }
}

/** `thread 7`; an id that is a text is a name of its own, unless it is blank. */
function called(what: string, id: Id): string {
  if (typeof id === 'number') return `${what} ${id}`;
  return id.trim() === '' ? what : id;
}

/** Ids of processes and threads: numbers as numbers, also where they are texts. Lists and objects are no ids, as if there were none. */
export function keyOf(id: unknown): Id {
  if (typeof id === 'number') return id;
  if (typeof id === 'boolean') return String(id);
  if (typeof id !== 'string') return 0;
  const number = Number(id);
  return id !== '' && String(number) === id ? number : id;
}

/**
 * Chrome's trace events (Perfetto, VizTracer, `ray timeline`), in. Each event with a length becomes a span. A thread is a row of
 * lanes: its outermost events on the first, what they contain on the second, and so on, so that flame graphs keep their form
 * and what overlaps, though the format forbids it, is moved down, not dropped. Threads follow one another by
 * `process_sort_index`, `thread_sort_index` and first start; async events (b and e, S and F) have lanes of their own behind the
 * threads of the process in which they begin. t = 0 is the first start.
 *
 * What has no length here (instants, counters, flows, samples) is counted and told. Whether time was computing or waiting the
 * format does not say: it is drawn as computing, and said to be an assumption.
 */

import { MAX_TASKS } from '../../scenario/bounds.ts';
import { formatCount } from '../../scenario/count.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { TaskSpec } from '../../scenario/scenario.ts';
import { outcomeNumber, SEGMENT_KINDS, Trace } from '../trace.ts';
import { EventClock } from './event-clock.ts';
import { BEGIN, END, EventSlices } from './event-slices.ts';
import { keyOf, type LaneNames, Tracks } from './event-tracks.ts';
import type { Opened } from './opened.ts';

/** An event as it comes: nothing about it is sure. */
type Event = Readonly<Record<string, unknown>>;

/** Phases without a length that are told by name. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  i: 'instants',
  I: 'instants',
  R: 'instants',
  n: 'instants',
  T: 'steps',
  p: 'steps',
  C: 'counters',
  s: 'flows',
  t: 'flows',
  f: 'flows',
  P: 'samples',
  N: 'object snapshots',
  O: 'object snapshots',
  D: 'object snapshots',
  V: 'memory dumps',
  v: 'memory dumps',
  c: 'clock marks',
  '(': 'contexts',
  ')': 'contexts',
};

const CPU = SEGMENT_KINDS.indexOf('cpu');
const OK = outcomeNumber('ok');
const CANCELLED = outcomeNumber('cancelled');
/** Overlaps up to this are rounding (us). Times since 1970 are doubles of a quarter of a microsecond. */
const ROUNDING_US = 0.0015;
const ROUNDING_LATE_US = 0.5;
const LATE_US = 1e15;
const LONGEST_NAME = 120;
/** Every task has this list: what a foreign file asked of its tasks is not known. */
const NOTHING_KNOWN: TaskSpec['segments'] = [];

export class EventsReader {
  readonly #clock = new EventClock();
  readonly #slices = new EventSlices();
  readonly #names: string[] = [];
  readonly #nameNumbers = new Map<string, number>();
  readonly #tracks = new Tracks();
  readonly #pairs = new Map<string, number>();
  readonly #leftOut = new Map<string, number>();
  #total = 0;
  #read = 0;
  #endless = 0;

  /** So many events were no JSON. */
  damaged(count = 1): void {
    this.#total += count;
    this.#leave('damaged', count);
  }

  /** Takes in one event. Never throws: what cannot be used is counted. */
  take(event: unknown): void {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      this.damaged();
      return;
    }
    const { ph } = event as Event;
    if (typeof ph !== 'string' || ph === '') {
      // Some writers end the list with `{}` to spare themselves a comma.
      if (Object.keys(event).length > 0) this.damaged();
      return;
    }
    this.#total++;
    if (!this.#used(event as Event, ph)) this.#leave('damaged');
  }

  /** False: it is damaged. */
  #used(event: Event, ph: string): boolean {
    switch (ph) {
      case 'X':
        return this.#complete(event);
      case 'B':
      case 'E':
        return this.#thread(event, ph === 'B' ? BEGIN : END);
      case 'b':
      case 'S':
        return this.#async(event, BEGIN);
      case 'e':
      case 'F':
        return this.#async(event, END);
      case 'M':
        this.#metadata(event);
        return true;
      default:
        this.#leave(LEFT_OUT[ph] ?? `of unknown kind ${JSON.stringify(ph.slice(0, 4))}`);
        return true;
    }
  }

  /**
   * All events as one run.
   * @param cut where the file ends early
   * @throws {InputError} where none has a length
   */
  finish(cut?: string): Opened {
    const paired = this.#slices.pairUp(this.#name(undefined));
    this.#read += paired.read;
    this.#endless = paired.endless;
    if (paired.unbegun > 0) this.#leave('ends without a begin', paired.unbegun);
    const { length } = this.#slices;
    if (length === 0) throw this.#nothing();
    const order = this.#slices.inOrder();
    const shown = Math.min(length, MAX_TASKS);
    if (length > shown) {
      this.#leave(`beyond the ${formatCount(MAX_TASKS)} that one run may have`, length - shown);
      this.#read -= length - shown;
    }
    const lanes = this.#placeInLanes(order, shown);
    const named = this.#tracks.nameLanes();
    const trace = this.#trace(order, shown, lanes, named, paired.lastUs);
    const assumed = ['What the events did is not in the file: all are drawn as computing.'];
    if (this.#endless > 0)
      assumed.push(`${formatCount(this.#endless)} events have no end: they are drawn up to the last time in the file.`);
    return {
      trace,
      told: {
        form: 'trace events',
        what: 'events',
        read: this.#read,
        total: this.#total,
        leftOut: [...this.#leftOut].map(([what, count]) => `${formatCount(count)} ${what}`),
        assumed,
      },
      cut,
      beside: {},
    };
  }

  #complete(event: Event): boolean {
    const start = this.#clock.read(event.ts);
    if (Number.isNaN(start)) return false;
    const track = this.#tracks.thread(event.pid, event.tid);
    if (event.dur === undefined || event.dur === null) {
      // An event that was under way when the recording ended.
      this.#slices.mark(track, track, this.#name(event.name), start, BEGIN);
      return true;
    }
    const dur = EventClock.length(event.dur);
    if (Number.isNaN(dur)) return false;
    this.#slices.add(track, this.#name(event.name), start, start + dur);
    this.#read++;
    return true;
  }

  #thread(event: Event, kind: number): boolean {
    const at = this.#clock.read(event.ts);
    if (Number.isNaN(at)) return false;
    const track = this.#tracks.thread(event.pid, event.tid);
    this.#slices.mark(track, track, typeof event.name === 'string' ? this.#name(event.name) : -1, at, kind);
    return true;
  }

  #async(event: Event, kind: number): boolean {
    const at = this.#clock.read(event.ts);
    const { ph, pid, cat, id, id2, scope } = event;
    const { local, global } = (typeof id2 === 'object' && id2 !== null ? id2 : {}) as Event;
    const ofFile = id ?? global;
    const own = ofFile ?? local;
    if (Number.isNaN(at) || !isId(own)) return false;
    const category = textIn(cat) ?? 'async';
    const track = this.#tracks.async(pid, category);
    // An id is the whole file's, so that an event may end in another process; `id2.local` is the process's alone. Events of the
    // older kind (S, F) are paired by name and id, others by category, scope and id.
    const name = typeof event.name === 'string' ? event.name : '';
    const kindOf = ph === 'S' || ph === 'F' ? `S\n${name}` : `b\n${category}\n${isId(scope) ? String(scope) : ''}`;
    const whose = ofFile === undefined || ofFile === null ? keyOf(pid) : '';
    const pairKey = `${kindOf}\n${typeof whose} ${whose}\n${String(own)}`;
    let pair = this.#pairs.get(pairKey);
    if (pair === undefined) this.#pairs.set(pairKey, (pair = this.#pairs.size));
    // Threads pair under their own number, ids under those below zero.
    this.#slices.mark(-1 - pair, track, typeof event.name === 'string' ? this.#name(event.name) : -1, at, kind);
    return true;
  }

  #metadata({ name, pid, tid, args }: Event): void {
    this.#read++;
    const told = (typeof args === 'object' && args !== null ? args : {}) as Event;
    const process = this.#tracks.process(pid);
    if (name === 'process_name') process.name = textIn(told.name) ?? process.name;
    else if (name === 'process_sort_index') process.sortIndex = numberIn(told.sort_index) || 0;
    else if (name === 'thread_name') {
      const track = this.#tracks.all[this.#tracks.thread(pid, tid)]!;
      track.name = textIn(told.name) ?? track.name;
    } else if (name === 'thread_sort_index')
      this.#tracks.all[this.#tracks.thread(pid, tid)]!.sortIndex = numberIn(told.sort_index) || 0;
  }

  #leave(what: string, count = 1): void {
    this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + count);
  }

  #name(name: unknown): number {
    const text = textIn(name) ?? 'event';
    let number = this.#nameNumbers.get(text);
    if (number === undefined) {
      number = this.#names.push(text) - 1;
      this.#nameNumbers.set(text, number);
    }
    return number;
  }

  /** The lane of each slice among those of its track, by place in `order`: the first that is free. */
  #placeInLanes(order: Uint32Array, shown: number): Int32Array {
    const { start, end, track } = this.#slices.at;
    const lanes = new Int32Array(shown);
    const slack = this.#clock.baseUs > LATE_US ? ROUNDING_LATE_US : ROUNDING_US;
    for (let i = 0; i < shown; i++) {
      const row = order[i]!;
      // What is shorter than the slack gives way to nothing.
      const by = start[row]! + Math.min(slack, (end[row]! - start[row]!) / 2 || 0);
      const until = Number.isNaN(end[row]!) ? Number.POSITIVE_INFINITY : end[row]!;
      lanes[i] = this.#tracks.all[track[row]!]!.lanes.take(by, until);
    }
    return lanes;
  }

  #trace(
    order: Uint32Array,
    shown: number,
    lanes: Int32Array,
    { names, outermost, firstLanes }: LaneNames,
    lastUs: number,
  ): Trace {
    const { start, end, track, name } = this.#slices.at;
    const zeroUs = start[order[0]!]!;
    const tasks: TaskSpec[] = [];
    const scenario = { name: 'imported', tasks };
    const trace = new Trace('imported', 'trace events', { cores: 1 }, scenario);
    const ids = new Ids(this.#names);
    for (let i = 0; i < shown; i++) {
      const row = order[i]!;
      const startMs = (start[row]! - zeroUs) / 1000;
      const open = Number.isNaN(end[row]!);
      const endMs = ((open ? lastUs : end[row]!) - zeroUs) / 1000;
      tasks.push({ id: ids.next(name[row]!), segments: NOTHING_KNOWN });
      const span = trace.begin(i, firstLanes[track[row]!]! + lanes[i]!, 1, Number.NaN, startMs);
      trace.addSegment(span, CPU, startMs, endMs);
      trace.spans.at.end[span] = endMs;
      trace.spans.at.outcome[span] = open ? CANCELLED : OK;
    }
    trace.totalMs = Math.max(0, (lastUs - zeroUs) / 1000);
    trace.facts = {
      laneNames: names,
      outermostLanes: outermost,
      zeroUs: this.#clock.baseUs + zeroUs,
      ...(this.#endless > 0 && { stoppedMs: trace.totalMs }),
    };
    return trace;
  }

  #nothing(): InputError {
    const found = [...this.#leftOut].map(([what, count]) => `${formatCount(count)} ${what}`);
    if (this.#read > 0) found.push(`${formatCount(this.#read)} names of threads and processes`);
    const what = this.#total === 0 ? 'an empty list' : `only ${found.join(', ')}`;
    return new InputError(`file: expected trace events with a length (X, B and E, or b and e), found ${what}`);
  }
}

/** Distinct ids of tasks: the name, from the second on with a number. */
class Ids {
  readonly #count: Int32Array;
  readonly #taken: Set<string>;

  constructor(readonly names: readonly string[]) {
    this.#count = new Int32Array(names.length);
    this.#taken = new Set(names);
  }

  next(name: number): string {
    const text = this.names[name]!;
    const before = this.#count[name]!;
    this.#count[name] = before + 1;
    if (before === 0) return text;
    for (;;) {
      const id = `${text} ${this.#count[name]!}`;
      // Another event may be called just so.
      if (!this.#taken.has(id)) return id;
      this.#count[name]! += 1;
    }
  }
}

/** Lists and objects are no ids: what they would read as is not even sure to be there. */
const isId = (x: unknown): x is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof x);

/** A text that is more than blanks, cut to a length that can be shown. */
function textIn(x: unknown): string | undefined {
  return typeof x === 'string' && x.trim() !== '' ? x.slice(0, LONGEST_NAME) : undefined;
}

/** A place in an order: a number, or a text of one. */
function numberIn(x: unknown): number {
  const number = typeof x === 'string' && x !== '' ? Number(x) : x;
  return typeof number === 'number' && Number.isFinite(number) ? number : Number.NaN;
}

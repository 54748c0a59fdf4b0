/** Trace events that `events-out.ts` wrote, in: the run as it was, times to the nanosecond. */
import type { Opened } from './opened.ts';
import type { TraceReader } from './trace-in.ts';

interface Event {
  readonly ph: string;
  readonly cat?: string;
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tid: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A span whose parts still come: they follow it directly. */
interface Open {
  readonly span: Record<string, unknown> & { segments: unknown[]; waits: unknown[] };
  /** What the next `e` ends. */
  ends: ((endMs: number) => void) | undefined;
}

const msOf = (us: number): number => Math.round(us * 1000) / 1e6;

export class OwnEventsReader {
  #open: Open | undefined;
  #total = 0;
  #damaged = 0;
  #turn: Record<string, unknown> | undefined;

  /** `trace`: has the head and the scenario already. */
  constructor(readonly trace: TraceReader) {}

  damaged(): void {
    this.#total++;
    this.#damaged++;
  }

  take(x: unknown): void {
    this.#total++;
    const event = x as Event;
    if (typeof event !== 'object' || event === null || typeof event.ph !== 'string') {
      this.#damaged++;
      return;
    }
    // All else repeats what the spans say, for other viewers.
    if (event.ph === 'X' || event.ph === 'b') this.#begin(event);
    else if (event.ph === 'e') this.#end(event);
  }

  /** @throws {InputError} where a span does not fit */
  finish(): Opened {
    this.#flush();
    const opened = this.trace.finish();
    const leftOut = this.#damaged > 0 ? [`${this.#damaged} damaged`] : [];
    const read = this.#total - this.#damaged;
    return {
      ...opened,
      told: { ...opened.told, form: 'trace events', what: 'events', read, total: this.#total, leftOut },
    };
  }

  #begin(event: Event): void {
    const args = event.args ?? {};
    const start = msOf(event.ts);
    const end = msOf(event.ts + (event.dur ?? 0));
    const own: Record<string, unknown> = { ...args, start, end };
    const ends = (endMs: number) => {
      own.end = args.outcome === 'running' ? null : endMs;
    };
    if (event.cat === 'task') {
      this.#flush();
      const span = Object.assign(own, { segments: [], waits: [] });
      this.#open = { span, ends };
      if (event.ph === 'X') ends(end);
      return;
    }
    if (event.cat === 'turn') {
      this.#flush();
      this.#turn = own;
    } else if (event.cat === 'segment') this.#open?.span.segments.push(own);
    else if (event.cat === 'wait') this.#open?.span.waits.push(own);
    if (this.#open) this.#open.ends = ends;
    else this.#open = { span: { segments: [], waits: [] }, ends };
  }

  #end(event: Event): void {
    this.#open?.ends?.(msOf(event.ts));
  }

  #flush(): void {
    const open = this.#open;
    this.#open = undefined;
    if (this.#turn) this.trace.elements('turns', [this.#turn]);
    this.#turn = undefined;
    if (open && 'task' in open.span) this.trace.elements('spans', [open.span]);
  }
}

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
  /** Takes back what began and has no end yet: the file may end before. */
  takeBack: (() => void) | undefined;
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

  /**
   * @param cut where the file ends early: the last span is then left out unless its own end is there
   * @throws {InputError} where a span does not fit
   */
  finish(cut?: string): Opened {
    if (cut !== undefined) this.#open?.takeBack?.();
    this.#flush();
    const opened = this.trace.finish(cut);
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
      this.#open = { span, ends, takeBack: undefined };
      if (event.ph === 'X') ends(end);
      else
        this.#open.takeBack = () => {
          this.#open = undefined;
          this.#damaged++;
        };
      return;
    }
    const list = event.cat === 'segment' ? this.#open?.span.segments : this.#open?.span.waits;
    if (event.cat === 'turn') {
      this.#flush();
      this.#turn = own;
    } else list?.push(own);
    this.#open ??= { span: { segments: [], waits: [] }, ends, takeBack: undefined };
    this.#open.ends = ends;
    if (event.ph === 'X') this.#open.takeBack = undefined;
    else
      this.#open.takeBack = () => {
        if (event.cat === 'turn') this.#turn = undefined;
        else list?.pop();
      };
  }

  #end(event: Event): void {
    this.#open?.ends?.(msOf(event.ts));
    if (this.#open) this.#open.takeBack = undefined;
  }

  #flush(): void {
    const open = this.#open;
    this.#open = undefined;
    if (this.#turn) this.trace.elements('turns', [this.#turn]);
    this.#turn = undefined;
    if (open && 'task' in open.span) this.trace.elements('spans', [open.span]);
  }
}

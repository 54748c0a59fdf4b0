/** A progress line as tqdm prints it: `80% |…| 4/5 [00:03<00:00, 1.25 task/s]`. The bar itself is drawn. */
import type { Trace } from '../../../trace/trace.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** `80%` */
  readonly percent: string;
  /** `4/5 [00:03<00:00, 1.25 task/s]` */
  readonly text: string;
  /** `4/5 [00:03<00:00]` */
  readonly short: string;
}

/** `live`: it goes on, so what is left can be told. */
export function progressOf(done: number, total: number, elapsedMs: number, live: boolean): Progress {
  const rate = done > 0 && elapsedMs > 0 ? done / (elapsedMs / 1000) : undefined;
  const complete = done >= total;
  const left = rate !== undefined && (live || complete) ? clock((total - done) / rate) : '?';
  const speed = rate === undefined ? '?' : rate.toFixed(2);
  const counts = `${done}/${total} [${clock(elapsedMs / 1000)}<${left}`;
  return {
    done,
    total,
    percent: `${total > 0 ? Math.floor((done / total) * 100) : 0}%`,
    text: `${counts}, ${speed} task/s]`,
    short: `${counts}]`,
  };
}

/** `00:03`, `1:02:03`; whole seconds, cut off as tqdm does. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds + 1e-9);
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const tail = `${two(minutes % 60)}:${two(whole % 60)}`;
  return minutes >= 60 ? `${Math.floor(minutes / 60)}:${tail}` : tail;
}

/**
 * Counts the tasks whose result (or exception) has reached the caller; a file from elsewhere does not tell, so there those
 * that ended. Used again for every count.
 */
export class Deliveries {
  #seen = new Uint8Array(0);

  count(trace: Trace): number {
    const tasks = trace.scenario.tasks.length;
    if (this.#seen.length < tasks) this.#seen = new Uint8Array(tasks);
    else this.#seen.fill(0);
    const { task, end, yielded } = trace.spans.at;
    const at = trace.source === 'imported' ? end : yielded;
    let done = 0;
    for (let row = 0; row < trace.spans.length; row++) {
      if (Number.isNaN(at[row]!) || this.#seen[task[row]!]) continue;
      this.#seen[task[row]!] = 1;
      done++;
    }
    return done;
  }
}

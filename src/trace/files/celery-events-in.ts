/**
 * Celery's events as JSON lines, as a receiver captured them (`celery/events`, sent with `-E` and `task_send_sent_event`). Worker instances
 * are hosts; what one does at once has lanes side by side, since events do not say which child did it.
 */
import { formatCount } from '../../scenario/count.ts';
import type { Outcome } from '../trace.ts';
import { type FoundAttempt, runOf } from './found-attempts.ts';
import type { Opened } from './opened.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Known {
  name: string;
  sent: number;
  received: number;
  /** Attempts in order; the last one is open while its end is NaN. */
  readonly attempts: { submit: number; received: number; start: number; end: number; host: string; outcome: Outcome }[];
}

/** What ends an attempt. */
const ENDS: Readonly<Record<string, Outcome>> = {
  'task-succeeded': 'ok',
  'task-failed': 'failed',
  'task-retried': 'failed',
  'task-revoked': 'killed',
  'task-rejected': 'failed',
};

export class CeleryEventsReader {
  readonly #events: Fields[] = [];
  #heartbeats = 0;

  take(event: Fields): boolean {
    if (typeof event.timestamp !== 'number' || typeof event.type !== 'string') return false;
    if (event.type.startsWith('worker-')) this.#heartbeats++;
    else if (typeof event.uuid !== 'string') return false;
    else this.#events.push(event);
    return true;
  }

  /** @throws {InputError} where no task was begun */
  finish(counts: { readonly damaged: number }, cut?: string): Opened {
    const tasks = new Map<string, Known>();
    let other = 0;
    for (const event of this.#events.toSorted((a, b) => (a.timestamp as number) - (b.timestamp as number)))
      if (!happened(tasks, event)) other++;
    const found: FoundAttempt[] = [];
    for (const [key, { name, attempts }] of tasks)
      for (const { submit, received, start, end, host, outcome } of attempts)
        found.push({
          key,
          name: name || key,
          host,
          worker: host,
          submit: Number.isNaN(submit) ? received : submit,
          start,
          end,
          outcome,
          waits: [
            ...(Number.isNaN(submit) ? [] : [{ cause: 'broker' as const, until: received }]),
            { cause: 'worker' as const, until: start },
          ],
        });
    const all = this.#events.length + this.#heartbeats;
    const leftOut: string[] = [];
    if (this.#heartbeats > 0) leftOut.push(`${formatCount(this.#heartbeats)} of workers`);
    if (other > 0) leftOut.push(`${formatCount(other)} ends without a begin`);
    if (counts.damaged > 0) leftOut.push(`${formatCount(counts.damaged)} damaged`);
    const read = this.#events.length - other;
    const assumed = ['Which child did a task is not in the file: what an instance does at once lies side by side.'];
    return runOf(
      'Celery events',
      found,
      { what: 'events', read, total: all + counts.damaged, leftOut, assumed },
      { cut },
    );
  }
}

/** False: an end of what had not begun. */
function happened(tasks: Map<string, Known>, event: Fields): boolean {
  const [uuid, type, ms] = [event.uuid as string, event.type as string, (event.timestamp as number) * 1000];
  let task = tasks.get(uuid);
  if (!task) tasks.set(uuid, (task = { name: '', sent: Number.NaN, received: Number.NaN, attempts: [] }));
  if (typeof event.name === 'string') task.name = event.name;
  const last = task.attempts.at(-1);
  if (type === 'task-sent') task.sent = ms;
  else if (type === 'task-received') task.received = ms;
  else if (type === 'task-started') {
    const submit = last ? Math.min(last.end || ms, ms) : task.sent;
    const received = task.received >= (submit || 0) ? task.received : ms;
    const host = typeof event.hostname === 'string' ? event.hostname : 'worker';
    task.attempts.push({ submit, received, start: ms, end: Number.NaN, host, outcome: 'ok' });
  } else {
    const outcome = ENDS[type];
    if (!last || !outcome || !Number.isNaN(last.end)) return false;
    last.end = ms;
    last.outcome = outcome;
  }
  return true;
}

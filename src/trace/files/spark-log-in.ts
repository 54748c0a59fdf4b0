/**
 * Event logs of Spark (`EventLoggingListener`, `JsonProtocol`): a task is a partition of a stage, a span is an attempt from its launch to
 * its finish, as the driver noted them. Executors are hosts; their slots are lanes.
 */
import { formatCount } from '../../scenario/count.ts';
import type { Outcome } from '../trace.ts';
import { type FoundAttempt, runOf } from './found-attempts.ts';
import type { Opened } from './opened.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (x: unknown): Fields => (typeof x === 'object' && x !== null ? (x as Fields) : {});
const numberOf = (x: unknown): number => (typeof x === 'number' && Number.isFinite(x) ? x : Number.NaN);
const textOf = (x: unknown): string => (typeof x === 'string' || typeof x === 'number' ? String(x) : '?');

/** What an attempt came to, by the reason that the log gives. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  Success: 'ok',
  TaskKilled: 'killed',
  ExecutorLostFailure: 'killed',
};

interface Begun {
  readonly info: Fields;
  readonly stage: string;
  readonly stageAttempt: string;
  outcome: Outcome | undefined;
}

export class SparkLogReader {
  /** By task id, which is one of an attempt in Spark. */
  readonly #begun = new Map<number, Begun>();
  readonly #names = new Map<string, string>();
  readonly #submitted = new Map<string, number>();
  #firstJob = Number.NaN;
  #read = 0;

  /** Takes in an event; gives whether it could be used. */
  take(event: Fields): boolean {
    this.#read++;
    switch (event.Event) {
      case 'SparkListenerJobStart':
        if (Number.isNaN(this.#firstJob)) this.#firstJob = numberOf(event['Submission Time']);
        return true;
      case 'SparkListenerStageSubmitted': {
        const info = fieldsOf(event['Stage Info']);
        const stage = textOf(info['Stage ID']);
        this.#names.set(stage, typeof info['Stage Name'] === 'string' ? info['Stage Name'].replace(/ at .*$/, '') : '');
        const at = numberOf(info['Submission Time']);
        this.#submitted.set(`${stage}.${textOf(info['Stage Attempt ID'])}`, at);
        return true;
      }
      case 'SparkListenerTaskStart':
        return this.#task(event, undefined);
      case 'SparkListenerTaskEnd': {
        const reason = textOf(fieldsOf(event['Task End Reason']).Reason);
        // A finished map task whose files are lost ends a second time.
        return reason === 'Resubmitted' || this.#task(event, OUTCOMES[reason] ?? 'failed');
      }
      default:
        return true;
    }
  }

  #task(event: Fields, outcome: Outcome | undefined): boolean {
    const info = fieldsOf(event['Task Info']);
    const id = numberOf(info['Task ID']);
    if (Number.isNaN(id) || Number.isNaN(numberOf(info['Launch Time']))) return false;
    if (outcome === undefined && this.#begun.has(id)) return true;
    const [stage, stageAttempt] = [textOf(event['Stage ID']), textOf(event['Stage Attempt ID'])];
    this.#begun.set(id, { info, stage, stageAttempt, outcome });
    return true;
  }

  /** @throws {InputError} where no task was launched */
  finish(counts: { readonly damaged: number }, cut?: string): Opened {
    const before = new Map<string, number>();
    const attempts: FoundAttempt[] = [];
    for (const { info, stage, stageAttempt, outcome } of [...this.#begun.values()].sort(
      (a, b) => numberOf(a.info['Launch Time']) - numberOf(b.info['Launch Time']),
    )) {
      const partition = textOf(info['Partition ID'] ?? info.Index);
      const key = `${stage}.${partition}`;
      const start = numberOf(info['Launch Time']);
      const end = outcome === undefined ? Number.NaN : numberOf(info['Finish Time']);
      // A copy of a slow task is launched while the first attempt goes on.
      const last = info.Speculative === true ? start : before.get(key);
      const submit = Math.min(start, last ?? this.#submitted.get(`${stage}.${stageAttempt}`) ?? start);
      before.set(key, end);
      const name = this.#names.get(stage);
      attempts.push({
        key,
        name: key,
        group: name ? `stage ${stage}: ${name}` : `stage ${stage}`,
        host: textOf(info['Executor ID']),
        // In local mode the driver is its own executor.
        worker: info['Executor ID'] === 'driver' ? 'driver' : `executor ${textOf(info['Executor ID'])}`,
        submit,
        start,
        end,
        outcome: outcome ?? 'cancelled',
        waits: [{ cause: 'slot', until: start }],
      });
    }
    const { damaged } = counts;
    return runOf(
      'Spark event log',
      attempts,
      {
        what: 'events',
        read: this.#read,
        total: this.#read + damaged,
        leftOut: damaged > 0 ? [`${formatCount(damaged)} damaged`] : [],
        assumed: ['A task is drawn from its launch to its finish: the driver notes no more.'],
      },
      { zero: Number.isNaN(this.#firstJob) ? undefined : this.#firstJob, cut },
    );
  }
}

/** What Celery's ways cost on a machine (ms): members of `machine` by their own names, 0 where one is left out, and the steps that they are made of. */
import type { Machine } from '../../scenario/machine.ts';

export interface Costs {
  /** A call of `apply_async`. */
  readonly publish: number;
  /** From there to the main process having the message. */
  readonly receive: number;
  /** From there to the first instruction in an idle child; in one that has run nothing. */
  readonly begin: number;
  readonly firstBegin: number;
  /** A task's end to the main process having its result. */
  readonly report: number;
  /** A task's end to `AsyncResult.get()` returning. */
  readonly result: number;
  /** A child's publishing of a retry; its first publishing, for which it connects. */
  readonly retryPublish: number;
  readonly coldPublish: number;
  /** How late a message that waited for its ETA is handed on. */
  readonly etaLate: number;
  /** A task's end to the publishing of what follows: of the next in a chain, of a chord's callback. */
  readonly chainPublish: number;
  readonly chordPublish: number;
  /** A child is killed, up to the notice; the fork of a new one, which keeps the main process. */
  readonly lostNotice: number;
  readonly fork: number;
  /** The end of a child's last task to its exit. */
  readonly childExit: number;
}

export function costsOf(machine: Machine): Costs {
  const of = (name: string): number => (machine as unknown as Readonly<Record<string, number | undefined>>)[name] ?? 0;
  const after = (ms: number, part: number) => Math.max(0, ms - part);
  const begin = of('beginMs');
  const way = of('receiveMs') + begin;
  return {
    publish: of('publishMs'),
    receive: of('receiveMs'),
    begin,
    firstBegin: Math.max(begin, of('firstBeginMs')),
    report: after(of('turnMs'), begin),
    result: of('resultMs'),
    retryPublish: of('retryPublishMs'),
    coldPublish: Math.max(of('retryPublishMs'), of('coldPublishMs')),
    etaLate: after(of('etaLateMs'), begin),
    chainPublish: after(of('chainStepMs'), way),
    chordPublish: after(of('chordStepMs'), way),
    lostNotice: of('lostNoticeMs'),
    fork: after(of('childStartMs'), of('lostNoticeMs')),
    childExit: of('childExitMs'),
  };
}

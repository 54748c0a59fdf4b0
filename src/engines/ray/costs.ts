/** What Ray's ways cost on a machine (ms): members of `machine` by Ray's own names, 0 where one is left out, and the trips that they are made of. */
import type { Machine } from '../../scenario/machine.ts';

export interface Costs {
  /** The first call of `remote()`, and each one after it. */
  readonly submit: number;
  readonly submitEach: number;
  /** Owner to raylet and back, as a request and a grant; owner to worker and back. */
  readonly request: number;
  readonly grant: number;
  readonly push: number;
  readonly reply: number;
  /** A lease on its way back. */
  readonly giveBack: number;
  /** More on the way to a worker on another node. */
  readonly far: number;
  /** The owner has a result, up to the return of `ray.get`, or of `ray.wait` and `ray.get`. */
  readonly toGet: number;
  readonly toWait: number;
  /** A process is gone, up to the owner's notice. */
  readonly crash: number;
  readonly actorDeath: number;
  readonly actorCall: number;
  readonly actorReply: number;
  readonly actorGap: number;
  /**
   * A new process, where it is the k-th of those that boot just now; one for an actor, which is a process like any and then an actor in
   * it; one that was started ahead, in a cold cluster.
   */
  boot(k: number): number;
  actorBoot(k: number): number;
  readonly actorCreate: number;
  readonly coldStart: number;
}

export function costsOf(machine: Machine): Costs {
  const of = (name: string): number => (machine as unknown as Readonly<Record<string, number | undefined>>)[name] ?? 0;
  const [dispatch, reuse] = [of('dispatchMs'), of('reuseGapMs')];
  const half = reuse / 2;
  const trip = Math.max(0, dispatch - half) / 2;
  const [one, two = one, four = two] = [of('workerStartMs'), of('workerStart2Ms'), of('workerStart4Ms')];
  const after = (ms: number, part: number) => Math.max(0, ms - part);
  // Two ways to know it: taken together, and part by part. Other work on the cores can only add to either.
  const actor = Math.min(of('actorStartMs'), one > 0 ? after(one, dispatch) + of('actorCreateMs') : Infinity);
  const boot = (k: number) => (k < 2 ? one : Math.max(one, k < 3 ? two : two + ((k - 2) * (four - two)) / 2));
  return {
    submit: of('submitMs'),
    submitEach: of('submitEachMs'),
    request: trip,
    grant: trip,
    push: Math.min(half, dispatch),
    reply: half,
    giveBack: after(of('leaseGapMs'), reuse + trip),
    far: after(of('farDispatchMs'), dispatch),
    toGet: after(of('resultMs'), half),
    toWait: after(of('waitResultMs'), half),
    crash: after(of('crashNoticeMs'), after(of('waitResultMs'), half)),
    actorDeath: of('actorDeathNoticeMs'),
    actorCall: of('actorCallMs'),
    actorReply: of('actorResultMs'),
    actorGap: of('actorGapMs'),
    boot: (k) => after(boot(k), dispatch),
    // As many as there are cores boot beside each other.
    actorBoot: (k) => after(k <= machine.cores ? actor : Math.max(actor, boot(k)), of('actorCallMs')),
    actorCreate: after(of('actorCreateMs'), of('actorCallMs')),
    coldStart: after(of('coldStartMs'), dispatch),
  };
}

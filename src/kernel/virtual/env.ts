/** What the virtual kernel gives to an engine's programs. */
import type { Feed } from '../../engines/feed.ts';
import { type Settings, settingOf } from '../../engines/knobs.ts';
import type { PythonRules } from '../../engines/python-rules.ts';
import type { Env, Link } from '../../engines/vocabulary.ts';
import { causeNumber } from '../../trace/cause.ts';
import type { Trace } from '../../trace/trace.ts';
import type { WaitCause } from '../../trace/wait-causes.ts';
import { queueAfter } from '../attempt-rules.ts';
import type { Endings } from './endings.ts';
import type { Hosts } from './hosts.ts';
import type { Ledger } from './ledger.ts';
import { asProc, type Proc } from './process.ts';
import { type QueueHost, VirtualPermits, type VirtualQueue } from './queues.ts';

/** What programs' calls need of the kernel. */
export interface EnvHost extends QueueHost {
  readonly now: number;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly endings: Endings;
  readonly hosts: Hosts<Proc>;
  /** `Env.bare`. */
  readonly bare: boolean;
  /** Does this after so long (ms), in nobody's turn. */
  call<T>(ms: number, act: (of: T) => void, of: T): void;
  /** A new queue, whose items can be taken `latencyMs` after they were put. */
  queue(latencyMs: number): VirtualQueue;
}

export function envOf(host: EnvHost, settings: Settings, feed: Feed, python: Partial<PythonRules> | undefined): Env {
  const { trace, ledger, endings } = host;
  const { scenario, machine } = trace;
  // Asked a million times for the same one.
  let last: WaitCause = 'broker';
  let number = causeNumber(last);
  const numberOf = (cause: WaitCause): number => {
    if (cause !== last) number = causeNumber((last = cause));
    return number;
  };
  return {
    knob: (knob) => settingOf(settings, knob),
    scenario,
    machine,
    python,
    taskCount: scenario.tasks.length,
    bare: host.bare,
    call: (ms, act, of) => host.call(ms, act, of),
    feed,
    queue: (latencyMs = 0) => host.queue(latencyMs),
    permits: (count) => new VirtualPermits(host, count),
    admission: (count, entrant) => new VirtualPermits(host, count, entrant),
    submit: (task) => ledger.submit(task, host.now),
    queueAfter: (task, ended) => queueAfter(ledger, task, ended, host.now),
    deliver: (task, attempt) => ledger.deliver(task, host.now, attempt),
    caught: (task, error, type) => endings.caught(task, error, type),
    waited: (task, cause) => ledger.waitedUntilNow(task, numberOf(cause)),
    raise: (what) => endings.raise(what),
    cancel: (process) => endings.cancel(asProc(process)),
    cancelWithCaller: (processes) => {
      endings.cancelWithCaller = processes;
    },
    interrupt: (process) => endings.interrupt(asProc(process)),
    kill: (process) => endings.die(asProc(process)),
    killHost: (number) => endings.hostGone(host.hosts.machine(number)),
    link: () => host.hosts.link() as unknown as Link,
    now: () => host.now,
    attempts: (task) => ledger.attempts(task),
  };
}

/** How a run stands, in the words of its header: what the caller has by now, and how it came to its end. Loaded with the first run. */
import type { EngineFacts } from '../../../engines/facts.ts';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { doneEarlier } from '../../../trace/queries/toll.ts';
import { OUTCOMES, outcomeNumber, type Trace } from '../../../trace/trace.ts';
import { exceptionName } from '../../words/exception-name.ts';
import { ended, foretold, type Standing } from './foretold.ts';

/** Tasks by what the caller has of them. */
export interface Delivered {
  readonly total: number;
  /** A result has reached the caller. */
  readonly results: number;
  /** An exception has reached the caller, and nobody tries again. */
  readonly failed: number;
}

/** How the run stands; where there is none, how it is predicted to end. */
export function standingOf(
  engine: Pick<EngineFacts, 'raises'>,
  measured: Trace | undefined,
  predicted: Trace | undefined,
  delivered: Delivered,
): Standing {
  if (!measured) return foretold(engine, predicted);
  const { total, results, failed } = delivered;
  const { facts, totalMs } = measured;
  const of = formatCount(total);
  const done = formatCount(results);
  const over = !Number.isNaN(totalMs);
  if (over && facts.stoppedMs !== undefined) {
    const at = formatMs(facts.stoppedMs);
    return ended(`${done} of ${of}, cancelled at ${at}`, `${done} of ${of}, cancelled`);
  }
  const raised = exceptionName(measured, engine);
  if (raised !== undefined) {
    const at = `raised ${raised} at ${formatMs(facts.raisedMs ?? totalMs)}`;
    const got = `${formatCount(results)} of ${of}`;
    return ended(`${at}: ${got} ${total === 1 ? 'result' : 'results'}`, `raised, ${got}`);
  }
  if (facts.hung) {
    const missing = total - results - failed;
    const what = missing === 1 ? '1 result' : `${formatCount(missing)} results`;
    return ended(`hangs: nobody will ever give the caller ${what}`, `hangs, ${done} of ${of}`);
  }
  if (total === 0) return ended('no tasks', 'no tasks');
  const lost = failed > 0 ? `, ${formatCount(failed)} failed` : '';
  if (!over) {
    const soFar = measured.nowMs > 0 ? measured.nowMs : 0;
    const counts = `${done} of ${of}${lost}`;
    return { text: `${counts}, ${formatMs(soFar)} so far`, short: counts, bar: (results + failed) / total };
  }
  const time = formatMs(totalMs);
  return ended(`${done} of ${of} done in ${time}${lost}`, `${done} of ${of} done${lost}`);
}

const OK = outcomeNumber('ok');
const CANCELLED = outcomeNumber('cancelled');
const RUNNING = OUTCOMES.indexOf('running');
/** What is known of a task. */
const [FAILED, RESULT] = [1, 2] as const;

/**
 * Counts the tasks of which the caller has the result or the last exception. A file from elsewhere does not tell, and some engines
 * hand over no results, or none but those of the last stage: there those that ended. An attempt that failed and is tried again counts for nothing. Used again for every count.
 */
export class Deliveries {
  #known = new Uint8Array(0);

  count(trace: Trace, engine?: Pick<EngineFacts, 'forgets' | 'manyMachines'>): Delivered {
    const { tasks } = trace.scenario;
    if (this.#known.length < tasks.length) this.#known = new Uint8Array(tasks.length);
    else this.#known.fill(0);
    const known = this.#known;
    const { task, end, yielded, outcome, attempt } = trace.spans.at;
    const keeps = engine?.forgets || (engine?.manyMachines === 'Executor' && !trace.facts.raised);
    const at = trace.source === 'imported' || keeps ? end : yielded;
    const over = !Number.isNaN(trace.totalMs) && trace.facts.stoppedMs === undefined;
    let [results, failed] = [0, 0];
    for (let row = 0; row < trace.spans.length; row++) {
      const which = task[row]!;
      if (Number.isNaN(at[row]!) || known[which] === RESULT || outcome[row] === CANCELLED) continue;
      if (outcome[row] === OK || outcome[row] === RUNNING) {
        if (known[which] === FAILED) failed--;
        known[which] = RESULT;
        results++;
      } else if (known[which] !== FAILED && (over || attempt[row]! > (tasks[which]?.retry ?? 0))) {
        known[which] = FAILED;
        failed++;
      }
    }
    // A broker that delivers a message once more asks no `retry` of the task.
    if (!over && failed > 0)
      for (const { task: which } of trace.queued) {
        if (known[which] !== FAILED) continue;
        known[which] = 0;
        failed--;
      }
    for (const id of doneEarlier(trace)) {
      const which = tasks.findIndex((one) => one.id === id);
      if (which < 0 || known[which] === RESULT) continue;
      if (known[which] === FAILED) failed--;
      known[which] = RESULT;
      results++;
    }
    return { total: tasks.length, results, failed };
  }
}

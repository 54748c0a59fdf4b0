/** What Celery's workers log (`celery worker --loglevel=INFO`): the banner, each message received, and how each task ended. */
import { knobIn } from '../../../../scenario/knobs.ts';
import { WaitCursor } from '../../../../trace/stretches.ts';
import { OUTCOMES, type Trace } from '../../../../trace/trace.ts';
import type { Clock, Line } from '../line.ts';
import { inOrder } from './ray.ts';

export function celeryLog(trace: Trace, clock: Clock, most: number): Line[] {
  const { task, lane, attempt, submit, start, end, outcome } = trace.spans.at;
  const { scenario } = trace;
  const lines: Omit<Line, 'key'>[] = [];
  const tries = new Map<number, number>();
  for (let row = 0; row < trace.spans.length; row++)
    tries.set(task[row]!, Math.max(attempt[row]!, tries.get(task[row]!) ?? 0));
  const hosts = Math.max(1, ...(trace.hostOfLane ?? []).map((host) => host + 1));
  for (let host = 0; host < hosts; host++) lines.push(...banner(trace, host));
  const broker = trace.causes.indexOf('broker');
  const wait = new WaitCursor();
  const children = childNumbers(trace);
  for (let row = 0; row < trace.spans.length; row++) {
    const { id, retry = 0 } = scenario.tasks[task[row]!]!;
    const host = trace.hostOfLane?.[lane[row]!] ?? 0;
    const log = (ms: number, level: string, who: string, said: string, raised = false) => {
      if (Number.isNaN(ms)) return;
      const of = hosts > 1 ? `${nameOf(host)} ` : '';
      lines.push({
        row,
        atMs: ms,
        time: undefined,
        said: `${of}[${clock(ms, 3, ',')}: ${level}/${who}] ${said}`,
        raised,
      });
    };
    let receivedMs = Number.isNaN(submit[row]!) ? start[row]! : submit[row]!;
    for (wait.of(trace, row); wait.next(); )
      if (wait.cause === broker && wait.end <= start[row]!) receivedMs = Math.max(receivedMs, wait.end);
    const name = `Task tasks.run[${id}]`;
    const child = `ForkPoolWorker-${children[lane[row]!]}`;
    log(receivedMs, 'INFO', 'MainProcess', `${name} received`);
    const how = OUTCOMES[outcome[row]!];
    const seconds = (end[row]! - start[row]!) / 1000;
    const again = attempt[row]! < tries.get(task[row]!)!;
    if (how === 'ok') log(end[row]!, 'INFO', child, `${name} succeeded in ${seconds}s: ${id}`);
    else if (how === 'failed' && again && retry > 0)
      log(end[row]!, 'INFO', child, `${name} retry: Retry in ${countdown(trace, attempt[row]!) / 1000}s: TaskFailed()`);
    else if (how === 'failed') log(end[row]!, 'ERROR', child, `${name} raised unexpected: TaskFailed()`, true);
    else if (how === 'killed') {
      const limit = Number(knobIn(scenario, 'timeLimitMs') ?? 0);
      const late = limit > 0 && end[row]! - start[row]! >= limit;
      const said = late
        ? `Hard time limit (${limit / 1000}s) exceeded for tasks.run[${id}]`
        : `Task handler raised error: WorkerLostError('Worker exited prematurely: signal 9 (SIGKILL) Job: ${id}.')`;
      log(end[row]!, 'ERROR', 'MainProcess', said, true);
    }
  }
  const { raised, raisedMs = 0 } = trace.facts;
  if (raised)
    for (const said of ['Traceback (most recent call last):', lastLine(trace, raised[0] ?? '')])
      lines.push({ atMs: raisedMs, time: undefined, said, raised: true });
  return inOrder(lines, most);
}

const nameOf = (host: number): string => `celery@worker${host + 1}`;

const lastLine = ({ scenario }: Trace, first: string): string =>
  scenario.tasks.some(({ id }) => id === first) ? 'TaskFailed' : first;

function countdown({ scenario }: Trace, attempt: number): number {
  const delay = Number(knobIn(scenario, 'retryDelayMs') ?? 180_000);
  return knobIn(scenario, 'retryBackoff') === 'on' ? delay * 2 ** (attempt - 1) : delay;
}

/** By lane: the number of the child among those of its worker, from 1. */
function childNumbers({ spans, hostOfLane }: Trace): number[] {
  const numbers: number[] = [];
  const next: number[] = [];
  for (let row = 0; row < spans.length; row++) {
    const lane = spans.at.lane[row]!;
    const host = hostOfLane?.[lane] ?? 0;
    if (numbers[lane] === undefined) numbers[lane] = next[host] = (next[host] ?? 0) + 1;
  }
  return numbers;
}

/** What a worker prints as it starts (`celery/apps/worker.py`); it was ready before the run began. */
function banner({ scenario, machine }: Trace, host: number): Omit<Line, 'key'>[] {
  const sqlite = knobIn(scenario, 'broker') === 'sqlite';
  const [transport, results] = sqlite
    ? ['sqla+sqlite:///celery.db', 'sqlite:///celery_results.db']
    : ['redis://localhost:6379/0', 'redis://localhost:6379/0'];
  const children = knobIn(scenario, 'workers') ?? machine.cores;
  return [
    ` -------------- ${nameOf(host)} v5.7.0`,
    '--- ***** -----',
    '- ** ---------- [config]',
    '- ** ---------- .> app:         tasks',
    `- ** ---------- .> transport:   ${transport}`,
    `- ** ---------- .> results:     ${results}`,
    `- *** --- * --- .> concurrency: ${children} (prefork)`,
    '--- ***** -----',
    ' -------------- [queues]',
    '                .> celery           exchange=celery(direct) key=celery',
    '[tasks]',
    '  . tasks.run',
    `${nameOf(host)} ready.`,
  ].map((said) => ({ atMs: Number.NEGATIVE_INFINITY, time: undefined, said, raised: false }));
}

/** What a program on Ray prints: each task in its worker process, whose lines the driver prints with the worker's pid before them, and the driver's own. */
import { OUTCOMES, type Trace } from '../../../../trace/trace.ts';
import type { Clock, Line } from '../line.ts';

/** Pids of the first node's workers count from here. */
const FIRST_PID = 17_741;

export function rayLog(trace: Trace, clock: Clock, most: number): Line[] {
  const { task, lane, start, end, outcome, yielded } = trace.spans.at;
  const { tasks } = trace.scenario;
  const lines: Omit<Line, 'key'>[] = [];
  let lastMs = 0;
  for (let row = 0; row < trace.spans.length; row++) {
    const { id } = tasks[task[row]!]!;
    const how = OUTCOMES[outcome[row]!];
    const host = trace.hostOfLane?.[lane[row]!] ?? 0;
    const from = `(pid=${FIRST_PID + lane[row]!}${host > 0 ? `, ip=10.0.0.${host + 1}` : ''})`;
    const about = { row, atMs: end[row]!, time: undefined };
    if (how === 'ok') lines.push({ ...about, said: `${from} ${clock(end[row]!, 6)}: ${id}`, raised: false });
    else if (how === 'killed')
      lines.push({ ...about, said: `A worker died while executing a task: ${from.slice(1, -1)}`, raised: true });
    if (Number.isNaN(yielded[row]!)) continue;
    lastMs = Math.max(lastMs, yielded[row]!);
    if (trace.engine !== 'ray.get' && how === 'ok')
      lines.push({
        row,
        atMs: Math.max(yielded[row]!, start[row]!),
        time: undefined,
        said: `${clock(yielded[row]!, 6)}: ${id}`,
        raised: false,
      });
  }
  const { raised, raisedMs = 0, caught } = trace.facts;
  for (const [, { ms, type }] of Object.entries((caught ?? {}) as Record<string, { ms: number; type: string }>))
    lines.push({ atMs: ms, time: undefined, said: `${clock(ms, 6)}: ${named(type)}`, raised: true });
  if (raised) {
    const [first = ''] = raised;
    const says = tasks.some(({ id }) => id === first) ? 'RayTaskError(TaskFailed)' : first;
    lines.push({ atMs: raisedMs, time: undefined, said: 'Traceback (most recent call last):', raised: true });
    lines.push({ atMs: raisedMs, time: undefined, said: named(says), raised: true });
  } else if (trace.engine === 'ray.get' && lastMs > 0) {
    const nested = new Set(tasks.flatMap(({ gets }) => gets ?? []));
    const results = tasks.flatMap(({ id }) => (nested.has(id) ? [] : id));
    const shown = results.length > 20 ? [...results.slice(0, 20), '...'] : results;
    lines.push({ atMs: lastMs, time: undefined, said: `[${shown.join(', ')}]`, raised: false });
  }
  return inOrder(lines, most);
}

const named = (type: string): string => `ray.exceptions.${type}`;

/** By time; the last of them, each with a key of its own. */
export const inOrder = (lines: readonly Omit<Line, 'key'>[], most: number): Line[] =>
  lines
    .map((line, key) => ({ ...line, key }))
    .sort((a, b) => a.atMs - b.atMs || a.key - b.key)
    .slice(-most);

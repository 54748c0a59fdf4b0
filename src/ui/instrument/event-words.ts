/** What happens at a moment of a run, in one line: "1.002 s: task 1 ended on worker 2 and gave its place to task 4". */
import { formatMs } from '../../scenario/duration.ts';
import { releasedBy } from '../../trace/queries/givers.ts';
import { EVENT_KINDS, eventsOf, toldAt } from '../../trace/queries/replay.ts';
import { OUTCOMES } from '../../trace/trace.ts';
import { whatOf } from '../marks/kinds.ts';
import { laneName, listed, nameOfRow, type ShownTrace } from './shown.ts';

/** Up to this many events of a kind are named one by one. */
const ONE_BY_ONE = 2;
const ENDED = { ok: 'ended', failed: 'failed', cancelled: 'was cancelled', killed: 'was killed', running: 'goes on' };

/** What happens at a moment, in words. `ms`: exactly the time of an event, on the trace's own clock. Undefined where there is nothing to say. */
export function wordsAt(shown: ShownTrace, ms: number): string | undefined {
  const { trace } = shown;
  const events = eventsOf(trace);
  const ends: number[] = [];
  const starts: number[] = [];
  const waits = new Map<number, number[]>();
  for (const i of toldAt(events, ms)) {
    const row = events.row[i]!;
    const kind = EVENT_KINDS[events.kind[i]!];
    if (kind === 'end') ends.push(row);
    else if (kind === 'start') starts.push(row);
    else waits.set(events.cause[i]!, [...(waits.get(events.cause[i]!) ?? []), row]);
  }
  if (ends.length + starts.length + waits.size === 0) return undefined;
  const said = new Set<number>();
  const parts = [...endsOf(shown, ends, said)];
  parts.push(
    ...startsOf(
      shown,
      starts.filter((row) => !said.has(row)),
    ),
  );
  for (const [cause, rows] of waits) {
    const names = rows.map((row) => nameOfRow(shown, row));
    const what = whatOf(shown.trace.causes[cause]!);
    parts.push(names.length === 1 ? `${tasks(names)} waits for ${what}` : `${tasks(names)} wait for ${ofMany(what)}`);
  }
  return `${formatMs(ms, 3)}: ${parts.join('; ')}`;
}

/** `its turn`, of many: `their turn`. */
const ofMany = (what: string): string => what.replace(/^its /, 'their ');

/** How attempts ended. Where the end of one let another begin, that is said along, and the other's row is added to `said`. */
function endsOf(shown: ShownTrace, rows: readonly number[], said: Set<number>): string[] {
  const { trace } = shown;
  const { outcome, lane } = trace.spans.at;
  if (rows.length > ONE_BY_ONE) return [`${tasks(rows.map((row) => nameOfRow(shown, row)))} ended`];
  return rows.map((row) => {
    const how = ENDED[OUTCOMES[outcome[row]!]!];
    const next = releasedBy(trace, row);
    if (next >= 0) said.add(next);
    const gave = next < 0 ? '' : ` and ${givesPlace(shown, row, next)} task ${nameOfRow(shown, next)}`;
    return `task ${nameOfRow(shown, row)} ${how}${on(shown, lane[row]!)}${gave}`;
  });
}

function startsOf(shown: ShownTrace, rows: readonly number[]): string[] {
  const { lane } = shown.trace.spans.at;
  if (rows.length === 0) return [];
  if (rows.length > ONE_BY_ONE) return [`${tasks(rows.map((row) => nameOfRow(shown, row)))} started`];
  return rows.map((row) => `task ${nameOfRow(shown, row)} started${on(shown, lane[row]!)}`);
}

/** What the end of one attempt did for the next: it gave its place, or let a dependent task begin. */
function givesPlace({ trace }: ShownTrace, row: number, next: number): string {
  const { task } = trace.spans.at;
  const { after } = trace.scenario.tasks[task[next]!] ?? {};
  const id = trace.scenario.tasks[task[row]!]?.id;
  return id !== undefined && after?.includes(id) ? 'let begin' : 'gave its place to';
}

function on(shown: ShownTrace, lane: number): string {
  const name = laneName(shown, lane);
  return name ? ` on ${name}` : '';
}

const tasks = (names: readonly string[]): string => `${names.length === 1 ? 'task' : 'tasks'} ${listed(names)}`;

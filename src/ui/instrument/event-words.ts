/** What an event of a run is, in one line: "1.002 s: task 1 ended on worker 2 and gave its place to task 4 (1 of 2 at this moment)". */
import { formatMs } from '../../scenario/duration.ts';
import { releasedBy } from '../../trace/queries/givers.ts';
import { EVENT_KINDS, eventsOf, toldAt } from '../../trace/queries/replay.ts';
import { OUTCOMES } from '../../trace/trace.ts';
import { whatOf } from '../marks/kinds.ts';
import { laneName, nameOfRow, type ShownTrace } from './shown.ts';

const ENDED = { ok: 'ended', failed: 'failed', cancelled: 'was cancelled', killed: 'was killed', running: 'goes on' };

/** `place`: that of an event that is told of, a start, an end or the beginning of a wait, among `eventsOf` its trace. */
export function wordsOf(shown: ShownTrace, place: number): string {
  const events = eventsOf(shown.trace);
  const ms = events.ms[place]!;
  const together = toldAt(events, ms);
  const which = together.length > 1 ? ` (${together.indexOf(place) + 1} of ${together.length} at this moment)` : '';
  return `${formatMs(ms, 3)}: ${whatHappened(shown, place)}${which}`;
}

function whatHappened(shown: ShownTrace, place: number): string {
  const { trace } = shown;
  const { kind, row: rows, cause } = eventsOf(trace);
  const row = rows[place]!;
  const { lane, outcome } = trace.spans.at;
  const name = `task ${nameOfRow(shown, row)}`;
  switch (EVENT_KINDS[kind[place]!]) {
    case 'start':
      return `${name} started${on(shown, lane[row]!)}`;
    case 'end': {
      const next = releasedBy(trace, row);
      const gave = next < 0 ? '' : ` and ${givesPlace(shown, row, next)} task ${nameOfRow(shown, next)}`;
      return `${name} ${ENDED[OUTCOMES[outcome[row]!]!]}${on(shown, lane[row]!)}${gave}`;
    }
    default:
      return `${name} waits for ${whatOf(trace.causes[cause[place]!]!)}`;
  }
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

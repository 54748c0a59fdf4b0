/** The rows of the monitor: what each machine of a run had done, held and did at a moment. Pure. */
import type { EngineFacts } from '../../../engines/facts.ts';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { movesOf } from '../../../trace/queries/moves.ts';
import { levelAt, type Staircase } from '../../../trace/queries/staircase.ts';
import type { Station, Stations } from '../../../trace/queries/stations.ts';
import type { Trace } from '../../../trace/trace.ts';
import { machineName } from '../../words/machine-name.ts';

export interface Table {
  readonly heads: readonly string[];
  /** A cell a head. */
  readonly rows: readonly (readonly string[])[];
}

const NONE = '–';
const count = (level: number): string => (level === 0 ? NONE : formatCount(Math.round(level * 100) / 100));
const inUse = (steps: Staircase, ms: number): string => formatCount(Math.round(levelAt(steps, ms) * 100) / 100);
/** So many tasks are named. */
const NAMED = 4;

interface Column {
  readonly head: string;
  readonly cell: (station: Station, ms: number) => string;
}

const at = (head: string, of: (station: Station) => Staircase): Column => ({
  head,
  cell: (station, ms) => count(levelAt(of(station), ms)),
});

function columnsOf(engine: EngineFacts, trace: Trace, places: number): readonly Column[] {
  const underWay: Column = { head: 'Under way', cell: (station, ms) => tasksAt(trace, station, ms) };
  const done = at('Done', ({ done }) => done);
  const failed = at('Failed', ({ failed }) => failed);
  const again = at('Begun again', ({ again }) => again);
  const busy: Column = { head: 'Busy', cell: (station, ms) => busyAt(station, ms, places) };
  switch (engine.manyMachines) {
    case 'Worker':
      return [
        { head: 'Children', cell: (station, ms) => childrenAt(trace, station, ms, places) },
        underWay,
        at('Reserved', ({ reserved }) => reserved),
        done,
        failed,
        again,
        { head: 'Tasks/s', cell: ({ done }, ms) => (ms > 0 ? ((1000 * levelAt(done, ms)) / ms).toFixed(1) : NONE) },
      ];
    case 'Node':
      return [
        { head: 'CPUs in use', cell: ({ cpus }, ms) => `${inUse(cpus, ms)} of ${places}` },
        underWay,
        done,
        failed,
        again,
        { head: 'Results in', cell: ({ host }, ms) => count(movesInto(trace, host, ms)) },
        busy,
      ];
    default:
      return [
        { head: 'Cores in use', cell: ({ running }, ms) => `${inUse(running, ms)} of ${places}` },
        underWay,
        done,
        failed,
        again,
        busy,
      ];
  }
}

/** How the machines stand at `ms`. `places`: CPUs, children or cores of one. */
export function machinesAt(engine: EngineFacts, trace: Trace, stations: Stations, ms: number, places: number): Table {
  const columns = columnsOf(engine, trace, places);
  return {
    heads: [engine.manyMachines ?? 'Machine', ...columns.map(({ head }) => head)],
    rows: stations.all.map((station) => {
      const gone = station.goneMs <= ms ? `, gone at ${formatMs(station.goneMs)}` : '';
      return [`${machineName(engine, station.host, trace)}${gone}`, ...columns.map(({ cell }) => cell(station, ms))];
    }),
  };
}

/** The tasks under way on a machine, the first ones by name. */
function tasksAt(trace: Trace, { lanes, running }: Station, ms: number): string {
  const all = levelAt(running, ms);
  if (all === 0) return NONE;
  const own = new Set(lanes);
  const { task, lane, start, end } = trace.spans.at;
  const names: string[] = [];
  for (let row = 0; row < trace.spans.length && names.length < Math.min(NAMED, all); row++)
    if (own.has(lane[row]!) && start[row]! <= ms && !(end[row]! <= ms))
      names.push(trace.scenario.tasks[task[row]!]!.id);
  return all > names.length ? `${names.join(', ')} and ${formatCount(all - names.length)} more` : names.join(', ');
}

/** How many children a worker has had by then beyond those that it began with. */
function childrenAt({ spans, hostOfLane }: Trace, { host }: Station, ms: number, places: number): string {
  const seen = new Set<number>();
  const { lane, start } = spans.at;
  for (let row = 0; row < spans.length; row++)
    if ((hostOfLane?.[lane[row]!] ?? 0) === host && start[row]! <= ms) seen.add(lane[row]!);
  const more = seen.size - places;
  return more > 0 ? `${places}, ${more} new` : `${places}`;
}

function movesInto(trace: Trace, host: number, ms: number): number {
  const { lane, start } = trace.spans.at;
  return movesOf(trace).filter(({ to }) => (trace.hostOfLane?.[lane[to]!] ?? 0) === host && start[to]! <= ms).length;
}

/** The share of its places in use up to then, or up to its end. */
function busyAt({ cpus: { at: times, level }, goneMs }: Station, ms: number, places: number): string {
  const untilMs = goneMs < ms ? goneMs : ms;
  if (!(untilMs > 0)) return NONE;
  let sum = 0;
  for (let i = 0; i < times.length && times[i]! < untilMs; i++)
    sum += level[i]! * (Math.min(times[i + 1] ?? untilMs, untilMs) - times[i]!);
  return `${Math.round((100 * sum) / (places * untilMs))} %`;
}

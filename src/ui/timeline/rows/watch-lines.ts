/** The lines of the row that watches: for each engine of many machines what its monitor shows, as staircases. */
import { hostsOf } from '../../../scenario/hosts.ts';
import { knobIn } from '../../../scenario/knobs.ts';
import { Changes, type Staircase } from '../../../trace/queries/staircase.ts';
import type { Stations } from '../../../trace/queries/stations.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Picture } from '../model/picture.ts';

export interface WatchLine {
  readonly label: string;
  readonly narrow: string;
  readonly steps: Staircase;
  /** The level at the top of its line. */
  readonly full: number;
}

/** The head of the row: a word, and what it is. */
export const HEADS = {
  Node: ['Nodes', 'what their raylets have given out'],
  Worker: ['Monitor', 'what Flower would show'],
  Executor: ['Executors', 'cores with nothing to do'],
} as const;

/** CPUs, children or cores of one machine. */
const placesOf = ({ scenario, machine }: Trace): number => Number(knobIn(scenario, 'workers') ?? machine.cores);

const stationsOf = ({ scenario }: Trace, stations: Stations): number =>
  Math.max(stations.all.length, hostsOf(scenario));

export function linesOf({ engine, main }: Picture, stations: Stations): readonly WatchLine[] {
  const trace = main!.trace;
  const { queued, total } = stations;
  const full = placesOf(trace) * stationsOf(trace, stations);
  switch (engine.manyMachines) {
    case 'Worker':
      return [
        { label: 'queue, length', narrow: 'q', steps: queued, full: Math.max(1, queued.most) },
        { label: 'done, total', narrow: '✓', steps: total.done, full: Math.max(1, total.done.most) },
      ];
    case 'Node':
      return [{ label: 'CPUs in use', narrow: 'cpu', steps: total.cpus, full: Math.max(full, total.cpus.most) }];
    default: {
      const steps = idleCores(trace, stations, full);
      return [{ label: 'idle cores', narrow: 'idle', steps, full: Math.max(full, 1) }];
    }
  }
}

/** Cores of executors that are there, and do nothing. */
function idleCores(trace: Trace, { all, total, endMs }: Stations, full: number): Staircase {
  const idle = new Changes();
  idle.add(0, full);
  let before = 0;
  for (const [i, atMs] of total.running.at.entries()) {
    const now = total.running.level[i]!;
    idle.add(atMs, before - now);
    before = now;
  }
  for (const { goneMs } of all) if (goneMs < endMs) idle.add(goneMs, -placesOf(trace));
  return idle.staircase();
}

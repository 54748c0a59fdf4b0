/** Where the tasks of a run on several machines stood, kept by trace; of large runs it is worked out in idle time. */
import { type Stations, stationsOf } from '../../../trace/queries/stations.ts';
import type { Trace } from '../../../trace/trace.ts';
import { aside } from './shares/aside.ts';
import { whole } from './slices.ts';

/** Up to this many spans it is worked out at once. */
const SMALL = 4000;
/** While a large run goes on, it is worked out no more often (ms). */
const EVERY_MS = 250;

interface Kept {
  stations: Stations | undefined;
  stamp: string;
  clock: number;
  readonly more: Set<() => void>;
}
const kept = new WeakMap<Trace, Kept>();

/**
 * As it is known by now; undefined while it is worked out for the first time. `more` is called when more is known; left out: all is worked
 * out at once. `section` tells one section's work from another's.
 */
export function stationsNow(section: string, trace: Trace, more?: () => void): Stations | undefined {
  const { length } = trace.spans;
  const stamp = Number.isNaN(trace.totalMs) ? `${length} ${trace.nowMs}` : `${length} whole`;
  let own = kept.get(trace);
  if (!own)
    kept.set(trace, (own = { stations: undefined, stamp: '', clock: Number.NEGATIVE_INFINITY, more: new Set() }));
  if (own.stamp === stamp && (own.stations || more)) {
    if (more && !own.stations) own.more.add(more);
    return own.stations;
  }
  if (length <= SMALL || !more) own.stations = whole(stationsOf(trace));
  else {
    own.more.add(more);
    if (performance.now() < own.clock + EVERY_MS) return own.stations;
    own.clock = performance.now();
    aside(`stations ${section}`, stationsOf(trace), (stations) => {
      own.stations = stations;
      for (const ready of own.more) ready();
      own.more.clear();
    });
  }
  own.stamp = stamp;
  return own.stations;
}

/** The last runs, kept in memory with a name: each press of Run is one, with the traces of all its engines. One list a page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { formatCount } from '../../scenario/count.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Page } from '../state/store.ts';
import { keptLists } from './known-runs.ts';

export interface KeptRun {
  /** `kept:1` */
  readonly id: string;
  readonly name: string;
  /** Stays, however many come after it. */
  readonly pinned: boolean;
  /** One an engine, in the order of the page's list. */
  readonly traces: readonly Trace[];
}

export interface KeptState {
  /** The latest first. */
  readonly runs: readonly KeptRun[];
  /** So many older ones were let go. */
  readonly gone: number;
}

export interface RunHistory {
  readonly store: StoreApi<KeptState>;
  /** Adds a run; of those not pinned, the last ten stay. Without traces nothing is kept. */
  keep(traces: readonly Trace[], at?: Date): void;
  rename(id: string, name: string): void;
  pin(id: string, pinned: boolean): void;
  forget(id: string): void;
}

/** Of those not pinned. */
export const MOST_KEPT = 10;
const lists = new WeakMap<Page['store'], RunHistory>();

/** The page's. */
export function runHistory({ store }: Pick<Page, 'store'>): RunHistory {
  let list = lists.get(store);
  if (!list) {
    const begun = begin();
    lists.set(store, (list = begun));
    keptLists.set(store, () => begun.store.getState().runs);
  }
  return list;
}

function begin(): RunHistory {
  const store = createStore<KeptState>()(() => ({ runs: [], gone: 0 }));
  let last = 0;
  const change = (id: string, by: Partial<KeptRun>) =>
    store.setState(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? { ...run, ...by } : run)) }));
  return {
    store,
    keep(traces, at = new Date()) {
      if (traces.length === 0) return;
      const run = { id: `kept:${++last}`, name: nameOf(traces[0]!, at), pinned: false, traces };
      const { runs, gone } = store.getState();
      const loose = [run, ...runs].filter(({ pinned }) => !pinned).slice(0, MOST_KEPT);
      const stay = [run, ...runs].filter((one) => one.pinned || loose.includes(one));
      store.setState({ runs: stay, gone: gone + runs.length + 1 - stay.length });
    },
    rename: (id, name) => change(id, { name }),
    pin: (id, pinned) => change(id, { pinned }),
    forget: (id) => store.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) })),
  };
}

/** `14:03:22 5 tasks, pool 3`; `predicted` and what ended it early, if so. */
function nameOf({ source, scenario, facts }: Trace, at: Date): string {
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
  const parts = [
    shortNameOf(scenario),
    scenario.workers !== undefined && `pool ${scenario.workers}`,
    source === 'predicted' && 'predicted',
    facts.stoppedMs !== undefined && 'cancelled',
  ];
  return `${time} ${parts.filter(Boolean).join(', ')}`;
}

/** The scenario's own name, else how many tasks it has. */
export function shortNameOf({ name, tasks }: Scenario): string {
  if (name) return name.length > 24 ? `${name.slice(0, 23)}…` : name;
  return tasks.length === 1 ? '1 task' : `${formatCount(tasks.length)} tasks`;
}

/** The page's own run: its engines one after another where tasks compute, else at once. Loaded with the first press of Run. */
import type { Engine } from '../../engines/engine.ts';
import { whenThere } from '../../engines/late.ts';
import type { LiveRun } from '../../kernel/live/live-run.ts';
import type { Prepared } from '../../kernel/live/run.ts';
import { isDurable } from '../../kernel/live/run-memory.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RunState } from '../state/state.ts';
import { drawn } from '../timing/frames.ts';
import { paced } from '../timing/pace.ts';
import type { Registry } from '../traces/registry.ts';
import { readyToSortRuns } from './last-run.ts';
import { prepareUndisturbed } from './live-kernel.ts';
import { meansOf, type RunHost } from './run-host.ts';
import { soon } from './t0.ts';
import { forget, remember, type Unfinished } from './unfinished.ts';

/** Runs them, tells the host how they go, and gives how they ended. */
export async function runEngines(
  host: RunHost,
  chosen: readonly Engine[],
  scenario: Scenario,
  signal: AbortSignal,
  unfinished?: Unfinished,
): Promise<RunState> {
  const { setRun, registry } = host;
  const engines = unfinished ? chosen.filter(({ id }) => unfinished.engines.includes(id)) : chosen;
  const oneByOne = engines.length > 1 && computes(scenario);
  await readyToSortRuns();
  const groups = oneByOne ? engines.map((engine) => [engine]) : [engines];
  let hidden = false;
  let clockJumpedMs = 0;
  try {
    for (const group of groups) {
      const run = await rememberedAs(group, scenario, unfinished);
      const prepared = await prepareAll(host, group, scenario, signal, run);
      if (signal.aborted) break;
      setRun({ kind: 'running', now: group.map(({ id }) => id), oneByOne });
      // What the page makes of that is no part of the run.
      await drawn();
      const traces = await together(host, group, prepared, signal);
      hidden ||= traces.some((trace) => trace.facts.hidden);
      clockJumpedMs += traces[0]?.facts.clockJumpedMs ?? 0;
      if (signal.aborted) break;
    }
  } finally {
    forget();
  }
  const tookMs = longestOf(registry, engines, oneByOne);
  return signal.aborted
    ? { kind: 'cancelled', atMs: tookMs }
    : { kind: 'finished', tookMs, oneByOne, hidden, clockJumpedMs };
}

/** A run that the tab remembers, since messages of it outlive the page. */
interface Remembered {
  readonly name: string;
  readonly resumed: boolean;
}

/** Has the tab remember a run of durable messages; undefined where none of these engines has any. */
async function rememberedAs(
  group: readonly Engine[],
  scenario: Scenario,
  unfinished: Unfinished | undefined,
): Promise<Remembered | undefined> {
  await Promise.all(group.map(whenThere));
  const durable = group.filter(isDurable).map(({ id }) => id);
  if (durable.length === 0) return undefined;
  const { run } = remember(scenario, durable, unfinished?.run);
  return { name: run, resumed: unfinished !== undefined };
}

async function prepareAll(
  host: RunHost,
  group: readonly Engine[],
  scenario: Scenario,
  signal: AbortSignal,
  run: Remembered | undefined,
): Promise<Prepared[]> {
  const settled = await Promise.allSettled(
    group.map((engine) => {
      const durable = run && { run: `${run.name} ${engine.id}`, resumed: run.resumed };
      return prepareUndisturbed(engine, scenario, { ...meansOf(host), signal, ...(durable && { durable }) });
    }),
  );
  const prepared = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed || signal.aborted) for (const one of prepared) one.dispose();
  // Cancelled, they failed for that.
  if (failed && !signal.aborted) throw failed.reason;
  return prepared;
}

async function together(
  host: RunHost,
  group: readonly Engine[],
  prepared: Prepared[],
  signal: AbortSignal,
): Promise<Trace[]> {
  const { registry, setRun, touch } = host;
  const hung: string[] = [];
  const t0 = soon();
  const live = prepared.map((one, i) => {
    const { id } = group[i]!;
    const onHung = () => {
      hung.push(id);
      setRun({ kind: 'hung', engines: [...hung] });
    };
    const run = one.start({ t0, signal, keepHung: true, onHung });
    const shown = registry.of(id);
    shown.measured = run.trace;
    shown.live = run;
    shown.startedAt = t0;
    return run;
  });
  host.begun();
  const stop = watch(host, live);
  try {
    return await Promise.all(live.map(({ finished }) => finished));
  } finally {
    stop();
    for (const { id } of group) delete registry.of(id).live;
    touch();
  }
}

/** Brings the traces up to date and has them shown, again and again. Gives what ends that. */
function watch(host: RunHost, live: readonly LiveRun[]): () => void {
  const show = () => {
    for (const run of live) if (Number.isNaN(run.trace.totalMs)) run.refresh();
    host.show();
  };
  return paced(
    show,
    live.some(({ trace }) => computes(trace.scenario)),
  );
}

/** How long the runs took: the longest where they ran at once, their sum where one after another. */
function longestOf(registry: Registry, engines: readonly Engine[], oneByOne: boolean): number {
  const runs = registry.measured();
  const times = engines.map(({ id }) => runs[id]?.totalMs ?? 0).filter((ms) => !Number.isNaN(ms));
  return oneByOne ? times.reduce((sum, ms) => sum + ms, 0) : Math.max(0, ...times);
}

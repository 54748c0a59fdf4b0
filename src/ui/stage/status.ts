/** The words beside Run and Cancel. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import { computesHere, enginesOf, liveOf } from '../../store/state/chosen-engines.ts';
import type { LastRun, State } from '../../store/state/state.ts';
import type { Registry } from '../../store/traces/registry.ts';
import { whatNeverComes } from '../reason/never-comes.ts';
import { capital, countWord, nameOf } from '../words/names-and-numbers.ts';

type Read = Pick<State, 'run' | 'lastRun' | 'mistake' | 'scenario' | 'draft' | 'makespans' | 'cutOffs' | 'predicting'>;

/** `Takes 5.0 s, all three at once`, by prediction. */
export function takes({ scenario, draft, makespans, cutOffs, predicting }: Read): string {
  const engines = liveOf(draft.engines);
  if (scenario.tasks.length === 0) return 'No tasks to run';
  if (engines.length === 0) return enginesOf(draft.engines).length === 0 ? 'No engine chosen' : 'Predicted only';
  if (predicting) return `Predicted ${predicting.done} of ${predicting.of} engines`;
  const times = engines.map(({ id }) => makespans[id] ?? Number.NaN);
  const hanging = engines.filter((_, i) => times[i] === Number.POSITIVE_INFINITY);
  if (hanging.length > 0) return `${whoHangs(hanging)}, by prediction`;
  const cut = engines.flatMap(({ id }) => cutOffs[id] ?? []);
  if (cut.length > 0) return `Takes over ${formatMs(Math.max(...cut), 1)}, by prediction`;
  if (times.some(Number.isNaN)) return 'The prediction is being worked out';
  const oneByOne = computesHere(scenario);
  const total = oneByOne ? times.reduce((sum, ms) => sum + ms, 0) : Math.max(...times);
  const time = `Takes ${formatMs(total, 1)}`;
  if (engines.length === 1) return time;
  if (oneByOne) return `${time}, one after another`;
  return `${time}, ${engines.length === 2 ? 'both' : `all ${countWord(engines.length)}`} at once`;
}

/** `multiprocessing.Pool.imap hangs`, `Two engines hang` */
function whoHangs(engines: readonly EngineFacts[]): string {
  return engines.length === 1 ? `${engines[0]!.title} hangs` : `${capital(countWord(engines.length))} engines hang`;
}

/** `Web Workers changed: run to measure` */
function changed({ engines }: LastRun): string {
  const what = engines.length === 1 ? nameOf(enginesOf(engines)[0]!) : `${capital(countWord(engines.length))} engines`;
  return `${what} changed: run to measure`;
}

export function statusOf(state: Read, registry: Registry): string {
  const { run, mistake } = state;
  if (mistake && run.kind !== 'running' && run.kind !== 'starting') return 'Showing the last good text';
  switch (run.kind) {
    case 'ready':
    case 'asking':
      return state.lastRun?.differs === 'knobs' ? changed(state.lastRun) : takes(state);
    case 'starting':
      return 'Starting workers';
    case 'running': {
      const runs = registry.measured();
      const now = run.now.map((id) => runs[id]?.nowMs ?? Number.NaN).filter((ms) => ms > 0);
      const time = formatMs(Math.max(0, ...now), 2);
      if (run.now.some((id) => registry.of(id).last)) return `Running ${time}, as before the change`;
      const live = liveOf(state.draft.engines);
      const place = live.findIndex(({ id }) => id === run.now[0]) + 1;
      // Which one it is stands at its lanes; the words here must not push the key about.
      return run.oneByOne && live.length > 1 ? `Running ${time}, ${place} of ${live.length}` : `Running ${time}`;
    }
    case 'hung': {
      const hanging = enginesOf(run.engines);
      const trace = hanging[0] && registry.measured()[hanging[0].id];
      return trace ? `${whoHangs(hanging)}: ${whatNeverComes(trace)}` : 'Hangs: only Cancel ends it';
    }
    case 'finished': {
      const words = run.oneByOne ? 'Finished, one after another' : `Finished in ${formatMs(run.tookMs)}`;
      if (run.clockJumpedMs) return `${words}, clock jumped`;
      return run.hidden ? `${words}, page hidden` : words;
    }
    case 'cancelled':
      return `Cancelled at ${formatMs(run.atMs)}`;
    case 'broken':
      return 'Could not be run';
  }
}

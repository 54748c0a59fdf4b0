/** The tasks on the page, as a host sees and steers them. */
import { RefusedError } from '../../kernel/live/refused-error.ts';
import { linkNow } from '../draft/link-now.ts';
import type { Overlap } from '../overlap.ts';
import type { RunQuery } from '../page-calls.ts';
import type { PageInterface } from '../page-interface.ts';
import { enginesOf } from '../state/chosen-engines.ts';
import type { RunState } from '../state/state.ts';
import type { Playground } from './door.ts';
import { themeOf } from './embedding.ts';
import type { EngineResult, ToHost } from './messages.ts';

/** A host hears of a run under way at most so often (ms). */
const EVERY_MS = 100;

const isOver = ({ kind }: RunState) => kind === 'finished' || kind === 'cancelled' || kind === 'broken';

export function tasksPlayground(overlap: Overlap, page: PageInterface): Playground {
  const { store, good } = overlap;
  return {
    load: (x) => page.load(x),
    run: async () => {
      const { mistake, busy } = store.getState();
      if (mistake) throw new RefusedError(`the text cannot be read: ${mistake.message}`);
      if (busy) throw new RefusedError('another run is under way');
      // A host that runs has its readers' page stop for it: nobody is asked.
      store.getState().start(true);
      const how = await whenOver(overlap);
      return { how, results: resultsOf(overlap) };
    },
    cancel: () => store.getState().cancel(),
    scenario: () => page.scenario,
    link: () => openLinkOf(linkNow(good())),
    traces: () => page.traces,
    predict: (query) => page.predict(query as RunQuery),
    theme: (name) => store.getState().setTheme(themeOf(name)),
  };
}

/** The address of the whole page, not of the embedded one. */
export function openLinkOf(link: string): string {
  const url = new URL(link);
  url.search = '';
  return url.href;
}

function whenOver({ store }: Overlap): Promise<string> {
  return new Promise((resolve) => {
    const look = () => {
      const { run } = store.getState();
      if (run.kind === 'starting' || run.kind === 'running' || run.kind === 'hung') return;
      stop();
      resolve(run.kind);
    };
    const stop = store.subscribe(look);
    queueMicrotask(look);
  });
}

/** Makespans of what is shown: measured where it ran, else predicted. */
function resultsOf({ store, registry }: Overlap): EngineResult[] {
  const { draft, makespans } = store.getState();
  const runs = registry.measured();
  return enginesOf(draft.engines).map(({ id, title }) => {
    const ms = runs[id]?.totalMs ?? Number.NaN;
    const makespanMs = Number.isFinite(ms) ? ms : (makespans[id] ?? Number.NaN);
    return {
      engine: id,
      title,
      measured: Number.isFinite(ms),
      makespanMs: Number.isFinite(makespanMs) ? makespanMs : null,
    };
  });
}

/** Tells the host of runs, whoever started them, and of changes. Gives what ends this. */
export function tellOfTasks(overlap: Overlap, tell: (message: ToHost) => void): () => void {
  const { store, registry, good } = overlap;
  let last = Number.NEGATIVE_INFINITY;
  return store.subscribe((now, before) => {
    if (now.scenario !== before.scenario || now.draft.engines !== before.draft.engines)
      tell({ overlap: 1, event: 'change', link: openLinkOf(linkNow(good())) });
    const { run } = now;
    if (run !== before.run && isOver(run)) {
      tell({ overlap: 1, event: 'result', how: run.kind, results: resultsOf(overlap) });
    } else if (run.kind === 'running' && now.revision !== before.revision && performance.now() > last + EVERY_MS) {
      last = performance.now();
      const runs = registry.measured();
      const nowMs = Math.max(0, ...run.now.map((id) => runs[id]?.nowMs ?? 0).filter(Number.isFinite));
      tell({ overlap: 1, event: 'progress', engines: run.now, nowMs });
    }
  });
}

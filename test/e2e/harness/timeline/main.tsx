/** The timeline alone, with made-up runs: `?case=article&mode=running&at=3200&theme=dark`. For looking at it and for timing it. */
import '../../../../src/ui/base/fonts.css';
import '../../../../src/ui/base/tokens.css';
import '../../../../src/ui/base/base.css';
import { createRoot } from 'react-dom/client';
import { asyncPool } from '../../../../src/engines/browser/async-pool.ts';
import { pool } from '../../../../src/engines/browser/pool.ts';
import { semaphore } from '../../../../src/engines/browser/semaphore.ts';
import { sequential } from '../../../../src/engines/browser/sequential.ts';
import { webWorkers } from '../../../../src/engines/browser/web-workers.ts';
import '../../../seed/load-engines.ts';
import type { Engine } from '../../../../src/engines/engine.ts';
import { lanesOf } from '../../../../src/engines/facts.ts';
import { WORKERS } from '../../../../src/engines/knobs.ts';
import { eventLoop, threadPoolMap } from '../../../../src/engines/python/python.ts';
import { predict } from '../../../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../../../src/scenario/notation.ts';
import type { Scenario } from '../../../../src/scenario/scenario.ts';
import type { RunState } from '../../../../src/store/state/state.ts';
import { Registry } from '../../../../src/store/traces/registry.ts';
import { outcomeNumber, Trace } from '../../../../src/trace/trace.ts';
import { Key } from '../../../../src/ui/timeline/parts/Key.tsx';
import { Timeline } from '../../../../src/ui/timeline/parts/Timeline.tsx';
import { timelineStore } from '../../../timeline-store.ts';

const ask = new URLSearchParams(location.search);
const get = (name: string, otherwise: string) => ask.get(name) ?? otherwise;

const threads: Engine = {
  ...webWorkers,
  id: 'thread-pool',
  title: 'ThreadPoolExecutor',
  holds: 'a task holds a thread, cpu the GIL',
  lanes: lanesOf('thread', { waitsFor: 'thread', cpu: 'gil', mortal: false }),
  caller: 'gil',
  main: (env) => pool(env, threads.lanes, env.knob(WORKERS)),
};
const processes: Engine = {
  ...webWorkers,
  id: 'process-pool',
  title: 'ProcessPoolExecutor',
  holds: 'a task holds a process, cpu a core',
  lanes: lanesOf('process', { waitsFor: 'worker', cpu: 'core', mortal: true }),
  main: (env) => pool(env, processes.lanes, env.knob(WORKERS)),
};

const MIXED = `4 x cpu 60ms, sleep 180ms, cpu 60ms
sleep 250ms fails
2 x cpu 240ms
2 x cpu 60ms, sleep 180ms, cpu 60ms
pool 4`;
const CASES: Record<string, readonly [text: string, engines: readonly Engine[]]> = {
  article: ['sleep 0..4\npool 3', [webWorkers, asyncPool, semaphore]],
  one: ['sleep 0..4\npool 3', [webWorkers]],
  six: ['sleep 0..4\npool 3', [webWorkers, asyncPool, semaphore, sequential, threads, processes]],
  gil: [MIXED, [threads, processes, asyncPool]],
  many: ['200 x sleep 200ms +-60%, cpu 20ms fails 4% retry 1\npool 16', [webWorkers, asyncPool, semaphore]],
  states: [
    'a: sleep 1\nb: sleep 1 fails\nc: cpu 400ms dies\nd after a: sleep 500ms\nsleep 2\nsleep 0\npool 3',
    [webWorkers, asyncPool, semaphore],
  ],
  python: [
    'sleep 100ms\n2 x sleep 50ms, cpu 200ms\n3 x sleep 200ms\nsleep 400ms fails\n2 x cpu 30ms',
    [eventLoop, threadPoolMap, asyncPool],
  ],
  empty: ['', [webWorkers, asyncPool]],
  none: ['sleep 0..4', []],
};

/** Pseudo-random, the same every time. */
let seed = 7;
const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

/** A run as measured up to a time: the prediction a little late, with beats. */
function replay(from: Trace, atMs: number, stopped: boolean): Trace {
  const trace = new Trace('measured', from.engine, from.machine, from.scenario);
  const late = (ms: number) => (ms === 0 ? 0.4 : ms * 1.0006 + 1.2);
  const { spans } = from;
  const over = atMs >= late(from.totalMs);
  const computing: [from: number, to: number][] = [];
  for (let row = 0; row < spans.length; row++) {
    const start = late(spans.at.start[row]!);
    const task = spans.at.task[row]!;
    if (start > atMs) {
      trace.queued = [...trace.queued, { task, attempt: spans.at.attempt[row]!, submit: 0, cause: 'worker', since: 0 }];
      continue;
    }
    const own = trace.begin(task, spans.at.lane[row]!, spans.at.attempt[row]!, late(spans.at.submit[row]!), start);
    const end = late(spans.at.end[row]!);
    const done = end <= atMs;
    trace.spans.at.end[own] = done ? end : stopped ? atMs : Number.NaN;
    trace.spans.at.outcome[own] = done ? spans.at.outcome[row]! : outcomeNumber(stopped ? 'cancelled' : 'running');
    if (done && late(spans.at.yielded[row]!) <= atMs) trace.spans.at.yielded[own] = late(spans.at.yielded[row]!);
    const segments: [kind: number, start: number, end: number][] = [];
    const waits: [cause: number, start: number, end: number, ms: number][] = [];
    from.eachSegment(row, (...segment) => segments.unshift(segment));
    from.eachWait(row, (...wait) => waits.unshift(wait));
    for (const [kind, from, to] of segments) {
      if (kind === 1) computing.push([from, to]);
      const [a, b] = [late(from), late(to)];
      if (a <= atMs) trace.addSegment(own, kind, a, b <= atMs ? b : stopped ? atMs : Number.NaN);
    }
    for (const [cause, from, to, ms] of waits) {
      const [a, b] = [late(from), late(to)];
      if (b <= atMs) trace.addWait(own, cause, a, b, Math.min(ms * 1.0006, b - a));
    }
  }
  for (let t = 0; t < from.turns.length; t++) {
    const at = from.turns.at;
    if (late(at.end[t]!) <= atMs)
      trace.addTurn(at.of[t]!, at.task[t]!, at.lane[t]!, late(at.start[t]!), late(at.end[t]!));
  }
  const stops = from.engine === 'async-pool' || from.engine === 'semaphore';
  const end = Math.min(atMs, late(from.totalMs));
  for (let ms = 0; ms <= end; ms += 16.7) {
    let busy = false;
    if (stops) busy = computing.some(([from, to]) => from < ms && ms < to - 8);
    if (!busy) trace.addBeat(ms);
  }
  trace.nowMs = Math.min(atMs, late(from.totalMs));
  if (over || stopped) trace.totalMs = trace.nowMs;
  return trace;
}

/** The one span that fails; below 0, each 977th. */
const onlyBad = Number(get('bad', '-1'));

/** So many spans over so many lanes, one segment and one wait each. */
function huge(engine: Engine, scenario: Scenario, spans: number, lanes: number): Trace {
  const trace = new Trace('measured', engine.id, { cores: 2 }, scenario);
  const free = new Float64Array(lanes);
  for (let n = 0; n < spans; n++) {
    const lane = n % lanes;
    const start = free[lane]! + chance() * 2;
    const length = 2 + chance() * 20;
    const row = trace.begin(n, lane, 1, 0, start);
    const kind = n % 3 === 0 ? 1 : 0;
    trace.addSegment(row, kind, start, start + length);
    trace.addWait(row, 1, 0, start, start);
    trace.spans.at.end[row] = start + length;
    trace.spans.at.yielded[row] = start + length;
    trace.spans.at.outcome[row] = (onlyBad < 0 ? n % 977 === 0 : n === onlyBad) ? 1 : 0;
    free[lane] = start + length;
  }
  trace.totalMs = Math.max(...free);
  return trace;
}

const registry = new Registry();
const mode = get('mode', 'ready');
const [text, engines] = CASES[get('case', 'article')] ?? CASES.article!;
const spans = Number(get('spans', '0'));
let { scenario } = parseNotation(text);
if (spans > 0) {
  const tasks = Array.from({ length: spans }, (_, n) => ({
    id: String(n),
    segments: [{ kind: 'sleep' as const, ms: 5 }],
  }));
  scenario = { tasks, workers: 64 };
}
const machine = { cores: 2 };
const atMs = Number(get('at', 'Infinity'));
const store = timelineStore(scenario);

const begun = performance.now();
for (const engine of engines) {
  const shown = registry.of(engine.id);
  if (spans > 0) {
    shown.measured = huge(engine, scenario, Math.round(spans / engines.length), Math.round(64 / engines.length));
    continue;
  }
  if (scenario.tasks.length === 0) continue;
  shown.predicted = predict(engine, scenario, machine);
  if (mode !== 'ready') shown.measured = replay(shown.predicted, mode === 'live' ? 0 : atMs, mode === 'cancelled');
  if (mode === 'changed') {
    const { measured, ...others } = shown;
    Object.assign(shown, others, { last: measured, measured: undefined });
    shown.predicted = predict(engine, { ...scenario, workers: 5 }, machine);
    store.setState({ lastRun: { differs: 'knobs', engines: [], shown: true, ended: { kind: 'ready' } } });
  }
}
console.warn(`traces made in ${(performance.now() - begun).toFixed(0)} ms`);
const ids = engines.map((engine) => engine.id);
if (mode === 'running' || mode === 'live') store.setState({ run: { kind: 'running', now: ids, oneByOne: false } });
if (mode === 'cancelled') store.setState({ run: { kind: 'cancelled', atMs } });
if (mode === 'live') {
  const t0 = performance.now();
  const beat = () => {
    const now = performance.now() - t0;
    for (const id of ids) registry.of(id).measured = replay(registry.of(id).predicted!, now, false);
    const over = ids.every((id) => !Number.isNaN(registry.of(id).measured!.totalMs));
    store.setState((s) => ({ revision: s.revision + 1, ...(over && { run: { kind: 'ready' } as RunState }) }));
    if (!over) requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}
const selected = ask.get('selected')?.split(',');
if (selected) store.setState({ selected: { engine: selected[0]!, task: Number(selected[1]), attempt: 1 } });
if (ask.get('view')) {
  const [fromMs, toMs] = ask.get('view')!.split(',').map(Number) as [number, number];
  store.setState({ view: { fromMs, toMs } });
}
if (ask.get('theme')) document.documentElement.dataset.theme = ask.get('theme')!;
Object.assign(window, { store, registry });

const figures = () => '5.01 s · 2.00x · 67 % busy · waits 203 ms';
createRoot(document.getElementById('root')!).render(
  <>
    <div id="bar">
      <Key />
    </div>
    <div id="top" />
    <div id="stage">
      <Timeline store={store} registry={registry} engines={engines} figures={figures} />
    </div>
  </>,
);

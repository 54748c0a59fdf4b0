/**
 * The product, whole, with a second way to run: without recording and drawing. `window.observer`. Both ways are timed alike, by
 * the engine's own caller: from its first step to when it has the last result.
 */
import '../../../src/main.tsx';
import type { Engine } from '../../../src/engines/engine.ts';
import { ENGINES, engineById } from '../../../src/engines/list.ts';
import type { Program } from '../../../src/engines/vocabulary.ts';
import { calibrate } from '../../../src/kernel/live/calibrate/calibrate.ts';
import { prepare } from '../../../src/kernel/live/run.ts';
import { type Draft, draftScenario } from '../../../src/scenario/draft.ts';
import { encodeHash } from '../../../src/scenario/packed-hash.ts';

/** What the caller's last program took (ms), and who is to be told of one with so many tasks: a rehearsal has fewer. */
let tookMs = Number.NaN;
let told: { readonly tasks: number; call(): void } | undefined;

/** Predictions run the same program, but in one go: what is over before the next promise job is no run. */
const timed = (main: Program): Program =>
  function* (env, ...args) {
    let inOneGo = true;
    queueMicrotask(() => {
      inOneGo = false;
    });
    const from = performance.now();
    yield* main(env, ...args);
    if (inOneGo) return;
    tookMs = performance.now() - from;
    if (env.taskCount === told?.tasks) told.call();
  };

for (const engine of ENGINES as readonly { -readonly [K in keyof Engine]: Engine[K] }[])
  engine.main = timed(engine.main);

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Shows the draft, which has one engine. Gives how many tasks it has. */
async function show(draft: Draft): Promise<number> {
  const { tasks } = await window.overlap.load(encodeHash(draft));
  await calibrate();
  // The predictions of all engines are done in idle time.
  await pause(1500);
  return tasks.length;
}

/** Not recorded, not drawn: the kernel alone. */
async function without(draft: Draft): Promise<number> {
  const engine = engineById(draft.engines[0]!);
  const [cores, roundsPerMs] = [navigator.hardwareConcurrency, await calibrate()];
  const prepared = await prepare(engine, draftScenario(draft), { cores, roundsPerMs, record: false });
  await prepared.start().finished;
  return tookMs;
}

/** What the button does: recorded, and drawn once a frame. */
async function withAll(draft: Draft, tasks: number): Promise<number> {
  const engine = draft.engines[0]!;
  const before = window.overlap.traces[engine];
  const ended = new Promise<void>((call) => {
    told = { tasks, call };
  });
  document.querySelector<HTMLButtonElement>('button[aria-describedby="run-about"]')!.click();
  await ended;
  told = undefined;
  const ms = tookMs;
  let trace = before;
  for (let tries = 0; tries < 100 && (!trace || trace === before); tries++) {
    await pause(20);
    trace = window.overlap.traces[engine];
  }
  if (trace?.spans.length !== tasks) throw new Error(`${trace?.spans.length} of ${tasks} tasks were recorded`);
  await pause(200);
  return ms;
}

/** Ratios of so many pairs, the two of each in turns. */
async function ratios(draft: Draft, pairs: number): Promise<number[]> {
  const tasks = await show(draft);
  await without(draft);
  await withAll(draft, tasks);
  const found: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    let [plain, observed] = [Number.NaN, Number.NaN];
    if (pair % 2 === 0) plain = await without(draft);
    observed = await withAll(draft, tasks);
    if (pair % 2 === 1) plain = await without(draft);
    found.push(observed / plain);
  }
  return found;
}

const observer = { ratios };
declare global {
  interface Window {
    observer: typeof observer;
  }
}
window.observer = observer;

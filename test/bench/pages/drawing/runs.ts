/** Made-up runs for drawing: so many spans over 64 lanes of six sections, one segment and one wait each. */

import { webWorkers } from '../../../../src/engines/browser/web-workers.ts';
import type { Engine } from '../../../../src/engines/engine.ts';
import type { Scenario } from '../../../../src/scenario/scenario.ts';
import { Trace } from '../../../../src/trace/trace.ts';

export const LANES = 64;
const SECTIONS = 6;

/** Shaped like pools of workers. */
export const SECTION_ENGINES: readonly Engine[] = Array.from({ length: SECTIONS }, (_, i) => ({
  ...webWorkers,
  id: `section-${i}`,
  title: `Section ${i + 1}`,
}));

/** Pseudo-random, the same every time. */
function chanceFrom(first: number): () => number {
  let seed = first;
  return () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
}

/** A run that can be made longer: every lane has one span after another. */
export class MadeRun {
  readonly trace: Trace;
  readonly #free: Float64Array;
  readonly #chance: () => number;
  #next = 0;

  constructor(
    engine: string,
    scenario: Scenario,
    readonly lanes: number,
  ) {
    this.trace = new Trace('measured', engine, { cores: 2 }, scenario);
    this.#free = new Float64Array(lanes);
    this.#chance = chanceFrom(lanes + 7);
  }

  append(spans: number): void {
    const { trace } = this;
    for (let n = 0; n < spans; n++) {
      const task = this.#next++;
      const lane = task % this.lanes;
      const start = this.#free[lane]! + this.#chance() * 2;
      const end = start + 2 + this.#chance() * 20;
      const row = trace.begin(task, lane, 1, 0, start);
      trace.fillWith(row, task % 3 === 0 ? 1 : 0);
      trace.addWait(row, 1, 0, start, start);
      trace.spans.at.end[row] = end;
      trace.spans.at.yielded[row] = end;
      trace.spans.at.outcome[row] = task % 977 === 0 ? 1 : 0;
      this.#free[lane] = end;
    }
    trace.nowMs = Math.max(...this.#free);
  }

  finish(): void {
    this.trace.totalMs = this.trace.nowMs;
    this.trace.trim();
  }
}

/** All six, finished. */
export function runsOf(spans: number): { readonly runs: readonly MadeRun[]; readonly scenario: Scenario } {
  const each = Math.round(spans / SECTIONS);
  const tasks = Array.from({ length: each }, (_, n) => ({
    id: String(n),
    segments: [{ kind: 'sleep' as const, ms: 5 }],
  }));
  const scenario: Scenario = { tasks, workers: LANES };
  const runs = SECTION_ENGINES.map(({ id }, i) => {
    const from = Math.round((i * LANES) / SECTIONS);
    const to = Math.round(((i + 1) * LANES) / SECTIONS);
    const run = new MadeRun(id, scenario, to - from);
    run.append(each);
    run.finish();
    return run;
  });
  return { runs, scenario };
}

/** What was measured in this session, as points of the sweep: each run with the pool size that it had. */
import { settle } from '../../engines/knobs.ts';
import { engineById } from '../../engines/list.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { figuresOf } from '../traces/figures-of.ts';
import { sameScenario } from '../traces/same-scenario.ts';
import { pooled } from './resources.ts';

export interface MeasuredPoint {
  readonly engine: string;
  /** The pool size; where the engine has no pool, the one that the others had. */
  readonly size: number;
  readonly makespanMs: number;
  readonly throughputPerS: number;
  readonly utilisation: number;
}

/** Scenarios remembered, and points of each. */
const MOST_SCENARIOS = 20;
const MOST_POINTS = 400;

interface Group {
  /** Without pool size and name. */
  readonly scenario: Scenario;
  points: readonly MeasuredPoint[];
}

const NONE: readonly MeasuredPoint[] = [];

export class Runs {
  readonly #groups: Group[] = [];
  readonly #kept = new WeakSet<Trace>();

  /** Keeps those of these traces that were measured and have ended by themselves, each once. A program of the user's has no pool to sweep. */
  keep(traces: Iterable<Trace>): void {
    for (const trace of traces) {
      const { source, totalMs, facts } = trace;
      const whole =
        source === 'measured' &&
        !Number.isNaN(totalMs) &&
        !facts.hung &&
        facts.stoppedMs === undefined &&
        !facts.hidden;
      if (!whole || this.#kept.has(trace)) continue;
      this.#kept.add(trace);
      const group = this.#group(trace.scenario);
      group.points = [...group.points, pointOf(trace)].slice(-MOST_POINTS);
    }
  }

  /** The points of these tasks and knobs, whatever the pool size. The same array as long as there are no more. */
  of(scenario: Scenario): readonly MeasuredPoint[] {
    return this.#find(scenario)?.points ?? NONE;
  }

  #find(scenario: Scenario): Group | undefined {
    const plain = unsized(scenario);
    return this.#groups.find((group) => sameScenario(group.scenario, plain));
  }

  #group(scenario: Scenario): Group {
    const found = this.#find(scenario);
    if (found) return found;
    const group: Group = { scenario: unsized(scenario), points: NONE };
    if (this.#groups.push(group) > MOST_SCENARIOS) this.#groups.shift();
    return group;
  }
}

function unsized({ workers: _, name: __, ...rest }: Scenario): Scenario {
  return rest;
}

function pointOf(trace: Trace): MeasuredPoint {
  const { engine: id, scenario, machine } = trace;
  const engine = engineById(id);
  const size = pooled(engine) ? settle(engine.knobs, scenario, machine).workers : (scenario.workers ?? machine.cores);
  const { makespanMs, throughputPerS, utilisation } = figuresOf(trace);
  return { engine: id, size, makespanMs, throughputPerS, utilisation };
}

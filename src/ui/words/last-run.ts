/** What the last run is called: by what its engine's knobs were then. */
import type { EngineFacts } from '../../engines/facts.ts';
import { type Knob, settle } from '../../engines/knobs.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { movedKnobs } from '../../store/traces/own-runs.ts';
import type { Trace } from '../../trace/trace.ts';

/** `last run, pool 3`: with those of its knobs that are others now. */
export function lastRunName(engine: EngineFacts, run: Trace, now: Scenario): string {
  return ['last run', ...movedKnobs(engine, run, now).map((knob) => knobIn(engine, knob, run))].join(', ');
}

/** `pool 3`, `chunk size 4`, `switch interval 5 ms` */
function knobIn({ knobs }: EngineFacts, knob: Knob, { scenario, machine }: Trace): string {
  const value = settle(knobs, scenario, machine)[knob.name]!;
  if (knob.name === 'workers') return `pool ${value}`;
  return `${knob.title.toLowerCase()} ${knobValueWords(knob, value)}`;
}

/** `4`, `5 ms`, `shared memory` */
export function knobValueWords(knob: Knob, value: number | string): string {
  if ('values' in knob) return knob.words?.[value] ?? String(value);
  return knob.unit === 'ms' && typeof value === 'number' ? formatMs(value) : String(value);
}

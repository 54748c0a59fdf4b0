/** The live kernel without the page around it: tests call `live.run` and look at plain rows. */
import { engineById } from '../../../src/engines/list.ts';
import type { StartOptions } from '../../../src/kernel/live/live-run.ts';
import { compareClocks } from '../../../src/kernel/live/platform/clock.ts';
import { leftovers } from '../../../src/kernel/live/platform/leftovers.ts';
import { startWorker } from '../../../src/kernel/live/pool/worker-handle.ts';
import { prepare } from '../../../src/kernel/live/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { OUTCOMES, type Trace, TURN_RESOURCES } from '../../../src/trace/trace.ts';

export interface Row {
  task: number;
  lane: number;
  attempt: number;
  submit: number;
  start: number;
  end: number;
  yielded: number;
  outcome: string;
  segments: { kind: number; start: number; end: number }[];
  waits: { for: string; start: number; end: number }[];
  /** `task/attempt` that gave way, '' if nobody did. */
  by: string;
}

export interface Ran {
  rows: Row[];
  facts: Trace['facts'];
  totalMs: number;
  beats: number[];
  turns: { of: string; task: number; lane: number; start: number; end: number }[];
  queued: Trace['queued'];
  /** Spans that were seen under way in refreshes. */
  seenRunning: number;
  ownMs: number;
}

interface Options {
  engine: string;
  scenario: Scenario;
  /** Ends the run after so long. */
  abortMs?: number;
  /** Looks at the trace once a frame meanwhile. */
  watch?: boolean;
  record?: boolean;
}

function rowsOf(trace: Trace): Row[] {
  const rows: Row[] = [];
  const { spans } = trace;
  for (let row = 0; row < spans.length; row++) {
    const { at } = spans;
    const one: Row = {
      task: at.task[row]!,
      lane: at.lane[row]!,
      attempt: at.attempt[row]!,
      submit: at.submit[row]!,
      start: at.start[row]!,
      end: at.end[row]!,
      yielded: at.yielded[row]!,
      outcome: OUTCOMES[at.outcome[row]!]!,
      segments: [],
      waits: [],
      by: at.by[row]! < 0 ? '' : `${at.task[at.by[row]!]}/${at.attempt[at.by[row]!]}`,
    };
    trace.eachSegment(row, (kind, start, end) => one.segments.unshift({ kind, start, end }));
    trace.eachWait(row, (cause, start, end) => one.waits.unshift({ for: trace.causes[cause]!, start, end }));
    rows.push(one);
  }
  return rows;
}

function turnsOf({ turns: { at, length } }: Trace): Ran['turns'] {
  return Array.from({ length }, (_, row) => ({
    of: TURN_RESOURCES[at.of[row]!]!,
    task: at.task[row]!,
    lane: at.lane[row]!,
    start: at.start[row]!,
    end: at.end[row]!,
  }));
}

async function run({ engine, scenario, abortMs, watch, record }: Options): Promise<Ran> {
  const controller = new AbortController();
  const prepared = await prepare(engineById(engine), scenario, {
    cores: 2,
    roundsPerMs: undefined,
    ...(record === undefined ? {} : { record }),
  });
  const options: StartOptions = { signal: controller.signal };
  const from = performance.now();
  const live = prepared.start(options);
  if (abortMs !== undefined) setTimeout(() => controller.abort(), abortMs);
  let [over, seenRunning] = [false, 0];
  const look = () => {
    live.refresh();
    for (let row = 0; row < live.trace.spans.length; row++)
      if (OUTCOMES[live.trace.spans.at.outcome[row]!] === 'running') seenRunning++;
    if (!over) requestAnimationFrame(look);
  };
  if (watch) requestAnimationFrame(look);
  const trace = await live.finished;
  const ownMs = performance.now() - from;
  over = true;
  return {
    rows: rowsOf(trace),
    facts: trace.facts,
    totalMs: trace.totalMs,
    beats: [...trace.beats.at.at.slice(0, trace.beats.length)],
    turns: turnsOf(trace),
    queued: trace.queued,
    seenRunning,
    ownMs,
  };
}

const live = { run, leftovers, startWorker, compareClocks, prepare, engineById };
declare global {
  interface Window {
    live: typeof live;
  }
}
window.live = live;

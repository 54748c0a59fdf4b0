/** Files written and opened again: the same spans; and trace events by the rules that Perfetto keeps to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { eventsText } from '../../src/trace/files/events-out.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { traceText } from '../../src/trace/files/trace-out.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { recordings } from '../conformance/recordings.ts';
import { importText } from '../import-text.ts';
import { arbScenario } from './scenario-arbitrary.ts';

interface Event {
  ph: string;
  cat?: string;
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  id?: number | string;
  bp?: string;
}

const clone = <T>(x: T): T => JSON.parse(JSON.stringify(x));
const whole = (pieces: Iterable<string>) => [...pieces].join('');
const chrome = (trace: Trace) =>
  whole(eventsText(trace, { title: trace.engine, laneName: (lane) => `lane ${lane}`, counters: true }));
const eventsOf = (trace: Trace): Event[] => JSON.parse(chrome(trace)).traceEvents;
/** Nanoseconds as whole numbers: what Perfetto makes of ts and dur. */
const ns = (us: number) => Math.round(us * 1000);

/** Times to the nanosecond, as trace events have them. */
function rounded<T>(x: T): T {
  if (typeof x === 'number') return (Math.round(x * 1e6) / 1e6) as T;
  if (Array.isArray(x)) return x.map(rounded) as T;
  if (typeof x !== 'object' || x === null) return x;
  return Object.fromEntries(Object.entries(x).map(([key, value]) => [key, rounded(value)])) as T;
}

/** The file's form to the nanosecond: spans that then begin at once are in the order of their tasks. */
function toTheNs(trace: Trace) {
  const file = rounded(clone(traceFile(trace)));
  const place = new Map(trace.scenario.tasks.map((task, i) => [task.id, i]));
  file.spans.sort((a, b) => a.start - b.start || place.get(a.task)! - place.get(b.task)! || a.attempt - b.attempt);
  return file;
}

const scenarios = (engine: (typeof ENGINES)[number]) =>
  arbScenario({
    fails: true,
    dies: true,
    group: true,
    anyMs: false,
    ...(engine.oneCall ? {} : { after: true, retry: true }),
  });
const predicted = (id: string) => {
  const engine = ENGINES.find((other) => other.id === id)!;
  return scenarios(engine).map((scenario) =>
    withGivers(predict(engine, scenario, { cores: 2, messageRoundTripMs: 0.1 })),
  );
};

/** Where the kernel records no hand-overs, the span before in the lane is taken for the giver. */
function withGivers(trace: Trace): Trace {
  if (trace.knowsCauses) return trace;
  const last = new Map<number, number>();
  const { lane, by } = trace.spans.at;
  for (let row = 0; row < trace.spans.length; row++) {
    by[row] = last.get(lane[row]!) ?? -1;
    last.set(lane[row]!, row);
  }
  trace.knowsCauses = true;
  return trace;
}

/** The giver of each span, as `task attempt`, by span. */
function givers({ spans }: Trace): Record<string, string> {
  const name = (row: number) => `${spans.at.task[row]!} ${spans.at.attempt[row]!}`;
  const all: Record<string, string> = {};
  for (let row = 0; row < spans.length; row++) {
    const by = spans.at.by[row]!;
    all[name(row)] = by < 0 ? 'nobody' : name(by);
  }
  return all;
}

/** What would be dropped or bound to nothing. */
function faults(events: readonly Event[]): string[] {
  const found: string[] = [];
  const slices = new Map<number, { from: number; to: number }[]>();
  for (const { ph, tid, pid, ts, dur } of events) {
    if (!Number.isSafeInteger(pid) || !Number.isSafeInteger(tid)) found.push(`ids ${pid} ${tid}`);
    if (ph !== 'X') continue;
    const of = slices.get(tid) ?? [];
    slices.set(tid, of);
    of.push({ from: ns(ts), to: ns(ts) + ns(dur!) });
  }
  for (const [tid, of] of slices) {
    const ends: number[] = [];
    for (const { from, to } of of.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
      while (ends.length > 0 && ends.at(-1)! <= from) ends.pop();
      if (ends.length > 0 && to > ends.at(-1)!) found.push(`overlap on ${tid} at ${from}`);
      ends.push(to);
    }
  }
  const open = new Map<string, Event>();
  const ids = new Set<unknown>();
  for (const event of events.filter(({ ph }) => ph === 'b' || ph === 'e')) {
    const key = `${event.cat} ${event.id}`;
    if (event.ph === 'b') {
      if (ids.has(event.id)) found.push(`id ${event.id} twice`);
      ids.add(event.id);
      open.set(key, event);
    } else {
      const begin = open.get(key);
      if (!begin || begin.name !== event.name || begin.ts > event.ts) found.push(`end ${key}`);
      open.delete(key);
    }
  }
  for (const key of open.keys()) found.push(`no end ${key}`);
  const flows = new Map<unknown, Event>();
  for (const event of events.filter(({ ph }) => ph === 's' || ph === 'f')) {
    const at = ns(event.ts);
    const inside = (slices.get(event.tid) ?? []).some(({ from, to }) => from <= at && (at < to || from === to));
    if (!inside) found.push(`flow ${event.ph} ${event.id} in no slice`);
    if (event.ph === 's') flows.set(event.id, event);
    else if (event.bp !== 'e' || !(flows.get(event.id)!.ts <= event.ts)) found.push(`flow ${event.id}`);
    else flows.delete(event.id);
  }
  if (flows.size > 0) found.push('flows without an end');
  return found;
}

describe.each(ENGINES.map((engine) => engine.id))('%s', (id) => {
  test('a trace file written and opened again is the same', () => {
    fc.assert(
      fc.property(predicted(id), fc.integer({ min: 1, max: 300 }), (trace, chunk) => {
        const {
          trace: back,
          told,
          beside,
        } = importText(whole(traceText(trace, { view: { fromMs: 1, toMs: 2 } })), chunk);
        expect(clone(traceFile(back))).toEqual(clone(traceFile(trace)));
        expect(givers(back)).toEqual(givers(trace));
        expect(told).toMatchObject({ read: trace.spans.length, total: trace.spans.length, leftOut: [] });
        expect(beside).toEqual({ view: { fromMs: 1, toMs: 2 } });
      }),
      { numRuns: 25 },
    );
  });

  test('no slices overlap in part, b and e pair, flows are bound', () => {
    fc.assert(
      fc.property(predicted(id), (trace) => {
        expect(faults(eventsOf(trace))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('trace events written and opened again are the same, to the nanosecond', () => {
    fc.assert(
      fc.property(predicted(id), (trace) => {
        const { trace: back, told } = importText(chrome(trace), 1000);
        expect(toTheNs(back)).toEqual(toTheNs(trace));
        expect(givers(back)).toEqual(givers(trace));
        expect(told.leftOut).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

test.each(recordings)('%s as trace events: no overlap, and the same run again', (_name, recording) => {
  const trace = readTrace(recording);
  expect(faults(eventsOf(trace))).toEqual([]);
  expect(toTheNs(importText(chrome(trace)).trace)).toEqual(toTheNs(trace));
});

test('the test of overlaps finds one', () => {
  const x = (ts: number, dur: number): Event => ({ ph: 'X', name: 'a', pid: 1, tid: 2, ts, dur });
  expect(faults([x(0, 3), x(2, 3)])).toEqual(['overlap on 2 at 2000']);
  expect(faults([x(0, 3), x(3, 3), x(1, 2)])).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { causeNumber } from '../../src/trace/cause.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { LaneIndex } from '../../src/ui/timeline/model/lane-index.ts';
import { COMPUTE, CPU, Pieces, PLACE, SHARED, SLEEP } from '../../src/ui/timeline/model/pieces.ts';
import { concurrencySlices } from '../../src/ui/timeline/model/shares/concurrency.ts';
import { whole } from '../../src/ui/timeline/model/slices.ts';

const [sleep, cpu] = [0, 1];
const empty = (tasks = 100) =>
  new Trace(
    'measured',
    'web-workers',
    { cores: 2 },
    { tasks: Array.from({ length: tasks }, (_, n) => ({ id: String(n), segments: [{ kind: 'sleep', ms: 1 }] })) },
  );

function span(trace: Trace, task: number, lane: number, start: number, end: number, kind = sleep): number {
  const row = trace.begin(task, lane, 1, 0, start);
  trace.addSegment(row, kind, start, end);
  if (!Number.isNaN(end)) close(trace, row, end);
  return row;
}
function close(trace: Trace, row: number, end: number, outcome: 'ok' | 'failed' | 'killed' = 'ok'): void {
  trace.spans.at.end[row] = end;
  trace.spans.at.outcome[row] = outcomeNumber(outcome);
  trace.segments.at.end[trace.spans.at.lastSegment[row]!] = end;
}
const list = (pieces: Pieces) =>
  Array.from({ length: pieces.count }, (_, i) => [pieces.kind[i], pieces.from[i], pieces.to[i]]);

describe('a span taken apart', () => {
  test('shows turns under the GIL as computing and waiting, one after another', () => {
    const trace = empty();
    const row = trace.begin(0, 0, 1, 0, 10);
    trace.addSegment(row, cpu, 10, 40);
    trace.addSegment(row, sleep, 40, 60);
    trace.addWait(row, causeNumber('thread'), 0, 10, 10);
    trace.addWait(row, causeNumber('gil'), 15, 25, 10);
    trace.addWait(row, causeNumber('gil'), 30, 35, 5);
    close(trace, row, 60);
    const pieces = new Pieces();
    pieces.load(trace, row);
    expect(list(pieces)).toEqual([
      [PLACE, 0, 10],
      [CPU, 10, 15],
      [COMPUTE, 15, 25],
      [CPU, 25, 30],
      [COMPUTE, 30, 35],
      [CPU, 35, 40],
      [SLEEP, 40, 60],
    ]);
    expect(pieces.doing(CPU)).toBe(15);
    expect(pieces.doing(SLEEP)).toBe(20);
    expect(pieces.heldFrom).toBe(10);
    expect(pieces.first).toBe(1);
  });

  test('on a shared core stays one stretch, with less done in it', () => {
    const trace = empty();
    const row = span(trace, 0, 0, 0, 100, cpu);
    trace.addWait(row, causeNumber('core'), 0, 100, 50);
    const pieces = new Pieces();
    pieces.load(trace, row);
    expect(list(pieces)).toEqual([[SHARED, 0, 100]]);
    expect(pieces.doing(CPU)).toBe(50);
  });

  test('has had its lane since the wait for the loop began, not since it was queued', () => {
    const trace = empty();
    const row = span(trace, 0, 0, 60, 90, cpu);
    trace.addWait(row, causeNumber('slot'), 0, 20, 20);
    trace.addWait(row, causeNumber('loop'), 20, 60, 40);
    const pieces = new Pieces();
    pieces.load(trace, row);
    expect(pieces.heldFrom).toBe(20);
  });

  test('grows with the clock while it runs', () => {
    const trace = empty();
    const row = span(trace, 0, 0, 5, Number.NaN);
    trace.nowMs = 25;
    const pieces = new Pieces();
    pieces.load(trace, row);
    expect(list(pieces)).toEqual([[SLEEP, 5, 25]]);
  });

  test('of thousands of turns fits its arrays', () => {
    const trace = empty();
    const row = span(trace, 0, 0, 0, 10_000, cpu);
    for (let turn = 0; turn < 1000; turn++) {
      trace.addWait(row, causeNumber('gil'), turn * 10 + 5, turn * 10 + 10, 5);
    }
    const pieces = new Pieces();
    pieces.load(trace, row);
    expect(pieces.count).toBe(2000);
    expect(pieces.doing(CPU)).toBe(5000);
  });
});

describe('the index of spans by lane', () => {
  test('finds the window by time, with the span that reaches into it', () => {
    const trace = empty();
    for (let n = 0; n < 50; n++) span(trace, n, n % 2, n * 10, n * 10 + 8);
    const index = new LaneIndex(trace);
    const lane = index.lanes[0]!;
    expect(lane.count).toBe(25);
    expect(index.rowAt(lane, index.firstAt(lane, 104))).toBe(10);
    expect(index.rowAt(lane, index.firstAt(lane, 109))).toBe(12);
    expect(index.startingAt(lane, 1e9)).toBe(25);
    for (let from = 1; from < 25; from++) {
      for (const ms of [0, 100, 255, 480, 900]) {
        expect(index.startingAt(lane, ms, from)).toBe(Math.max(from, index.startingAt(lane, ms)));
      }
    }
  });

  test('finds a span that reaches in though later ones are over', () => {
    const trace = empty();
    span(trace, 0, 0, 0, 10_000);
    for (let n = 1; n < 300; n++) span(trace, n, 0, n * 10, n * 10 + 5);
    const index = new LaneIndex(trace);
    const lane = index.lanes[0]!;
    expect(index.firstAt(lane, 2500)).toBe(0);
    expect(lane.overlaps).toBe(true);
  });

  test('grows with the trace, lane by lane', () => {
    const trace = empty();
    const index = new LaneIndex(trace);
    for (let n = 0; n < 500; n++) {
      span(trace, n, (n * 7) % 5, n * 10, n * 10 + 8);
      if (n % 3 === 0) index.refresh();
    }
    index.refresh();
    expect(index.lanes).toHaveLength(5);
    for (const [number, lane] of index.lanes.entries()) {
      const rows = Array.from({ length: lane.count }, (_, place) => index.rowAt(lane, place));
      expect(rows).toEqual(Array.from({ length: 500 }, (_, n) => n).filter((n) => (n * 7) % 5 === number));
    }
  });

  test('finds every bad end, also after a span that was open has ended', () => {
    const trace = empty();
    const bad: number[] = [];
    for (let n = 0; n < 1000; n++) {
      const row = span(trace, n, 0, n * 10, n === 70 ? Number.NaN : n * 10 + 8);
      if (n === 3 || n === 64 || n === 127 || n === 128 || n === 900) {
        trace.spans.at.outcome[row] = outcomeNumber('failed');
        bad.push(n);
      }
    }
    const index = new LaneIndex(trace);
    const lane = index.lanes[0]!;
    const found = () => {
      const places: number[] = [];
      for (let place = index.nextBad(lane, 0); place < lane.count; place = index.nextBad(lane, place + 1))
        places.push(place);
      return places;
    };
    expect(found()).toEqual(bad);
    expect(lane.sealed).toBe(64);
    close(trace, 70, 708, 'killed');
    index.refresh();
    expect(lane.sealed).toBe(960);
    expect(found()).toEqual([3, 64, 70, 127, 128, 900]);
  });

  test('puts a row that comes late in its place', () => {
    const trace = empty();
    span(trace, 0, 0, 0, Number.NaN);
    span(trace, 1, 0, 20, Number.NaN);
    span(trace, 2, 0, 10, Number.NaN);
    const index = new LaneIndex(trace);
    expect([...index.rows.subarray(0, 3)]).toEqual([0, 2, 1]);
  });

  test('takes four bytes a span and a little', () => {
    const trace = empty();
    for (let n = 0; n < 100_000; n++) span(trace, 0, n % 64, n, n + 1);
    expect(new LaneIndex(trace).byteLength / 100_000).toBeLessThan(4.3);
  });
});

describe('how many at once', () => {
  test('is the same as counting, at any moment and over any stretch', () => {
    const trace = empty();
    const spans: [number, number][] = [];
    for (let n = 0; n < 40; n++) {
      const start = (n * 37) % 101;
      const end = start + ((n * 13) % 29) + 1;
      spans.push([start, end]);
      span(trace, n, n, start, end, cpu);
    }
    const { cpu: stretches, sleep: none, peak } = whole(concurrencySlices(trace));
    let most = 0;
    for (let ms = 0; ms < 140; ms += 0.5) {
      const count = spans.filter(([start, end]) => start < ms && end >= ms).length;
      expect(stretches.at(ms)).toBe(count);
      expect(none.at(ms)).toBe(0);
      most = Math.max(most, count);
      const sum = spans.reduce((total, [start, end]) => total + Math.max(0, Math.min(end, ms) - start), 0);
      expect(stretches.before(ms)).toBeCloseTo(sum, 6);
    }
    expect(peak).toBe(most);
  });
});

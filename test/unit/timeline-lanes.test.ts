/** Order, pins and hidden lanes of a section; groups of tasks; counts of what is folded away. */
import { describe, expect, test } from 'vitest';
import { semaphore } from '../../src/engines/browser/semaphore.ts';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { LaneIndex } from '../../src/ui/timeline/model/lane-index.ts';
import { type Asked, slotsOf } from '../../src/ui/timeline/model/lane-order.ts';
import { laneTop } from '../../src/ui/timeline/model/lane-top.ts';
import { countsAt, countWords } from '../../src/ui/timeline/model/shares/counts.ts';
import { layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import { xOf } from '../../src/ui/timeline/model/time-scale.ts';
import { neighbour } from '../../src/ui/timeline/model/walk.ts';
import { hitAt } from '../../src/ui/timeline/rows/hit.ts';
import { pictureOf as newPicture, ROWS } from '../../src/ui/timeline/rows/list.ts';

/** Lane, start, end, waited before the start. */
function traceOf(...spans: (readonly [lane: number, start: number, end: number, waited: number])[]): Trace {
  const trace = new Trace(
    'measured',
    'web-workers',
    { cores: 2 },
    { tasks: spans.map((_, n) => ({ id: `${n}`, segments: [] })) },
  );
  for (const [n, [lane, start, end, waited]] of spans.entries()) {
    const row = trace.begin(n, lane, 1, 0, start);
    trace.addSegment(row, 1, start, end);
    trace.addWait(row, 1, start - waited, start, waited);
    trace.spans.at.end[row] = end;
    trace.spans.at.outcome[row] = outcomeNumber('ok');
  }
  trace.totalMs = Math.max(...spans.map(([, , end]) => end));
  return trace;
}
const asked = (change: Partial<Asked>): Asked => ({ order: 'number', choice: undefined, groups: [], ...change });
const lanesOf = (lanes: number, index: LaneIndex, change: Partial<Asked>) => {
  const slots = slotsOf(lanes, index, asked(change));
  const all = Array.from({ length: slots.count }, (_, slot) => slots.laneAt(slot)!);
  for (const [slot, lane] of all.entries()) if (lane >= 0) expect(slots.slotOf(lane)).toBe(slot);
  return all;
};

describe('lanes', () => {
  const index = new LaneIndex(traceOf([1, 0, 10, 0], [0, 5, 60, 5], [2, 7, 9, 3], [1, 20, 30, 20]));

  test('stand as numbered, by first start, busy time or wait; those without a span come last', () => {
    expect(lanesOf(4, index, {})).toEqual([0, 1, 2, 3]);
    expect(lanesOf(4, index, { order: 'start' })).toEqual([1, 0, 2, 3]);
    expect(lanesOf(4, index, { order: 'busy' })).toEqual([0, 1, 2, 3]);
    expect(lanesOf(4, index, { order: 'wait' })).toEqual([1, 0, 2, 3]);
  });

  test('are pinned to the top in the order of the pins, and left out where hidden', () => {
    expect(lanesOf(4, index, { choice: { pinned: [3, 1], hidden: [0] } })).toEqual([3, 1, 2]);
    expect(lanesOf(4, index, { order: 'busy', choice: { pinned: [2], hidden: [9] } })).toEqual([2, 0, 1, 3]);
    expect(lanesOf(2, index, { choice: { pinned: [7, 1], hidden: [1] } })).toEqual([0]);
    expect(slotsOf(4, index, asked({ choice: { pinned: [], hidden: [2] } })).slotOf(2)).toBe(-1);
  });

  test('of a group stand under its row, or are folded into it', () => {
    const load = { name: 'load', lanes: [0, 2] };
    expect(lanesOf(4, index, { groups: [{ ...load, collapsed: true }] })).toEqual([-1, 1, 3]);
    expect(lanesOf(4, index, { groups: [{ ...load, collapsed: false }] })).toEqual([-1, 0, 2, 1, 3]);
  });
});

const look = { groups: {}, laneOrder: 'number', laneChoice: {} } as const;
const ROOM = { width: 1144, height: 608, narrow: false };

describe('a section', () => {
  const text = 'load: 3 x sleep 200ms\nmerge after load: cpu 100ms\npool 2';
  const predicted = predict(semaphore, parseNotation(text).scenario, { cores: 2 });

  test('folds a group of tasks whose lane is the task, and says so', () => {
    const picture = newPicture(semaphore);
    picture.refresh({ predicted }, 0, look);
    expect(picture.slots.count).toBe(4);
    picture.refresh({ predicted }, 0, { ...look, groups: { 'semaphore/load': false } });
    expect(picture.slots.groupRows).toEqual([{ slot: 0, name: 'load', collapsed: true, tasks: 3 }]);
    expect(picture.slots.count).toBe(2);
    const layout = layoutOf(NOTHING.layout, [picture], ROWS, {}, ROOM);
    expect(layout.sections[0]).toMatchObject({ lanes: 2, hidden: 0, groups: [{ name: 'load' }] });
  });

  test('is found by the pointer and the keyboard where its lanes stand, not where they are numbered', () => {
    const trace = traceOf([0, 0, 100, 0], [1, 0, 100, 0], [2, 0, 100, 0]);
    const picture = newPicture(webWorkers);
    const laneChoice = { 'web-workers': { pinned: [2], hidden: [0] } };
    picture.refresh({ measured: trace }, 0, { ...look, laneChoice });
    const layout = layoutOf(NOTHING.layout, [picture], ROWS, {}, ROOM);
    const [section] = layout.sections;
    expect(section).toMatchObject({ lanes: 2, hidden: 1 });
    const scale = { fromMs: 0, toMs: 100, left: layout.gutter, width: layout.right - layout.gutter };
    for (const lane of [2, 1]) {
      const y = laneTop(section!, picture, lane) + 10;
      expect(hitAt({ layout, pictures: [picture], scale }, xOf(scale, 50), y)).toMatchObject({
        row: 'lanes',
        span: lane,
      });
    }
    const first = neighbour([picture], null, 'down')!;
    expect(first.task).toBe(2);
    expect(neighbour([picture], first, 'down')!.task).toBe(1);
    expect(neighbour([picture], { ...first, task: 1 }, 'down')!.task).toBe(1);
  });

  test('is opened and collapsed against its room, and has its own axis only if asked for', () => {
    const picture = newPicture(webWorkers);
    picture.refresh({ measured: traceOf([0, 0, 100, 0]) }, 0, look);
    const layout = layoutOf(NOTHING.layout, [picture], ROWS, { 'web-workers': false }, ROOM);
    expect(layout.sections[0]).toMatchObject({ collapsed: true, axisHeight: 0 });
    const own = layoutOf(NOTHING.layout, [picture], ROWS, {}, { ...ROOM, ownAxes: true }).sections[0]!;
    expect(own.axisHeight).toBeGreaterThan(0);
    expect(own.rowsTop).toBe(own.axisTop + own.axisHeight);
  });
});

describe('the counts of what is folded', () => {
  test('sum to the tasks at any moment', () => {
    const trace = traceOf([0, 0, 10, 0], [1, 5, 20, 5], [0, 12, 30, 12]);
    trace.spans.at.outcome[1] = outcomeNumber('failed');
    for (const ms of [-1, 0, 7, 11, 15, 25, 40, Number.NaN]) {
      const { running, waiting, ended, of } = countsAt(trace, ms);
      expect(running + waiting + ended).toBe(of);
    }
    expect(countsAt(trace, 15)).toEqual({ running: 2, waiting: 0, failed: 0, ended: 1, of: 3 });
    expect(countsAt(trace, 7)).toEqual({ running: 2, waiting: 1, failed: 0, ended: 0, of: 3 });
    expect(countWords(countsAt(trace, Number.NaN), false)).toBe('0 run, 0 wait, 1 failed, 3 of 3 ended');
    expect(countsAt(trace, Number.NaN, (task) => task > 0).of).toBe(2);
  });
});

import { beforeAll, expect, describe as group, test } from 'vitest';
import { sequential } from '../../src/engines/browser/sequential.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { eventLoop, poolMap, threadPoolAsCompleted, threadPoolMap } from '../../src/engines/python/python.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { Trace, TURN_RESOURCES } from '../../src/trace/trace.ts';
import type { Layout } from '../../src/ui/timeline/model/layout.ts';
import { bareMiddle } from '../../src/ui/timeline/model/lines.ts';
import { LOOP as LOOP_DATA } from '../../src/ui/timeline/model/loop-data.ts';
import { loopQueuesOf } from '../../src/ui/timeline/model/loop-turns.ts';
import type { Picture } from '../../src/ui/timeline/model/picture.ts';
import { firstResultFrom, groupEnd, groupName, raisedName } from '../../src/ui/timeline/model/result-groups.ts';
import { resultsOf } from '../../src/ui/timeline/model/result-rows.ts';
import { RESULTS } from '../../src/ui/timeline/model/results-data.ts';
import { layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import { xOf } from '../../src/ui/timeline/model/time-scale.ts';
import { describe, hitAt, sameHit } from '../../src/ui/timeline/rows/hit.ts';
import { loadRows, pictureOf as newPicture, ROWS } from '../../src/ui/timeline/rows/list.ts';
import type { Hit } from '../../src/ui/timeline/rows/row.ts';

const SLEEPS = 'sleep 0.8\nsleep 0.2\nsleep 0.4\n3 x sleep 0.3\npool 2';
const LOOP = 'sleep 100ms\n2 x sleep 50ms, cpu 200ms\n2 x sleep 200ms';
const prediction = (engine: Engine, text: string) => predict(engine, parseNotation(text).scenario, { cores: 2 });
await Promise.all([RESULTS, LOOP_DATA].map(({ work }) => work.load()));

function pictureOf(engine: Engine, text: string, measured?: Trace): Picture {
  const picture = newPicture(engine);
  picture.refresh({ predicted: prediction(engine, text), ...(measured && { measured }) }, 0);
  return picture;
}
const ROOM = { width: 1144, height: 608, narrow: false };
const resultsIn = (picture: Picture) => picture.of(RESULTS).drawn;
const told = (hit: Hit | null, picture: Picture) => describe(hit!, picture)!;
/** Where a row stands in a section: its top and height; undefined where the section has none. */
function row(layout: Layout, section: number, id: string): [top: number, height: number] {
  const box = layout.sections[section]!.rows.find((one) => one.id === id)!;
  return [box.top, box.height];
}

beforeAll(() => loadRows());
const order = (engine: Engine) => {
  const picture = pictureOf(engine, SLEEPS);
  return [...resultsIn(picture).rows].map((row) => picture.main!.trace.spans.at.task[row]);
};

group('the rows of a Python engine', () => {
  test('stand between the lanes and the main thread, and above the lanes; without them nothing moves', () => {
    const loopRows = ['timers', 'ready', 'loop', 'lanes', 'results', 'beats'];
    const layout = layoutOf(NOTHING.layout, [pictureOf(eventLoop, '12 x sleep 100ms, cpu 1ms')], ROWS, {}, ROOM);
    expect(layout.sections[0]!.rows.map(({ id }) => id)).toEqual(loopRows);
    expect([row(layout, 0, 'timers'), row(layout, 0, 'loop')[1]]).toEqual([[64, 32], 16]);
    const [lanesTop, lanesHeight] = row(layout, 0, 'lanes');
    expect(lanesHeight).toBe(12 * layout.sections[0]!.laneHeight);
    expect(row(layout, 0, 'results')).toEqual([lanesTop + lanesHeight, 14]);
    expect(row(layout, 0, 'beats')).toEqual([lanesTop + lanesHeight + 14, 16]);
    const bare = layoutOf(NOTHING.layout, [pictureOf(sequential, 'sleep 100ms')], ROWS, {}, ROOM).sections[0]!;
    expect(bare.rows.map(({ id }) => id)).toEqual(['lanes', 'beats']);
    expect(bare.lanesTop).toBe(64);
  });

  test('are asked for by the engine', () => {
    const layout = layoutOf(NOTHING.layout, [pictureOf(eventLoop, LOOP), pictureOf(poolMap, SLEEPS)], ROWS, {}, ROOM);
    const has = layout.sections.map(({ rows }) => ['results', 'loop'].map((id) => rows.some((one) => one.id === id)));
    expect(has).toEqual([
      [true, true],
      [true, false],
    ]);
  });
});

group('results', () => {
  test('come as tasks end from a generator, in order from map, all at the end from a list', () => {
    expect(order(threadPoolAsCompleted)).toEqual([1, 2, 0, 3, 4, 5]);
    expect(order(threadPoolMap)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(groupEnd(resultsIn(pictureOf(poolMap, SLEEPS)), 0, 1)).toBe(6);
  });

  test('share a mark where they fall into one pixel', () => {
    const trace = prediction(threadPoolAsCompleted, SLEEPS);
    const times = [300, 100, 100.4, Number.NaN, 101.2, 300.5];
    for (const [row, ms] of times.entries()) trace.spans.at.yielded[row] = ms;
    const results = resultsOf(trace);
    expect([...results.atMs]).toEqual([100, 100.4, 101.2, 300, 300.5]);
    expect([groupEnd(results, 0, 1), groupEnd(results, 2, 1), groupEnd(results, 3, 1)]).toEqual([2, 3, 5]);
    expect(groupEnd(results, 0, 1000)).toBe(5);
    expect([firstResultFrom(results, 0), firstResultFrom(results, 101), firstResultFrom(results, 400)]).toEqual([
      0, 2, 5,
    ]);
    expect([groupName(20, 20), groupName(5, 20)]).toEqual(['all 20', '5 results']);
    expect([raisedName(['3']), raisedName(['1', '2', '3', '4'])]).toEqual(['3 raised', '4 tasks raised']);
  });

  test('know when the run had them, by task', () => {
    const measured = prediction(threadPoolMap, SLEEPS);
    for (let row = 0; row < measured.spans.length; row++) measured.spans.at.yielded[row]! += 10;
    measured.spans.at.yielded[measured.spans.length - 1] = Number.NaN;
    const picture = pictureOf(threadPoolMap, SLEEPS, measured);
    expect(resultsIn(picture).rows).toHaveLength(5);
    const { otherMs, atMs } = picture.of(RESULTS).predicted;
    expect(otherMs[0]! - atMs[0]!).toBeCloseTo(10);
    expect(otherMs[5]).toBeNaN();
  });

  test('are told under the pointer', () => {
    const pictures = [pictureOf(threadPoolAsCompleted, SLEEPS), pictureOf(poolMap, SLEEPS)];
    const layout = layoutOf(NOTHING.layout, pictures, ROWS, {}, ROOM);
    const scale = { fromMs: 0, toMs: 2000, left: 104, width: 1000 };
    const at = (i: number, ms: number) =>
      hitAt({ layout, pictures, scale }, xOf(scale, ms), row(layout, i, 'results')[0] + 7);
    const first = at(0, resultsIn(pictures[0]!).atMs[0]!);
    const said = told(first, pictures[0]!);
    expect(said.title).toBe('Result of task 1');
    expect(said.doing).toMatch(/^reaches the caller at 20\d ms$/);
    expect(sameHit(first, at(0, resultsIn(pictures[0]!).atMs[0]! + 3))).toBe(true);
    expect(at(0, 50)).toBeNull();
    const all = told(at(1, resultsIn(pictures[1]!).atMs[0]!), pictures[1]!);
    expect(all.title).toBe('6 results');
    expect(all.rows).toEqual([['of tasks', '0, 1, 2, 3, 4, 5']]);
  });

  test('end with what the call raises', () => {
    const pictures = [pictureOf(threadPoolMap, 'sleep 0.2\nsleep 0.5 fails\npool 2')];
    const { raisedMs } = pictures[0]!.main!.trace.facts;
    // What is raised is no result.
    expect(resultsIn(pictures[0]!).rows).toHaveLength(1);
    const layout = layoutOf(NOTHING.layout, pictures, ROWS, {}, ROOM);
    const scale = { fromMs: 0, toMs: 2000, left: 104, width: 1000 };
    const hit = hitAt({ layout, pictures, scale }, xOf(scale, raisedMs!), row(layout, 0, 'results')[0] + 7);
    expect(hit).toMatchObject({ row: 'results', key: 'raised' });
    expect(told(hit, pictures[0]!).rows).toEqual([['raised', '1']]);
  });
});

group('the lanes of an event loop', () => {
  const picture = pictureOf(eventLoop, LOOP);

  test('hold its timers, its ready queue and its own turns', () => {
    const { timer, ready, loop } = picture.of(LOOP_DATA).drawn!;
    expect([timer.count, timer.most, timer.rows]).toEqual([5, 5, 5]);
    expect([...loop.task]).toEqual([1, 2]);
    // Both timers go off in one pass: the second task is ready and waits. The others' are looked at in the next pass.
    expect([...ready.task]).toEqual([2]);
    expect([ready.fromMs[0], ready.toMs[0]]).toEqual([50, 250]);
    const { task } = picture.main!.trace.spans.at;
    expect([...timer.span].map((span) => task[span])).toEqual([...timer.task]);
  });

  test('have five rows at most and tell how many there were', () => {
    const trace = prediction(eventLoop, '12 x sleep 100ms');
    expect(loopQueuesOf(trace).timer).toMatchObject({ rows: 5, most: 12, count: 12 });
  });

  test('show a sleep that goes on, and nothing where nothing is told', () => {
    const { scenario, machine } = picture.main!.trace;
    const trace = new Trace('measured', eventLoop.id, machine, scenario);
    trace.nowMs = 40;
    expect(loopQueuesOf(trace)).toMatchObject({ timer: { count: 0 }, ready: { count: 0 }, loop: { count: 0 } });
    const span = trace.begin(0, 0, 1, 0, 1);
    trace.addSegment(span, 0, 2, Number.NaN);
    trace.addTurn(TURN_RESOURCES.indexOf('ready'), 0, 0, 0, 1);
    const { timer, ready } = loopQueuesOf(trace);
    expect([timer.fromMs[0], timer.toMs[0], timer.span[0]]).toEqual([2, Number.NaN, 0]);
    expect(ready.span[0]).toBe(0);
  });

  test('are told under the pointer', () => {
    const layout = layoutOf(NOTHING.layout, [picture], ROWS, {}, ROOM);
    const scale = { fromMs: 0, toMs: 500, left: 104, width: 1000 };
    const top = (id: string) => row(layout, 0, id)[0];
    const said = (ms: number, y: number) =>
      told(hitAt({ layout, pictures: [picture], scale }, xOf(scale, ms), y), picture);
    expect(said(200, top('loop') + 8)).toMatchObject({ title: 'The loop', doing: 'runs task 1' });
    expect(said(40, top('timers') + bareMiddle(0))).toMatchObject({ title: 'Task 0', doing: 'lies among the timers' });
    expect(said(200, top('ready') + bareMiddle(0)).doing).toBe('is ready, waits for its turn');
  });
});

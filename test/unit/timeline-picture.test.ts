import { beforeAll, expect, describe as group, test } from 'vitest';
import { asyncPool } from '../../src/engines/browser/async-pool.ts';
import { semaphore } from '../../src/engines/browser/semaphore.ts';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { type LaneKind, lanesOf } from '../../src/engines/facts.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { AXIS_HEIGHT, layOut, type Wants } from '../../src/ui/timeline/model/layout.ts';
import { bareMiddle, wordsMiddle } from '../../src/ui/timeline/model/lines.ts';
import type { Picture } from '../../src/ui/timeline/model/picture.ts';
import { QUEUE, queueOf, queueRoom } from '../../src/ui/timeline/model/queue.ts';
import { predictedStops, stopsBetweenBeats } from '../../src/ui/timeline/model/stops.ts';
import { xOf } from '../../src/ui/timeline/model/time-scale.ts';
import { neighbour } from '../../src/ui/timeline/model/walk.ts';
import { describe, hitAt, sameHit } from '../../src/ui/timeline/rows/hit.ts';
import { loadRows, pictureOf as newPicture, ROWS } from '../../src/ui/timeline/rows/list.ts';
import { queueRow } from '../../src/ui/timeline/rows/queue.ts';
import type { Hit } from '../../src/ui/timeline/rows/row.ts';
import { describeSpan, inOneSentence } from '../../src/ui/timeline/rows/span-words.ts';
import { laneName } from '../../src/ui/words/lane-name.ts';

const ARTICLE = 'sleep 0..4\npool 3';
const prediction = (engine: Engine, text = ARTICLE) => predict(engine, parseNotation(text).scenario, { cores: 2 });
function pictureOf(engine: Engine, text = ARTICLE, measured?: Trace): Picture {
  const picture = newPicture(engine);
  picture.refresh({ predicted: prediction(engine, text), ...(measured && { measured }) }, 0);
  return picture;
}
const wants = (picture: Picture): Wants => ({
  engine: picture.engine.id,
  lanes: picture.lanes,
  rows: ROWS.map((row) => ({ id: row.id, height: row.height(picture) })),
  expanded: undefined,
});

group('the layout', () => {
  const three = [webWorkers, asyncPool, semaphore].map((engine) => wants(pictureOf(engine)));

  test('is the one of the pictures: three engines whole at 1440 x 900', () => {
    const layout = layOut(three, { width: 1144, height: 580, narrow: false });
    expect(layout.sections.map((s) => [s.top, s.lanesTop, s.laneHeight, s.bottom])).toEqual([
      [28, 78, 34, 201],
      [201, 251, 34, 374],
      [374, 410, 34, 601],
    ]);
    expect(layout.height).toBeLessThanOrEqual(580 + AXIS_HEIGHT);
    expect([layout.gutter, layout.right]).toEqual([104, 1128]);
  });

  test('gives lanes 36 px at most and 20 at least, and then the lanes scroll', () => {
    expect(layOut(three.slice(0, 1), { width: 1144, height: 580, narrow: false }).sections[0]!.laneHeight).toBe(36);
    const six = layOut([...three, ...three], { width: 1144, height: 580, narrow: false });
    expect(six.sections[0]!.laneHeight).toBe(20);
    expect(six.height).toBeGreaterThan(608);
    expect(six.sections.some((s) => s.collapsed)).toBe(false);
  });

  test('collapses an engine whose lanes alone fill the room, unless it is wanted whole', () => {
    const many = { ...three[2]!, lanes: 200 };
    const room = { width: 1144, height: 580, narrow: false };
    expect(layOut([three[0]!, many], room).sections.map((s) => s.collapsed)).toEqual([false, true]);
    expect(layOut([{ ...many, expanded: true }], room).sections[0]).toMatchObject({ collapsed: false, laneHeight: 20 });
  });

  test('has room for five queue lines six apart, and for two with words', () => {
    const text = (many: number) => `pool 1\n${many + 1} x sleep 1s`;
    expect(queueRow.height(pictureOf(webWorkers, text(9)))).toBe(32);
    expect(queueRow.height(pictureOf(webWorkers, text(2)))).toBe(28);
    expect([bareMiddle(1) - bareMiddle(0), wordsMiddle(1) - wordsMiddle(0)]).toEqual([6, 14]);
  });

  test('stands without engines', () => {
    expect(layOut([], { width: 800, height: 500, narrow: false })).toMatchObject({ sections: [], height: AXIS_HEIGHT });
  });

  const lanesOfKind = (kind: LaneKind['kind']) => lanesOf(kind, { waitsFor: 'worker', cpu: 'core', mortal: false });
  const [workerLanes, threadLanes, taskLanes, loopLanes] = [
    lanesOfKind('worker'),
    lanesOfKind('thread'),
    lanesOfKind('task'),
    lanesOfKind('loop'),
  ];

  test('names lanes by what they are', () => {
    const trace = new Trace('measured', 'semaphore', { cores: 2 }, { tasks: [{ id: 'load', segments: [] }] });
    expect(laneName(workerLanes, 0, trace)).toBe('worker 1');
    expect(laneName(threadLanes, 1, trace, true)).toBe('t2');
    expect(laneName(taskLanes, 0, trace)).toBe('task load');
    expect(laneName(loopLanes, 0, trace)).toBe('loop');
  });

  test('names lanes of an opened file as the file does', () => {
    const trace = new Trace('imported', 'Chrome trace', { cores: 2 }, { tasks: [] });
    trace.facts = { laneNames: ['MainThread', 'MainThread, 1 inside'] };
    expect(laneName(threadLanes, 1, trace)).toBe('MainThread, 1 inside');
    expect(laneName(threadLanes, 1, trace, true)).toBe('t2');
  });
});

group('the queue', () => {
  test('says in words who waits, where two rows hold all', () => {
    const queue = queueOf(prediction(webWorkers), 10);
    expect(queue).toMatchObject({ mode: 'words', rows: 1, tasks: 1 });
    expect(queue.shown[0]).toMatchObject({ task: 4, fromMs: 0, toMs: 1000, row: 0 });
  });

  test('uses a row again as soon as it is free', () => {
    const queue = queueOf(prediction(webWorkers, '3 x sleep 1\nsleep 1 fails retry 1\npool 2'), 10);
    expect(queue.rows).toBeLessThanOrEqual(2);
    expect(queue.shown.length).toBeGreaterThan(queue.rows - 1);
  });

  test('draws five lines for many, from the first to the last, and says how many there are', () => {
    const queue = queueOf(prediction(webWorkers, '200 x sleep 100ms\npool 16'), 1);
    expect(queue).toMatchObject({ mode: 'lines', rows: 5, tasks: 184 });
    expect(queue.shown).toHaveLength(5);
    expect(queue.shown.map((q) => q.row)).toEqual([0, 1, 2, 3, 4]);
  });

  test('leaves out what is too short to see', () => {
    expect(queueOf(prediction(webWorkers), 2000).mode).toBe('none');
  });

  test('shows tasks that have not begun, up to now', () => {
    const trace = new Trace('measured', 'web-workers', { cores: 2 }, parseNotation(ARTICLE).scenario);
    trace.queued = [{ task: 4, attempt: 1, submit: 0, cause: 'worker', since: 0 }];
    trace.nowMs = 500;
    const [first] = queueOf(trace, 10).shown;
    expect(first).toMatchObject({ task: 4, span: -1 });
    expect(first!.toMs).toBeNaN();
  });
});

group('a picture', () => {
  test('keeps the lanes of the prediction while the run has not reached them', () => {
    const measured = new Trace('measured', 'web-workers', { cores: 2 }, parseNotation(ARTICLE).scenario);
    measured.nowMs = 0;
    const picture = pictureOf(webWorkers, ARTICLE, measured);
    expect(picture.lanes).toBe(3);
    expect(queueRoom(picture.of(QUEUE))).toMatchObject({ rows: 1, mode: 'words' });
    expect(picture.live).toBe(true);
  });

  test('puts outlines where the measured spans really ran', () => {
    const predicted = prediction(webWorkers);
    const lane = (task: number) => predicted.spans.at.lane[[...predicted.spans.at.task.subarray(0, 5)].indexOf(task)]!;
    const measured = new Trace('measured', 'web-workers', { cores: 2 }, predicted.scenario);
    const elsewhere = (lane(1) + 1) % 3;
    const row = measured.begin(1, elsewhere, 1, 0, 0);
    measured.nowMs = 10;
    const picture = newPicture(webWorkers);
    picture.refresh({ predicted, measured }, 0);
    const outlines = picture.outlines!;
    const inLane = outlines.lanes[elsewhere]!;
    const tasks = Array.from({ length: inLane.count }, (_, i) => predicted.spans.at.task[outlines.rowAt(inLane, i)]);
    expect(tasks).toContain(1);
    expect(picture.rowOf(1, 1)).toBe(row);
    expect(picture.rowOf(4, 1)).toBe(-1);
  });

  test('has room for the lanes and the time of the last run, and draws no bar from it', () => {
    const last = prediction(webWorkers, 'sleep 0..4\npool 5');
    const predicted = prediction(webWorkers, 'sleep 0..2\npool 2');
    const picture = newPicture(webWorkers);
    picture.refresh({ predicted, last }, 0);
    expect([picture.main, picture.outlines]).toEqual([picture.predicted, picture.predicted]);
    expect(picture.lanes).toBe(
      last.spans.at.lane.slice(0, last.spans.length).reduce((most, lane) => Math.max(most, lane + 1), 0),
    );
    expect(picture.endMs).toBe(last.totalMs);
    picture.refresh({ predicted }, 0);
    expect([picture.last, picture.lanes]).toEqual([undefined, 2]);
  });

  test('knows who gave a task its place', () => {
    for (const engine of [webWorkers, semaphore]) {
      const picture = pictureOf(engine);
      expect(picture.giverOf(picture.predictedRow(4, 1))).toBe(picture.predictedRow(1, 1));
      expect(picture.giverOf(picture.predictedRow(2, 1))).toBe(-1);
    }
  });
});

group('the main thread', () => {
  test('stood still between beats that lie far apart', () => {
    const trace = new Trace('measured', 'async-pool', { cores: 2 }, { tasks: [] });
    for (const at of [0, 17, 33, 290, 307]) trace.addBeat(at);
    expect(stopsBetweenBeats(trace)).toEqual([{ fromMs: 33, toMs: 290 }]);
  });

  test('is predicted to stop where tasks compute on its loop, not where workers do', () => {
    const text = '2 x cpu 200ms\npool 2';
    expect(predictedStops(prediction(asyncPool, text), asyncPool)).toHaveLength(2);
    expect(predictedStops(prediction(webWorkers, text), webWorkers)).toEqual([]);
  });
});

group('the pointer', () => {
  const pictures = [pictureOf(webWorkers), pictureOf(semaphore)];
  const layout = layOut(pictures.map(wants), { width: 1144, height: 580, narrow: false });
  const scale = { fromMs: -100, toMs: 5220, left: 104, width: 1024 };
  const at = (section: number, lane: number, ms: number) => {
    const s = layout.sections[section]!;
    return hitAt({ layout, pictures, scale }, xOf(scale, ms), s.lanesTop + (lane + 0.5) * s.laneHeight);
  };
  const taskOf = (hit: Hit | null) => (hit?.row === 'lanes' ? hit.selects?.task : undefined);
  const told = (hit: Hit | null, picture: Picture) => describe(hit!, picture)!;

  beforeAll(() => loadRows());

  test('finds spans, and nothing where nothing is', () => {
    expect(taskOf(at(0, 1, 2000))).toBe(4);
    expect(taskOf(at(0, 1, 500))).toBe(1);
    expect(at(0, 2, 3500)).toBeNull();
    expect(hitAt({ layout, pictures, scale }, 20, 200)).toBeNull();
    expect(hitAt({ layout, pictures, scale }, 400, 5000)).toBeNull();
  });

  test('finds a task that took no time within a few pixels', () => {
    expect(taskOf(at(1, 0, 10))).toBe(0);
  });

  test('finds a wait in the queue row, or in the lane of the task', () => {
    const s = layout.sections[0]!;
    const queued = hitAt({ layout, pictures, scale }, xOf(scale, 500), s.rowsTop + 7);
    expect(queued).toMatchObject({ row: 'queue', selects: { task: 4 } });
    const waiting = at(1, 4, 500);
    expect(taskOf(waiting)).toBe(4);
    expect(told(waiting, pictures[1]!)).toMatchObject({ mark: 'place', doing: 'waits for a permit' });
    expect(sameHit(waiting, at(1, 4, 501))).toBe(true);
    expect(sameHit(waiting, queued)).toBe(false);
  });

  test('is told task, lane, times and waits', () => {
    const said = told(at(0, 1, 2000), pictures[0]!);
    expect(said).toMatchObject({
      title: 'Task 4',
      where: ' on worker 2',
      mark: 'sleeping',
      doing: 'sleeps',
      length: '4.000 s',
    });
    expect(said.rows).toEqual([
      ['from', '1.000 to 5.000 s'],
      ['asked to sleep', '4 s'],
      ['waited for a worker', '1.000 s'],
    ]);
  });

  test('is told how much has been computed so far, and who holds what it waits for', () => {
    const own = [pictureOf(asyncPool, '2 x cpu 240ms\npool 2')];
    const room = layOut(own.map(wants), { width: 1144, height: 580, narrow: false });
    const small = { fromMs: 0, toMs: 500, left: 104, width: 1000 };
    const y = (lane: number) => room.sections[0]!.lanesTop + (lane + 0.5) * room.sections[0]!.laneHeight;
    const computing = told(hitAt({ layout: room, pictures: own, scale: small }, xOf(small, 90), y(0)), own[0]!);
    expect(computing.rows).toContainEqual(['computed so far', '90 ms of 240 ms']);
    const waiting = told(hitAt({ layout: room, pictures: own, scale: small }, xOf(small, 90), y(1)), own[0]!);
    expect(waiting.doing).toBe('waits for the event loop');
    expect(waiting.rows).toContainEqual(['held by', 'task 0']);
  });

  test('moves by arrow along a lane, across lanes and into the next engine', () => {
    const first = neighbour(pictures, null, 'right');
    expect(first).toEqual({ engine: 'web-workers', task: 0, attempt: 1 });
    expect(neighbour(pictures, first, 'right')).toMatchObject({ task: 3 });
    expect(neighbour(pictures, first, 'left')).toEqual(first);
    expect(neighbour(pictures, first, 'down')).toMatchObject({ task: 1 });
    const last = { engine: 'web-workers', task: 2, attempt: 1 };
    expect(neighbour(pictures, last, 'down')).toMatchObject({ engine: 'semaphore', task: 0 });
    expect(neighbour(pictures, { engine: 'semaphore', task: 0, attempt: 1 }, 'up')).toMatchObject({ task: 2 });
    expect(neighbour([], null, 'down')).toBeNull();
  });

  test('hears a whole task in one sentence', () => {
    const row = pictures[0]!.rowOf(4, 1);
    expect(inOneSentence(row, pictures[0]!)).toBe(
      'Web Workers: task 4, on worker 2, 1.000 to 5.000 s, waited 1.000 s for a worker, predicted ok',
    );
  });

  test('is told how it ended, where it did not end well', () => {
    const measured = new Trace('measured', 'web-workers', { cores: 2 }, parseNotation('sleep 1 fails').scenario);
    const row = measured.begin(0, 0, 1, 0, 0);
    measured.addSegment(row, 0, 0, 1000);
    measured.spans.at.end[row] = 1000;
    measured.spans.at.outcome[row] = outcomeNumber('failed');
    measured.totalMs = 1000;
    const picture = pictureOf(webWorkers, 'sleep 1 fails', measured);
    const said = describeSpan({ row: 'lanes', engine: 'web-workers', key: '', span: row, piece: 0, ms: 500 }, picture);
    expect(said.rows).toContainEqual(['outcome', 'failed']);
    expect(said.rows).toContainEqual(['from start to end', '1.000 s, predicted 1.000 s']);
  });
});

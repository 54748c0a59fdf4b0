/** What the timeline says beside its lanes: the marks in its key, how many of a pool are used, what of a large replay is still to come. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Section } from '../../src/ui/timeline/model/layout.ts';
import { occurring } from '../../src/ui/timeline/model/occurring.ts';
import { structureOf } from '../../src/ui/timeline/model/structure.ts';
import { paintFuture } from '../../src/ui/timeline/paint/over/future.ts';
import type { Pen } from '../../src/ui/timeline/paint/pen.ts';
import { pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';
import { orderShown } from '../../src/ui/timeline/rows/paint-structure.ts';
import { usedWords } from '../../src/ui/timeline/surface/header-line.ts';

const trace = (id: string, text: string) => predict(engineById(id), parseNotation(text).scenario, { cores: 2 });
function picture(id: string, text: string) {
  const one = pictureOf(engineById(id), ROWS);
  one.refresh({ predicted: trace(id, text) }, 0);
  return one;
}
const marks = (...traces: Parameters<typeof occurring>[0]) => [...occurring(traces)].sort();

test('the key lists the marks that there are, and no others', () => {
  expect(marks(trace('web-workers', 'pool 3\nsleep 0..4'))).toEqual(['moment', 'place', 'sleeping']);
  expect(marks(trace('asyncio.gather', '2 x sleep 1'))).toEqual(['sleeping']);
  expect(marks(trace('asyncio.gather', '2 x cpu 100ms'))).toEqual(['compute', 'computing']);
  expect(marks(trace('web-workers', 'pool 2\na: sleep 1\nb after a: cpu 1'))).toContain('others');
  expect(marks(trace('web-workers', 'pool 2\nsleep 1 fails\ncpu 1 dies'))).toEqual([
    'computing',
    'failed',
    'killed',
    'sleeping',
  ]);
  expect(marks(trace('asyncio.TaskGroup', 'sleep 1 fails\nsleep 2'))).toContain('cancelled');
  // Of several engines, all of them.
  expect(marks(trace('asyncio.gather', '2 x sleep 1'), trace('web-workers', 'pool 1\n2 x cpu 1'))).toEqual([
    'computing',
    'place',
    'sleeping',
  ]);
  expect(marks()).toEqual([]);
});

test('of a pool that is larger than its tasks it is said how many are used', () => {
  expect(usedWords(picture('web-workers', 'pool 10\nsleep 1..5'))).toBe(', 5 of 10 workers used');
  expect(usedWords(picture('ThreadPoolExecutor.map', 'pool 4\n3 x sleep 1'))).toBe(', 3 of 4 threads used');
  expect(usedWords(picture('web-workers', 'pool 5\nsleep 1..5'))).toBe('');
  // Their lanes are the tasks, or they have no pool.
  for (const id of ['semaphore', 'asyncio.gather', 'sequential', 'ray.get'])
    expect(usedWords(picture(id, 'pool 10\n3 x sleep 1')), id).toBe('');
});

test('in the replay of a large run what is to come is veiled, and nothing else is', () => {
  const drawn: number[][] = [];
  const pen = {
    left: 100,
    right: 500,
    palette: { bg: 'white' },
    ctx: { globalAlpha: 1 },
    px: (ms: number) => 100 + ms,
    fill: (_: string, ...box: number[]) => drawn.push(box),
  } as unknown as Pen;
  const section = { rowsTop: 40, bottom: 240 } as Section;
  paintFuture(pen, picture('web-workers', '4 x sleep 1'), section, 50);
  expect(drawn).toEqual([]);
  const large = picture('web-workers', 'pool 8\n6000 x sleep 1ms');
  paintFuture(pen, large, section, 150);
  paintFuture(pen, large, section, -20);
  expect(drawn).toEqual([
    [250, 40, 254, 200],
    [100, 40, 404, 200],
  ]);
  expect(pen.ctx.globalAlpha).toBe(1);
});

test('who waits for whom is told once: what the section above says already is one line', () => {
  const text = 'pool 3\nlist: sleep 1\nload after list: 6 x sleep 1\nmerge after load: cpu 100ms';
  const order = (one: ReturnType<typeof picture>) =>
    orderShown(one, structureOf(one.main!.trace)).map(({ who, what }) => `${who}: ${what}`);
  const [first, own, second] = ['web-workers', 'semaphore', 'async-pool'].map((id) => picture(id, text));
  own!.above = first;
  second!.above = own;
  expect(order(first!)).toEqual(['load × 6: list', 'merge: load']);
  // The semaphore's lanes are the tasks, which have their waits themselves.
  expect(order(second!)).toEqual(['7 tasks: others, as above']);
  const other = picture(
    'async-pool',
    'pool 3\nlist: sleep 1\nload after list: 5 x sleep 1\nmerge after load: cpu 100ms',
  );
  other.above = first;
  expect(order(other)).toEqual(['load × 5: list', 'merge: load']);
});

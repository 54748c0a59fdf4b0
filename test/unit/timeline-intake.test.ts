/** A large new trace is taken in over several frames; until all of it is, the section is what it was. */
import { expect, test } from 'vitest';
import { asyncPool } from '../../src/engines/browser/async-pool.ts';
import { semaphore } from '../../src/engines/browser/semaphore.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { threadPoolAsCompleted } from '../../src/engines/python/python.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { Later } from '../../src/ui/timeline/model/later.ts';
import { Picture } from '../../src/ui/timeline/model/picture.ts';
import { QUEUE } from '../../src/ui/timeline/model/queue.ts';
import { RESULTS } from '../../src/ui/timeline/model/results-data.ts';
import type { LateData, RowWork } from '../../src/ui/timeline/model/row-data.ts';
import { summarise } from '../../src/ui/timeline/model/shares/lane-summary.ts';
import { STOPS } from '../../src/ui/timeline/model/stops.ts';
import { pictureOf } from '../../src/ui/timeline/rows/list.ts';

const prediction = (engine: Engine, text: string) => predict(engine, parseNotation(text).scenario, { cores: 2 });
/** What rows are drawn from. */
const dataOf = (picture: Picture) => [picture.of(QUEUE), picture.of(RESULTS), picture.of(STOPS)];
/** No more than one slice a frame. */
const AT_ONCE = 0;

await RESULTS.work.load();

for (const engine of [semaphore, asyncPool, threadPoolAsCompleted]) {
  test(`${engine.id}: a section changes in one step, and to what it is when taken in at once`, () => {
    const small = prediction(engine, '6 x sleep 5ms\npool 3');
    const large = prediction(engine, '25000 x sleep 5ms, cpu 1ms\npool 3');
    const picture = pictureOf(engine);
    picture.prepare = summarise;
    picture.refresh({ predicted: small }, 0);
    const { endMs, lanes } = picture;
    const data = dataOf(picture);
    let frames = 1;
    for (; ; frames++) {
      const ready = picture.advance(AT_ONCE);
      expect(picture.predicted!.trace).toBe(small);
      picture.refresh({ predicted: large }, frames * 16, undefined, AT_ONCE);
      if (!picture.pending) break;
      expect(ready).toBe(false);
      expect(picture.predicted!.trace).toBe(small);
      expect(picture).toMatchObject({ endMs, lanes });
      expect(dataOf(picture)).toEqual(data);
    }
    expect(frames).toBeGreaterThan(5);
    const atOnce = pictureOf(engine);
    atOnce.refresh({ predicted: large }, 0);
    const { predicted } = picture;
    expect(predicted!.rows).toEqual(atOnce.predicted!.rows);
    expect(predicted!.lanes.map(({ begin, count, sealed }) => [begin, count, sealed])).toEqual(
      atOnce.predicted!.lanes.map(({ begin, count, sealed }) => [begin, count, sealed]),
    );
    expect(dataOf(picture)).toEqual(dataOf(atOnce));
    expect(picture).toMatchObject({ endMs: atOnce.endMs, lanes: atOnce.lanes });
    expect(picture.rowOf(24_999, 1)).toBe(atOnce.rowOf(24_999, 1));
    for (const lane of predicted!.lanes) expect(lane.summary !== undefined).toBe(lane.sealed >= 3000);
  });
}

test('a row whose work is still to be loaded has its data in the frame after', async () => {
  const work: RowWork<number> = {
    *load({ predicted }) {
      yield;
      return predicted!.spans.length;
    },
  };
  const late: LateData<number> = { none: -1, has: ({ id }) => id === 'semaphore', work: new Later(async () => work) };
  const [has, hasNot] = [new Picture(semaphore, [late]), new Picture(asyncPool, [late])];
  const trace = prediction(semaphore, '6 x sleep 5ms');
  const asked = new Promise<void>((resolve) => {
    has.again = resolve;
  });
  for (const picture of [has, hasNot]) picture.refresh({ predicted: trace }, 0);
  expect(has.of(late)).toBe(-1);
  await asked;
  for (const picture of [has, hasNot]) picture.refresh({ predicted: trace }, 16);
  expect(has.of(late)).toBe(6);
  expect(hasNot.of(late)).toBe(-1);
});

test('what is being taken in gives way to what is newer, and to what was there', () => {
  const [small, large, other] = ['6 x sleep 5ms', '25000 x sleep 5ms', '7 x sleep 5ms'].map((text) =>
    prediction(asyncPool, text),
  );
  const picture = pictureOf(asyncPool);
  picture.refresh({ predicted: small! }, 0);
  picture.refresh({ predicted: large! }, 16, undefined, AT_ONCE);
  picture.refresh({ predicted: other! }, 32, undefined, AT_ONCE);
  expect([picture.pending, picture.predicted!.trace]).toEqual([false, other]);
  picture.refresh({ predicted: large! }, 48, undefined, AT_ONCE);
  picture.refresh({ predicted: other! }, 64, undefined, AT_ONCE);
  expect([picture.pending, picture.predicted!.trace]).toEqual([false, other]);
  picture.refresh({}, 80, undefined, AT_ONCE);
  expect([picture.pending, picture.main, picture.of(QUEUE).drawn.rows]).toEqual([false, undefined, 0]);
});

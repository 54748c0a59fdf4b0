/** What strips and the map of the run are drawn from is made aside, and is what it is when made at once. */
import { expect, test, vi } from 'vitest';
import { asyncPool } from '../../src/engines/browser/async-pool.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { MapLoads } from '../../src/ui/timeline/map/map-loads.ts';
import { Picture } from '../../src/ui/timeline/model/picture.ts';
import { loadAside, loadOf } from '../../src/ui/timeline/model/shares/strip-load.ts';
import { waitFor } from '../wait-for.ts';

function pictureOf(text: string): Picture {
  const picture = new Picture(asyncPool, []);
  picture.refresh({ predicted: predict(asyncPool, parseNotation(text).scenario, { cores: 2 }) }, 0);
  return picture;
}

for (const tasks of [9000, 21_000]) {
  const text = `${tasks} x cpu 2ms, sleep 5ms +-50%\npool 7`;
  test(`${tasks} tasks: a strip made aside`, async () => {
    const picture = pictureOf(text);
    const ready = vi.fn();
    expect(loadAside(picture, undefined, ready)).toBeUndefined();
    expect(loadAside(picture, undefined, ready)).toBeUndefined();
    await waitFor(() => expect(ready).toHaveBeenCalledTimes(1));
    const load = loadAside(picture, undefined, ready)!;
    const atOnce = loadOf(pictureOf(text), undefined);
    expect(load.peak).toBe(atOnce.peak);
    for (const share of [0.1, 0.5, 1]) {
      const ms = picture.endMs * share;
      expect([load.before('cpu', ms), load.at('sleep', ms)]).toEqual([
        atOnce.before('cpu', ms),
        atOnce.at('sleep', ms),
      ]);
    }
  });
}

test('what gave way to something newer is made when it is asked for again', async () => {
  const [older, newer] = [pictureOf('9000 x sleep 5ms'), pictureOf('9001 x sleep 5ms')];
  const ready = vi.fn();
  loadAside(older, undefined, ready);
  loadAside(newer, undefined, ready);
  await waitFor(() => expect(loadAside(newer, undefined, ready)).toBeDefined());
  expect(loadAside(older, undefined, ready)).toBeUndefined();
  await waitFor(() => expect(loadAside(older, undefined, ready)).toBeDefined());
});

test('the map is ready once all of its sections are', async () => {
  const [maps, pictures] = [new MapLoads(), [pictureOf('21000 x sleep 5ms')]];
  const ready = vi.fn();
  expect(maps.isReady(pictures, ready)).toBe(false);
  await waitFor(() => expect(ready).toHaveBeenCalledTimes(1));
  expect(maps.isReady(pictures, ready)).toBe(true);
});

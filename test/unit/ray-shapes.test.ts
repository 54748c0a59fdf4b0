/** How many leases a raylet grants to requests of one shape (`raylet/scheduling/local_lease_manager.cc`). */
import { expect, test } from 'vitest';
import { Shapes } from '../../src/engines/ray/shapes.ts';

test('as many leases as fit the CPUs, then one more at a time: after 1 s, 2 s, 4 s, at most 10 s from the first request that finds none', () => {
  const shape = new Shapes<{ shape: string; cpus: number }>().of({ shape: 'f', cpus: 1 });
  let nowMs = 0;
  const waits: number[] = [];
  for (let lease = 0; lease < 8; lease++) {
    const fromMs = nowMs;
    while (shape.isCapped(2, nowMs)) nowMs += 100;
    waits.push(nowMs - fromMs);
    shape.grant();
  }
  expect(waits).toEqual([0, 0, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('the time counts from then on, whether CPUs are free or not: where one is lent later, nobody waits again', () => {
  const shape = new Shapes<{ shape: string; cpus: number }>().of({ shape: 'f', cpus: 1 });
  shape.grant();
  expect(shape.isCapped(1, 100)).toBe(true);
  expect(shape.isCapped(1, 1099)).toBe(true);
  expect(shape.isCapped(1, 3000)).toBe(false);
});

test('tasks without CPUs have no such limit, and a lease that comes back makes room at once', () => {
  const shapes = new Shapes<{ shape: string; cpus: number }>();
  const none = shapes.of({ shape: 'g', cpus: 0 });
  none.grant();
  expect(none.isCapped(1, 0)).toBe(false);
  const one = shapes.of({ shape: 'f', cpus: 1 });
  one.grant();
  expect(one.isCapped(1, 0)).toBe(true);
  one.granted--;
  expect(one.isCapped(1, 1)).toBe(false);
});

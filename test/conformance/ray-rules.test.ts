/** Each rule of Ray's carries a recording: without it, that one is no longer met. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { ALL_RULES, type RayRules } from '../../src/engines/ray/rules.ts';
import { rayBy } from '../../src/engines/ray/schedulers.ts';
import { predictionsOf, recordings } from './recordings.ts';
import { shortcomings } from './rule.ts';

const CASES: readonly (readonly [keyof RayRules, string])[] = [
  ['leases', 'two-shapes--ray.wait'],
  ['fairness', 'two-shapes--ray.wait'],
  ['beat', 'retry--ray.wait'],
  ['raisesEarly', 'dies-no-retry--ray.get'],
  ['poison', 'failing-upstream--ray.wait'],
  ['retriesLost', 'kill-worker--ray.wait'],
  ['actorOrder', 'actor-call-waits-for-its-argument--ray.wait'],
  ['actorsHold', 'actors-hold-cpus--ray.wait'],
  ['restartLoses', 'actor-restarts--ray.wait'],
  ['lends', 'nested--ray.wait'],
  ['boots', 'half-cpus--ray.wait'],
  ['spill', 'two-hosts-8--ray.wait'],
  ['pushesOnFetch', 'drawn-sleep-a--ray.util.ActorPool'],
];

describe.each(CASES)('%s', (rule, name) => {
  const recording = recordings.find(([file]) => file === `ray/${name}`)![1];
  const without = (rules: RayRules) => {
    const scheduler = rayBy(rules)[recording.engine as keyof ReturnType<typeof rayBy>];
    return shortcomings(recording, predictionsOf(recording, { ...engineById(recording.engine), ...scheduler }));
  };
  test(`${name} is met with it`, () => expect(without(ALL_RULES)).toEqual([]));
  test(`${name} is not met without it`, () => expect(without({ ...ALL_RULES, [rule]: false })).not.toEqual([]));
});

test('every rule has its recording', () => {
  expect(CASES.map(([rule]) => rule).sort()).toEqual(Object.keys(ALL_RULES).sort());
});

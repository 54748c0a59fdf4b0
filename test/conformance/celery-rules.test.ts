/** Each rule of Celery's carries a recording: without it, that one is no longer met. */
import { describe, expect, test } from 'vitest';
import { ALL_RULES, type CeleryRules } from '../../src/engines/celery/rules.ts';
import { celeryBy } from '../../src/engines/celery/schedulers.ts';
import { engineById } from '../../src/engines/list.ts';
import { predictionsOf, recordings } from './recordings.ts';
import { shortcomings } from './rule.ts';

const CASES: readonly (readonly [keyof CeleryRules, string])[] = [
  ['prefetch', 'prefetch-4-two-hosts--celery'],
  ['acksAtAccept', 'prefetch-1-two-hosts--celery'],
  ['disables', 'prefetch-off-two-hosts--celery'],
  ['halfSecond', 'group-4--celery.group'],
  ['lateLoses', 'kill-child-late--celery'],
  ['rejectsLast', 'kill-child-late-reject--celery'],
  ['ticks', 'kill-child-late-reject-tick--celery'],
  ['retriesQueue', 'drawn-retry-a--celery'],
  ['etaIsExtra', 'eta--celery'],
  ['rate', 'rate-5--celery'],
  ['priorities', 'priority--celery'],
  ['exits', 'max-tasks-2--celery'],
  ['restores', 'kill-host-late--celery'],
  ['killBlocks', 'time-limit--celery'],
  ['softRaises', 'soft-time-limit--celery'],
  ['polls', 'article-sqlite-c3--celery'],
  ['memberRaises', 'chord-4-1-fails--celery.chord'],
];

describe.each(CASES)('%s', (rule, name) => {
  const recording = recordings.find(([file]) => file === `celery/${name}`)![1];
  const without = (rules: CeleryRules) => {
    const scheduler = celeryBy(rules)[recording.engine as keyof ReturnType<typeof celeryBy>];
    return shortcomings(recording, predictionsOf(recording, { ...engineById(recording.engine), ...scheduler }));
  };
  test(`${name} is met with it`, () => expect(without(ALL_RULES)).toEqual([]));
  test(`${name} is not met without it`, () => expect(without({ ...ALL_RULES, [rule]: false })).not.toEqual([]));
});

test('every rule has its recording', () => {
  expect(CASES.map(([rule]) => rule).sort()).toEqual(Object.keys(ALL_RULES).sort());
});

/** Each rule of Spark's carries a recording: without it, that one is no longer met. */
import { describe, expect, test } from 'vitest';
import { sparkBy } from '../../src/engines/spark/program.ts';
import { ALL_RULES, type SparkRules } from '../../src/engines/spark/rules.ts';
import { spark } from '../../src/engines/spark/spark.ts';
import { predictionsOf, recordings } from './recordings.ts';
import { shortcomings } from './rule.ts';

const CASES: readonly (readonly [keyof SparkRules, string])[] = [
  ['barrier', 'stages-6-3'],
  ['siblings', 'two-parents'],
  ['stack', 'retry-once'],
  ['slotFirst', 'retry-once'],
  ['localFailsOnce', 'error-others-running'],
  ['failureEndsProcess', 'fails-always'],
  ['tasksGoOn', 'error-others-running'],
  ['killTimeout', 'error-kill-timeout'],
  ['gc', 'equal-20'],
  ['shortTasks', 'tiny-200'],
  ['broadcast', 'speculation'],
  ['daemon', 'cold'],
  ['fair', 'jobs-fair-pools'],
  ['poolIsFifo', 'jobs-fair-one-pool'],
  ['roundRobin', 'executor-killed'],
  ['locality', 'hosts-2-locality'],
  ['resubmits', 'executor-killed-map-output-lost'],
  ['fetchFailures', 'executor-killed-second-stage'],
  ['copyNeedsOtherHost', 'speculation-one-host-name'],
  ['speculation', 'speculation'],
  ['resultsAtEnd', 'equal-20'],
  ['jobsInSequence', 'jobs-in-sequence'],
];

describe.each(CASES)('%s', (rule, name) => {
  const recording = recordings.find(([file]) => file === `spark/${name}--spark`)![1];
  const by = (rules: SparkRules) => shortcomings(recording, predictionsOf(recording, { ...spark, ...sparkBy(rules) }));
  test(`${name} is met with it`, () => expect(by(ALL_RULES)).toEqual([]));
  test(`${name} is not met without it`, () => expect(by({ ...ALL_RULES, [rule]: false })).not.toEqual([]));
});

test('every rule has its recording', () => {
  expect(CASES.map(([rule]) => rule).sort()).toEqual(Object.keys(ALL_RULES).sort());
});

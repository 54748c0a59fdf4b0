/** Spark's settings, by the scenario's knobs. */
import { hostsOf } from '../../scenario/hosts.ts';
import { knobIn } from '../../scenario/knobs.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { quoted } from './literals.ts';

type Value = string | number;

const isOn = (value: Value): string => String(value === 'on');

const SETTINGS: readonly (readonly [knob: string, setting: string, value: (value: Value) => string])[] = [
  ['schedulerMode', 'spark.scheduler.mode', String],
  ['speculation', 'spark.speculation', isOn],
  ['speculationMultiplier', 'spark.speculation.multiplier', String],
  ['speculationQuantile', 'spark.speculation.quantile', String],
  ['minTaskRuntimeMs', 'spark.speculation.minTaskRuntime', (ms) => `${ms}ms`],
  ['pythonUnixSocket', 'spark.python.unix.domain.socket.enabled', isOn],
];

/** The lines that make `conf`. */
export function sparkSettings(scenario: Scenario): string {
  const { name = 'overlap', workers } = scenario;
  const hosts = hostsOf(scenario);
  const failures = knobIn(scenario, 'maxFailures');
  const isLocal = (knobIn(scenario, 'cluster') ?? (hosts > 1 ? 'standalone' : 'local')) === 'local';
  const master = isLocal
    ? `local[${workers ?? '*'}${failures === undefined ? '' : `, ${failures}`}]`
    : `local-cluster[${hosts}, ${workers ?? 1}, 1024]`;
  const set = SETTINGS.flatMap(([knob, setting, text]) => {
    const value = knobIn(scenario, knob);
    return value === undefined ? [] : [[setting, text(value)] as const];
  });
  if (!isLocal && failures !== undefined) set.push(['spark.task.maxFailures', String(failures)]);
  return [
    `conf = pyspark.SparkConf().setAppName(${quoted(name)})`,
    `conf.setIfMissing("spark.master", ${quoted(master)})`,
    ...set.map(([setting, value]) => `conf.set(${quoted(setting)}, ${quoted(value)})`),
  ].join('\n');
}

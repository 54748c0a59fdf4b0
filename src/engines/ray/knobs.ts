/** Ray's knobs. */
import { hostsOf } from '../../scenario/hosts.ts';
import { COLD, choiceKnob, HOSTS, numberKnob, poolSize } from '../knobs.ts';

export const CPUS = poolSize((machine) => machine.cores);

const count = (name: string, title: string, preset: number) =>
  numberKnob({ name, title, min: 0, max: 1000, whole: true, preset: () => preset });

export const MAX_RETRIES = count('maxRetries', 'Retries of lost tasks', 3);
export const MAX_RESTARTS = count('maxRestarts', 'Restarts of an actor', 0);
export const MAX_TASK_RETRIES = count('maxTaskRetries', 'Retries of actor calls', 0);

export const STRATEGY = choiceKnob({
  name: 'schedulingStrategy',
  title: 'Scheduling strategy',
  values: ['DEFAULT', 'SPREAD'],
  words: { DEFAULT: 'default', SPREAD: 'spread' },
  isOfUse: (scenario) => hostsOf(scenario) > 1,
  preset: () => 'DEFAULT',
});

/** When the owner's beat of 1000 ms comes first: the driver's start decides it, which no model can know. */
export const HEARTBEAT = numberKnob({
  name: 'heartbeatAtMs',
  title: "Owner's first beat",
  min: 0,
  max: 1000,
  whole: false,
  unit: 'ms',
  preset: () => 500,
});

export const RAY_KNOBS = [CPUS, HOSTS, COLD, MAX_RETRIES, MAX_RESTARTS, MAX_TASK_RETRIES, STRATEGY, HEARTBEAT];

/** How many machines a scenario names; 1 where it names none. */
import { knobIn } from './knobs.ts';
import type { Scenario } from './scenario.ts';

export const hostsOf = (scenario: Scenario): number => Number(knobIn(scenario, 'hosts') ?? 1);

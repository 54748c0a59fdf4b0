/** What the page's store holds as far as reasons look at it: a page at rest, but for what a test says. */
import type { Scenario } from '../src/scenario/scenario.ts';
import type { Known } from '../src/ui/reason/reason.ts';

export const knownState = (scenario: Scenario, state: Partial<Known['state']>): Known['state'] => ({
  run: { kind: 'ready' },
  lastRun: null,
  notice: null,
  selected: null,
  idle: null,
  scenario,
  machineName: 'ideal machine, 2 cores',
  mistake: null,
  ...state,
});

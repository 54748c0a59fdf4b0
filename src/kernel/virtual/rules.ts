/** Rules that the model can be told to leave out, to show what each of them does. */
import type { PythonRules } from '../../engines/python-rules.ts';

export interface Rules {
  /** A task that computes on an event loop keeps all others from it. */
  readonly loopStalls: boolean;
  /** A GIL waiter asks the holder to drop when the switch interval has passed. */
  readonly gilSwitches: boolean;
  /** Which waiter gets the GIL next is drawn. Without this rule it is the one that has waited longest. */
  readonly drawnHandOver: boolean;
  /** Those of CPython's that are not to follow from the machine's version. */
  readonly python?: Partial<PythonRules>;
}

export const ALL_RULES: Rules = { loopStalls: true, gilSwitches: true, drawnHandOver: true };

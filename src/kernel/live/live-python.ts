/** CPython's rules in a live run: workers are all there at t = 0, so nothing starts on demand, boots or leaves credits. */
import { type PythonRules, pythonRules } from '../../engines/python-rules.ts';
import type { Machine } from '../../scenario/machine.ts';

export const livePython = (machine: Machine): PythonRules => ({
  ...pythonRules(machine),
  creditsWhenIdle: false,
  startsOnDemand: false,
  interpretersBoot: false,
});

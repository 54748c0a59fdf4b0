/** What does not hold of CPython's rules in a live run: workers are all there at t = 0, so nothing starts on demand, boots or leaves credits. */
import type { PythonRules } from '../../engines/python-rules.ts';

export const LIVE_PYTHON: Partial<PythonRules> = {
  creditsWhenIdle: false,
  startsOnDemand: false,
  interpretersBoot: false,
};

/** A run whose messages outlive the page, as this tab remembers it: until it has ended, a reload goes on with it. */
import { printNotation } from '../../scenario/print.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** `main.tsx` looks for it, too. */
const KEY = 'overlap.unfinished';

export interface Unfinished {
  /** The run's name in the broker. */
  readonly run: string;
  /** The scenario's text. */
  readonly text: string;
  readonly engines: readonly string[];
}

/** Remembers a run that begins, or goes on under its name. */
export function remember(
  scenario: Scenario,
  engines: readonly string[],
  run = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
): Unfinished {
  const unfinished: Unfinished = { run, text: printNotation(scenario), engines };
  store((tab) => tab.setItem(KEY, JSON.stringify(unfinished)));
  return unfinished;
}

/** The run has ended. */
export const forget = (): void => store((tab) => tab.removeItem(KEY));

/** The run that the page went away from, if it was of this scenario. */
export function unfinishedOf(scenario: Scenario): Unfinished | undefined {
  let found: Unfinished | undefined;
  store((tab) => {
    const text = tab.getItem(KEY);
    if (text) found = JSON.parse(text) as Unfinished;
  });
  return found?.text === printNotation(scenario) ? found : undefined;
}

/** Storage that fails is done without: then a reload begins anew. */
function store(use: (tab: Storage) => void): void {
  try {
    use(sessionStorage);
  } catch {
    return;
  }
}

/** A Playwright reporter that only counts. */
import { writeTally } from './tally.mjs';

export default class PlaywrightTally {
  /** @type {import('@playwright/test/reporter').Suite | undefined} */
  #suite;
  /** @type {string[]} */
  #errors = [];

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onError(error) {
    this.#errors.push(error.message ?? String(error.value));
  }

  onEnd() {
    /** @type {import('./tally.mjs').Tally} */
    const tally = { passed: 0, failed: [], skipped: [] };
    for (const test of this.#suite?.allTests() ?? []) {
      // The title path begins with two empty parts, the root's and the only project's.
      const name = test.titlePath().filter(Boolean).join(' > ');
      const outcome = test.outcome();
      if (outcome === 'skipped') tally.skipped.push({ name, reason: whySkipped(test) });
      else if (outcome === 'unexpected') tally.failed.push(name);
      else tally.passed++;
    }
    for (const message of this.#errors) tally.failed.push(`outside of any test: ${message.split('\n')[0]}`);
    writeTally(tally);
  }

  /** It writes nothing to the screen, so that Playwright keeps its own reporter beside it. */
  printsToStdio() {
    return false;
  }
}

function whySkipped(test) {
  const mark = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  if (!mark) return 'did not run';
  return mark.description ?? `test.${mark.type}`;
}

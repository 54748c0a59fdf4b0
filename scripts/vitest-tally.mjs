/** A Vitest reporter that only counts. */
import { writeTally } from './tally.mjs';

export default class VitestTally {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message: string }[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {import('./tally.mjs').Tally} */
    const tally = { passed: 0, failed: [], skipped: [] };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId} > ${test.fullName}`;
        const { state, note } = test.result();
        if (state === 'passed') tally.passed++;
        else if (state === 'skipped') tally.skipped.push({ name, reason: note ?? whySkipped(test) });
        else tally.failed.push(name);
      }
      if (module.errors().length > 0) tally.failed.push(`${module.relativeModuleId} does not load`);
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) tally.failed.push(`${module.relativeModuleId} > ${suite.fullName} (its hooks)`);
      }
    }
    for (const error of unhandled) tally.failed.push(`outside of any test: ${error.message}`);
    writeTally(tally);
  }
}

function whySkipped(test) {
  return test.options.mode === 'run' ? 'did not run' : `test.${test.options.mode}`;
}

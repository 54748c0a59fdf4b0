/** A Vitest reporter that only counts. */
import { writeTally } from './tally.mjs';

/** @implements {import('vitest/node').Reporter} */
export default class VitestTally {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {import('./tally.mjs').Tally} */
    const tally = { passed: 0, failed: [], skipped: [] };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId} > ${test.fullName}`;
        const { state, note } = test.result();
        if (state === 'passed') tally.passed++;
        else if (state === 'skipped') tally.skipped.push({ name, reason: note ?? `test.${test.options.mode}` });
        else tally.failed.push(name);
      }
      if (module.errors().length > 0) tally.failed.push(`${module.relativeModuleId} does not load`);
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) tally.failed.push(`${module.relativeModuleId} > ${suite.fullName} (its hooks)`);
      }
    }
    if (unhandled.length > 0) tally.failed.push(`${unhandled.length} errors outside of any test`);
    writeTally(tally);
  }
}

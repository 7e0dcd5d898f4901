// Mocha's spec report for people, and the counts as JSON in the file that KATA_RESULTS names, for scripts/test.mjs.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {import('../../scripts/vscode/in-host.mjs').Counts} */
    const counts = { passed: 0, failed: 0, pending: 0, failures: [], titles: [] };
    const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Runner.constants;
    runner.on(EVENT_TEST_PASS, (test) => {
      counts.passed += 1;
      counts.titles.push(test.fullTitle());
    });
    runner.on(EVENT_TEST_PENDING, () => {
      counts.pending += 1;
    });
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      counts.failed += 1;
      counts.failures.push({
        title: test.fullTitle(),
        error: String(error?.stack ?? error),
        file: test.file ?? test.parent?.file,
      });
    });
    runner.on(EVENT_RUN_END, () => {
      const file = process.env.KATA_RESULTS;
      if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
    });
  }
};

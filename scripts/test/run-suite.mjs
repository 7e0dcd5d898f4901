import { explain } from '../lib/failure.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {{ suite: Suite, passed: number, failed: number, lines: string[], why: string[], unsteady: string[], seconds: number }} Result */

/**
 * Runs one suite. One that could not run, holds no test, or leaves one out counts as failed: nothing is skipped unseen.
 * @param {Suite} suite
 * @returns {Promise<Result>}
 */
export async function runSuite(suite) {
  const start = Date.now();
  /** @type {string[]} */
  const lines = [];
  const result = (
    /** @type {number} */ passed,
    /** @type {number} */ failed,
    /** @type {string[]} */ why,
    /** @type {string[]} */ unsteady = [],
  ) => ({ suite, passed, failed, lines, why, unsteady, seconds: Math.round((Date.now() - start) / 1000) });
  try {
    const { passed, failed, pending, failures, unsteady = [] } = await suite.run((line) => lines.push(line));
    const words = (/** @type {import('../vscode/in-host.mjs').FailedTest} */ { title, error }) =>
      `${title}\n${error}`;
    const why = failures.map(words);
    if (pending > 0) why.push(`${pending} tests were left out`);
    if (passed + failed === 0) why.push('no test ran');
    return result(passed, failed + pending + (passed + failed === 0 ? 1 : 0), why, unsteady.map(words));
  } catch (error) {
    return result(0, 1, [`could not run: ${explain(error)}`]);
  }
}

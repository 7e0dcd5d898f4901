import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { runMocha } from './mocha.mjs';

/**
 * @typedef {import('../vscode/in-host.mjs').Counts} Counts
 *
 * @typedef {object} Suite
 * @property {string} name what it is asked for by
 * @property {string} what for people
 * @property {boolean} real true where it drives a browser or a VS Code; these run one after the other
 * @property {(say: (line: string) => void) => Promise<Counts>} run rejects where it could not run
 */

/**
 * The test files below a folder of test/, in order.
 * @param {string} folder
 * @param {{ deep?: boolean }} [options]
 */
function testFiles(folder, { deep = true } = {}) {
  const at = join(root, 'test', folder);
  return readdirSync(at, { recursive: deep, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(at, file));
}

/** @param {string} name @param {string} what @param {boolean} [real] @returns {Suite} */
function mochaSuite(name, what, real = false) {
  return { name, what, real, run: (say) => runMocha(name, testFiles(name), say) };
}

/**
 * Tests inside the extension host: those of test/vscode in an empty trusted folder, those of its subfolders in the
 * kind of workspace that the subfolder is named after.
 * @param {'newest' | 'oldest'} which
 * @returns {Suite}
 */
function inHostSuite(which) {
  return {
    name: which === 'newest' ? 'in-host' : 'in-host-oldest',
    what: `the extension in the ${which} VS Code`,
    real: true,
    run: async (say) => {
      const { runInHost } = await import('../vscode/in-host.mjs');
      const { vscodeVersions } = await import('../vscode/versions.mjs');
      /** @type {Counts} */
      const sum = { passed: 0, failed: 0, pending: 0, failures: [] };
      for (const workspace of /** @type {const} */ (['plain', 'restricted', 'multi-root', 'repository'])) {
        const files = testFiles(workspace === 'plain' ? 'vscode' : join('vscode', workspace), {
          deep: false,
        });
        const counts = await runInHost({ vscode: vscodeVersions[which], files, workspace, say });
        sum.passed += counts.passed;
        sum.failed += counts.failed;
        sum.pending += counts.pending;
        sum.failures.push(...counts.failures);
        if (counts.passed + counts.failed === 0)
          throw new Error(`No test ran in the ${workspace} workspace.`);
      }
      return sum;
    },
  };
}

/** All suites, in the order in which their results are told. @type {readonly Suite[]} */
export const suites = [
  mochaSuite('core', 'the pure core: tables and properties'),
  mochaSuite('git', 'git, on real temporary repositories'),
  mochaSuite('files', 'files: whole, locked, inside the root'),
  mochaSuite('cli', 'the kata command'),
  mochaSuite('scripts', 'what installs, starts, ends and counts'),
  mochaSuite('electron', 'the path through @vscode/test-electron'),
  mochaSuite('webview', 'the storyboard in a real browser', true),
  inHostSuite('newest'),
  inHostSuite('oldest'),
  mochaSuite('e2e', 'a person’s clicks and keys in the real VS Code', true),
];

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { runMocha } from './mocha.mjs';
import { runWithSecondTry } from './second-run.mjs';

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
  /** @param {(line: string) => void} say */
  const run = (say) => runMocha(name, testFiles(name), say);
  if (!real) return { name, what, real, run };
  /** @type {import('./second-run.mjs').Part['again']} */
  const again = (failures, say) => {
    const files = new Set(failures.map(({ file }) => file));
    return runMocha(
      name,
      testFiles(name).filter((file) => files.has(file) || files.has(undefined)),
      say,
    );
  };
  return { name, what, real, run: (say) => runWithSecondTry({ run, again }, say) };
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
      const sum = { passed: 0, failed: 0, pending: 0, failures: [], titles: [], unsteady: [] };
      for (const workspace of /** @type {const} */ (['plain', 'restricted', 'multi-root', 'repository'])) {
        const files = testFiles(workspace === 'plain' ? 'vscode' : join('vscode', workspace), {
          deep: false,
        });
        const vscode = vscodeVersions[which];
        /** @param {(line: string) => void} tell */
        const run = (tell) => runInHost({ vscode, files, workspace, say: tell });
        const counts = await runWithSecondTry({ run, again: (_, tell) => run(tell) }, say);
        sum.passed += counts.passed;
        sum.failed += counts.failed;
        sum.pending += counts.pending;
        sum.failures.push(...counts.failures);
        sum.unsteady?.push(...(counts.unsteady ?? []));
        if (counts.passed + counts.failed === 0)
          throw new Error(`No test ran in the ${workspace} workspace.`);
      }
      return sum;
    },
  };
}

/** All suites, in the order in which they are run. @type {readonly Suite[]} */
export const suites = [
  mochaSuite('core', 'the pure core: tables and properties'),
  mochaSuite('git', 'git, on real temporary repositories'),
  mochaSuite('files', 'files: whole, locked, inside the root'),
  mochaSuite('cli', 'the kata command'),
  mochaSuite('ci', 'what runs in CI: the actions and their templates'),
  mochaSuite('scripts', 'what installs, starts, ends and counts'),
  mochaSuite('electron', 'the path through @vscode/test-electron'),
  // The longest first, so that nothing waits for it at the end.
  mochaSuite('e2e', 'a person’s clicks and keys in the real VS Code', true),
  mochaSuite('webview', 'the storyboard in a real browser', true),
  inHostSuite('newest'),
  inHostSuite('oldest'),
];

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { format, stripVTControlCharacters } from 'node:util';
import { build } from 'esbuild';
import { Failure } from '../lib/failure.mjs';
import { cache, failures, root } from '../lib/paths.mjs';
import { launchBrowser } from './browser.mjs';
import { desktopVSCode, runOnDesktop } from './desktop.mjs';
import { installVSCode } from './install.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {{ title: string, error: string, file?: string | null }} FailedTest
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} pending
 * @property {FailedTest[]} failures
 * @property {string[]} titles of the tests that passed
 * @property {FailedTest[]} [unsteady] what failed at first and passed when it was run again
 *
 * @typedef {Counts & { version: string, unopened?: boolean }} Result `version`: of the VS Code that ran them;
 *   `unopened`: it did not open its folders, and nothing else is told
 *
 * @typedef {object} InHostRun
 * @property {import('./versions.mjs').VSCodeVersion} vscode
 * @property {readonly string[]} files test files, absolute
 * @property {'plain' | 'restricted' | 'multi-root' | 'repository'} [workspace] what VS Code has open (default plain: one empty trusted folder;
 *   repository: another such, which its tests make a git repository)
 * @property {string} [grep] only tests whose title holds it
 * @property {(line: string) => void} [say]
 */

/** How often VS Code is started where it does not open its folders: 1.100 forgets to read every fourth workspace file. */
const STARTS = 6;

/** How long a whole run may take before it counts as hung, in milliseconds. */
const LIMIT = 600_000;

/**
 * Runs mocha test files inside the extension host of a real VS Code, with the built extension loaded from this checkout: in the
 * desktop VS Code where there is one to be had, else in the VS Code from npm.
 * @param {InHostRun} run
 * @returns {Promise<Counts>}
 * @throws {Failure} when VS Code could not run them at all
 */
export async function runInHost({ vscode, files, workspace = 'plain', grep = '', say = console.log }) {
  const folder = await mkdtemp(join(tmpdir(), 'kata-in-host-'));
  const results = join(folder, 'results.json');
  let suite = '';
  try {
    suite = await bundle(files);
    const opened = await makeWorkspace(join(folder, 'workspace'), workspace);
    const folders = workspace === 'multi-root' ? '2' : '1';
    const env = { KATA_RESULTS: results, KATA_GREP: grep, KATA_FOLDERS: folders };
    // @vscode/test-electron always trusts the workspace; Restricted Mode is tested in the VS Code from npm.
    const executable = workspace === 'restricted' ? null : await desktopVSCode(vscode, { say });
    const data = join(folder, 'data');
    for (let start = 1; ; start++) {
      const code =
        executable === null
          ? await runInBrowser({ vscode, suite, opened, workspace, env, say })
          : await runOnDesktop({ executable, suite, opened, data, env, limit: LIMIT, say });
      const result = await readCounts(results);
      if (result?.unopened !== true || start === STARTS)
        return outcome(result, code, process.env.VSCODE_EXECUTABLE ? null : vscode.version);
      say(`VS Code ${vscode.version} did not open its folders; started again.`);
    }
  } finally {
    await rm(suite, { force: true });
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * What a run gave. A VS Code that ended as failed though no test did, or that is not the one asked for, is a failure.
 * @param {Result | null} result
 * @param {number | string} code VS Code's exit status, or why there is none
 * @param {string | null} version that was asked for, or null for any
 * @returns {Counts}
 */
function outcome(result, code, version) {
  const where = `Pictures and logs of failures are in ${relative(root, failures)}.`;
  if (result === null) throw new Failure(`VS Code ended the tests (${code}) without a result.`, where);
  if (result.unopened === true) throw new Failure('VS Code did not open its folders.', where);
  if (version !== null && result.version !== version) {
    throw new Failure(`The tests ran in VS Code ${result.version}, not ${version}.`, 'Mend versions.mjs.');
  }
  if (code !== 0 && result.failed === 0) throw new Failure(`VS Code ended with ${code}.`, where);
  return result;
}

/**
 * @param {{ vscode: import('./versions.mjs').VSCodeVersion, suite: string, opened: string, workspace: string,
 *   env: Record<string, string>, say: (line: string) => void }} run
 * @returns {Promise<number | string>} the exit status that the tests ended with, or why there is none
 */
async function runInBrowser({ vscode, suite, opened, workspace, env, say }) {
  const installed = await installVSCode(vscode, say);
  const server = await startServer(installed, { folder: opened, trusted: workspace !== 'restricted', env });
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  try {
    browser = await launchBrowser({ say });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    /** @type {Promise<number>} */
    const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
        const text = stripVTControlCharacters(format(...args));
        // Native modules are not built; VS Code does without its log library and says so at length.
        if (!text.includes('Could not locate the bindings file')) say(text);
      },
    );
    await page.goto(
      server.address(opened, [
        ['extensionDevelopmentPath', server.remote(root)],
        ['extensionTestsPath', server.remote(suite)],
        ['skipWelcome', 'true'],
      ]),
    );
    const code = await Promise.race([ended, late()]);
    if (code !== 0) {
      await mkdir(failures, { recursive: true });
      const file = join(failures, `in-host-${vscode.version}-${workspace}`);
      await page.screenshot({ path: `${file}.png` });
      await writeFile(`${file}.log`, server.log());
    }
    return code;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** @returns {Promise<string>} */
function late() {
  return new Promise((resolve) => setTimeout(resolve, LIMIT, `nothing for ${LIMIT / 1000} s`).unref());
}

/**
 * @param {string} file
 * @returns {Promise<Result | null>}
 */
async function readCounts(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * One file for the extension host: mocha, which stays outside of the bundle, and the tests.
 * @param {readonly string[]} files
 */
async function bundle(files) {
  const outfile = join(cache, 'in-host', `suite-${process.pid}-${Date.now()}.cjs`);
  const runner = join(root, 'test', 'vscode', 'support', 'run-mocha.ts');
  const lines = files.map((file) => `() => require(${JSON.stringify(file)})`);
  await build({
    stdin: {
      contents: `import { runMocha } from ${JSON.stringify(runner)};\nexport const run = () => runMocha([${lines.join(', ')}]);`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}

/**
 * @param {string} folder
 * @param {string} kind
 * @returns {Promise<string>} what VS Code opens: the folder, or a .code-workspace file
 */
async function makeWorkspace(folder, kind) {
  await mkdir(folder, { recursive: true });
  if (kind !== 'multi-root') return folder;
  for (const name of ['first', 'second']) await mkdir(join(folder, name));
  const file = join(folder, 'both.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
  return file;
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import { Failure } from '../lib/failure.mjs';
import { cache, failures, root } from '../lib/paths.mjs';
import { launchBrowser } from './browser.mjs';
import { installVSCode } from './install.mjs';
import { remotePath, startServer } from './server.mjs';

/**
 * @typedef {{ title: string, error: string }} FailedTest
 * @typedef {{ passed: number, failed: number, pending: number, failures: FailedTest[] }} Counts
 *
 * @typedef {object} InHostRun
 * @property {import('./versions.mjs').VSCodeVersion} vscode
 * @property {readonly string[]} files test files, absolute
 * @property {'plain' | 'restricted' | 'multi-root'} [workspace] what VS Code has open (default plain: one empty trusted folder)
 * @property {string} [grep] only tests whose title holds it
 * @property {(line: string) => void} [say]
 */

/** How long a whole run may take before it counts as hung, in milliseconds. */
const LIMIT = 300_000;

/**
 * Runs mocha test files inside the extension host of a real VS Code, with the built extension loaded from this checkout.
 * @param {InHostRun} run
 * @returns {Promise<Counts>}
 * @throws {Failure} when VS Code could not run them at all
 */
export async function runInHost({ vscode, files, workspace = 'plain', grep = '', say = console.log }) {
  const installed = await installVSCode(vscode, say);
  const folder = await mkdtemp(join(tmpdir(), 'kata-in-host-'));
  const results = join(folder, 'results.json');
  const opened = join(folder, 'workspace');
  /** @type {(() => Promise<unknown>)[]} */
  const stops = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  try {
    const suite = await bundle(files);
    const query = await makeWorkspace(opened, workspace);
    const server = await startServer(installed, {
      folder: opened,
      trusted: workspace !== 'restricted',
      env: { KATA_RESULTS: results, KATA_GREP: grep },
    });
    stops.unshift(server.stop);
    const browser = await launchBrowser({ say });
    stops.unshift(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    /** @type {Promise<number>} */
    const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => say(format(...args)),
    );
    const here = (/** @type {string} */ path) => `vscode-remote://${server.authority}${remotePath(path)}`;
    const address = server.address(opened, [
      ['extensionDevelopmentPath', here(root)],
      ['extensionTestsPath', here(suite)],
      ['skipWelcome', 'true'],
    ]);
    await page.goto(query === null ? address : address.replace(/folder=[^&]*/, query));
    const code = await Promise.race([ended, late()]);
    const counts = await readCounts(results);
    if (counts !== null) return counts;
    await mkdir(failures, { recursive: true });
    await page.screenshot({ path: join(failures, `in-host-${workspace}.png`) });
    throw new Failure(
      `VS Code ${vscode.version} ended the tests (${code}) without a result.\n${server.log().slice(-2_000)}`,
      `Look at ${relative(root, join(failures, `in-host-${workspace}.png`))}.`,
    );
  } finally {
    for (const stop of stops) await stop();
  }
}

/** @returns {Promise<string>} */
function late() {
  return new Promise((resolve) => setTimeout(resolve, LIMIT, `nothing for ${LIMIT / 1000} s`).unref());
}

/**
 * @param {string} file
 * @returns {Promise<Counts | null>}
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
 * @returns {Promise<string | null>} what the address names in place of the folder
 */
async function makeWorkspace(folder, kind) {
  await mkdir(folder, { recursive: true });
  if (kind !== 'multi-root') return null;
  for (const name of ['first', 'second']) await mkdir(join(folder, name));
  const file = join(folder, 'both.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
  return `workspace=${encodeURIComponent(remotePath(file))}`;
}

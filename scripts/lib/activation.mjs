import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSample } from '../sample/make.mjs';
import { launchBrowser } from '../vscode/browser.mjs';
import { installExtension } from '../vscode/extensions.mjs';
import { installVSCode } from '../vscode/install.mjs';
import { startServer } from '../vscode/server.mjs';
import { vscodeVersions } from '../vscode/versions.mjs';
import { Workbench } from '../vscode/workbench.mjs';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { run } from './processes.mjs';

/** @param {readonly number[]} numbers at least one */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Activates the packed extension in new windows of a real VS Code, on the sample.
 * @param {string} vsix
 * @param {number} runs how many windows
 * @returns {Promise<number[]>} milliseconds, as `Developer: Show Running Extensions` says: loading the code and `activate`
 */
export async function activationTimes(vsix, runs) {
  const vscode = await installVSCode(vscodeVersions.newest);
  const home = mkdtempSync(join(tmpdir(), 'kata-size-'));
  const extensions = join(home, 'extensions');
  await installExtension(vscode, vsix, extensions, join(home, 'data'));
  const { folder } = await makeSample(join(home, 'checkout-service'));
  const server = await startServer(vscode, { folder, extensions, remove: [home] });
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  try {
    browser = await launchBrowser();
    /** @type {number[]} */
    const times = [];
    for (let window = 0; window < runs; window++) {
      const workbench = await Workbench.open(browser, server.address(), { height: 2_400 });
      times.push(await workbench.activationTime('Improvement Kata'));
      await workbench.page.close();
    }
    return times;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** Requires one file with a hollow `vscode` beside it, of the names that its types declare, and prints the milliseconds. */
const LOAD = `
const Module = require('node:module');
const types = require('node:fs').readFileSync(process.argv[2], 'utf8');
const hollow = new Proxy(class {}, { get: (target, name) => (name === 'prototype' ? target.prototype : hollow) });
const vscode = {};
for (const [, name] of types.matchAll(/export (?:class|enum|namespace) (\\w+)/g)) vscode[name] = hollow;
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const start = process.hrtime.bigint();
require(process.argv[1]);
console.log(Number(process.hrtime.bigint() - start) / 1e6);`;

const types = join(root, 'node_modules', '@types', 'vscode', 'index.d.ts');

/**
 * Loads the entry, and then all that it may load later, each in a process of its own and in turn.
 * @param {number} runs
 * @returns {Promise<{ entry: number[], all: number[] }>} milliseconds
 */
export async function loadTimes(runs) {
  /** @type {{ entry: number[], all: number[] }} */
  const times = { entry: [], all: [] };
  for (let turn = 0; turn < runs; turn++) {
    times.entry.push(await loadTime('extension.cjs'));
    times.all.push(await loadTime('host.cjs'));
  }
  return times;
}

/** @param {string} bundle */
async function loadTime(bundle) {
  const { code, output } = await run(process.execPath, ['-e', LOAD, join(root, 'dist', bundle), types]);
  if (code !== 0)
    throw new Failure(`${bundle} could not be loaded.\n${output.slice(-1_000)}`, 'Mend what is named above.');
  return Number(output);
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';

/**
 * Runs test files with mocha in a process of their own.
 * @param {string} name of the suite
 * @param {readonly string[]} files
 * @param {(line: string) => void} say
 * @returns {Promise<import('../vscode/in-host.mjs').Counts>}
 */
export async function runMocha(name, files, say) {
  if (files.length === 0) throw new Error(`test/${name} holds no test.`);
  const folder = await mkdtemp(join(tmpdir(), 'kata-test-'));
  const results = join(folder, 'results.json');
  try {
    const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const reporter = join(root, 'test', 'support', 'counting-reporter.cjs');
    const { code, output } = await run(process.execPath, [mocha, '--reporter', reporter, ...files], {
      cwd: root,
      env: { ...process.env, KATA_RESULTS: results, FORCE_COLOR: '0' },
    });
    for (const line of output.trimEnd().split('\n')) say(line);
    /** @type {import('../vscode/in-host.mjs').Counts} */
    const counts = JSON.parse(await readFile(results, 'utf8').catch(() => 'null'));
    if (counts === null) throw new Error(`mocha ended with ${code} before it had a result.`);
    if (code !== 0 && counts.failed === 0) throw new Error(`mocha ended with ${code} after its tests.`);
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { startGuarded } from '../lib/processes.mjs';

/**
 * Runs test files with mocha in a process of their own.
 * @param {string} name of the suite
 * @param {readonly string[]} files
 * @param {(line: string) => void} say
 * @param {number} [limit] a run that takes longer hangs and is ended, in milliseconds
 * @returns {Promise<import('../vscode/in-host.mjs').Counts>}
 */
export async function runMocha(name, files, say, limit = 20 * 60_000) {
  if (files.length === 0) throw new Error(`test/${name} holds no test.`);
  const folder = await mkdtemp(join(tmpdir(), 'kata-test-'));
  const results = join(folder, 'results.json');
  try {
    const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const reporter = join(root, 'test', 'support', 'counting-reporter.cjs');
    const mochaRun = startGuarded(process.execPath, [mocha, '--reporter', reporter, ...files], {
      cwd: root,
      env: { ...process.env, KATA_RESULTS: results, FORCE_COLOR: '0' },
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void mochaRun.stop();
    }, limit);
    const { code, output } = await mochaRun.ended;
    clearTimeout(timer);
    for (const line of output.trimEnd().split('\n')) say(line);
    if (late) throw new Error(`It did not end within ${Math.round(limit / 60_000)} minutes.`);
    /** @type {import('../vscode/in-host.mjs').Counts | null} */
    const counts = JSON.parse(await readFile(results, 'utf8').catch(() => 'null'));
    if (counts === null) throw new Error(`mocha ended with ${code} before it had a result.`);
    if (code !== 0 && counts.failed === 0) throw new Error(`mocha ended with ${code} after its tests.`);
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// npm run mutate [-- PART …]: makes a small mistake in the source, many times, and tells which of them no test sees.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, runScript } from './lib/failure.mjs';
import { npm } from './lib/npm.mjs';
import { cache, root } from './lib/paths.mjs';
import { startGuarded } from './lib/processes.mjs';

/** The last Stryker for Node 20, and the last mocha that it works with. They are no dependencies: nobody else needs their 270 packages. */
const PACKAGES = [
  '@stryker-mutator/core@9.6.1',
  '@stryker-mutator/mocha-runner@9.6.1',
  'mocha@11.8.0',
  'typescript@6.0.3',
];

/** What has to be known to be tested, and its tests. Those that start processes of their own see no mistake in them. */
const PARTS = /** @type {const} */ ({
  writer: {
    mutate: ['src/files/write.ts', 'src/files/inside.ts', 'src/files/temporary.ts', 'src/files/sweep.ts'],
    spec: ['test/files/write.test.ts', 'test/files/lock.test.ts', 'test/files/working-tree.test.ts'],
  },
  lock: {
    mutate: ['src/files/lock.ts', 'src/files/holder.ts'],
    spec: ['test/files/lock.test.ts', 'test/files/write.test.ts'],
  },
  yaml: {
    mutate: ['src/core/yaml/gate.ts', 'src/core/yaml/tokens.ts', 'src/core/yaml/limits.ts'],
    spec: ['test/core/yaml/bombs.test.ts', 'test/core/yaml/limits.test.ts', 'test/core/yaml/suite.test.ts'],
  },
  git: {
    mutate: ['src/git/environment.ts', 'src/git/revision.ts', 'src/git/binary.ts', 'src/git/status.ts'],
    spec: ['test/git/commands.test.ts', 'test/git/binary.test.ts', 'test/git/hostile.test.ts'],
  },
});

/** @returns {Promise<string>} a folder of Stryker's own */
async function installed() {
  const { makeOnce } = await import('./lib/once.mjs');
  const { during } = await import('./lib/progress.mjs');
  const { emptyPackage } = await import('./vscode/install.mjs');
  const folder = join(cache, 'stryker');
  await makeOnce(folder, PACKAGES.join(' '), () =>
    during('installing Stryker from npm (once)', async () => {
      await emptyPackage(folder);
      await npm(folder, ['install', '--ignore-scripts', '--save-exact', ...PACKAGES]);
    }),
  );
  return join(folder, 'node_modules', '@stryker-mutator');
}

/** @param {string} stryker @param {keyof typeof PARTS} name */
async function mutate(stryker, name) {
  const { mutate, spec } = PARTS[name];
  const config = join(cache, `stryker-${name}.json`);
  const settings = {
    testRunner: 'mocha',
    plugins: [join(stryker, 'mocha-runner', 'dist', 'src', 'index.js')],
    mutate,
    mochaOptions: { spec, config: '.mocharc.json' },
    testRunnerNodeArgs: ['--import=tsx'],
    coverageAnalysis: 'perTest',
    timeoutMS: 20_000,
    concurrency: 2,
    ignorePatterns: ['.cache', '.kata', 'dist', 'media', '*.vsix'],
    tempDirName: join(cache, `stryker-${name}`),
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: 90, low: 90, break: 90 },
  };
  await writeFile(config, JSON.stringify(settings));
  const main = join(stryker, 'core', 'bin', 'stryker.js');
  const { ended } = startGuarded(process.execPath, [main, 'run', config], {
    cwd: root,
    onOutput: (text) => process.stdout.write(text),
  });
  return (await ended).code === 0;
}

await runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const all = /** @type {(keyof typeof PARTS)[]} */ (Object.keys(PARTS));
  const unknown = positionals.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Failure(`There is no part ${unknown.join(', ')}.`, `The parts are ${all.join(', ')}.`);
  await ensureDependencies();
  const stryker = await installed();
  for (const name of all.filter((part) => positionals.length === 0 || positionals.includes(part)))
    if (!(await mutate(stryker, name))) process.exitCode = 1;
});

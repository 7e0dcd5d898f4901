// npm test [-- SUITE …]: installs and builds what is missing, runs the suites, and ends with `N passed, N failed`.
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/built.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { explain, Failure } from './lib/failure.mjs';
import { runSuite } from './test/run-suite.mjs';

const HELP = `npm test                 all suites, on the newest VS Code
npm test -- SUITE …      only these
npm test -- --oldest     those in the extension host on the oldest supported VS Code too (always so in CI)
npm test -- --list       the names of the suites
KATA_RUNS=100 npm test   a hundred times as many runs of each property and loop`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { oldest: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

/** @typedef {import('./test/suites.mjs').Suite} Suite */
/** @typedef {import('./test/run-suite.mjs').Result} Result */

/**
 * Runs suites one after the other, and tells each as it ends.
 * @param {() => Suite | undefined} next
 */
async function runLane(next) {
  /** @type {Result[]} */
  const results = [];
  for (let suite = next(); suite !== undefined; suite = next()) {
    const { name } = suite;
    console.log(`· ${name}: ${suite.what} …`);
    const beat = setInterval(() => console.log(`· ${name} …`), 30_000);
    const result = await runSuite(suite).finally(() => clearInterval(beat));
    results.push(result);
    const mark = result.failed === 0 ? '✓' : '✗';
    if (result.failed > 0 || result.unsteady.length > 0) console.log(`\n${result.lines.join('\n')}\n`);
    console.log(`${mark} ${name}: ${result.passed} passed, ${result.failed} failed (${result.seconds} s)`);
  }
  return results;
}

/** @returns {Promise<Result[]>} */
async function main() {
  await ensureDependencies();
  const { suites } = await import('./test/suites.mjs');
  const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const names = suites.map(({ name }) => name).join(', ');
    throw new Failure(`There is no suite ${unknown.join(', ')}.`, `The suites are ${names}.`);
  }
  await ensureBuilt();
  const oldest = values.oldest || process.env.CI === 'true';
  const asked = suites.filter(({ name }) =>
    positionals.length > 0 ? positionals.includes(name) : oldest || name !== 'in-host-oldest',
  );
  // What drives a browser runs beside what does not. The lane that is done takes the last of the other's, so that two
  // cores have work all the time.
  const [plain, real] = [asked.filter((suite) => !suite.real), asked.filter((suite) => suite.real)];
  const lanes = [() => plain.shift() ?? real.pop(), () => real.shift() ?? plain.pop()];
  return (await Promise.all(lanes.map(runLane))).flat();
}

if (values.help) {
  console.log(HELP);
} else if (values.list) {
  const { suites } = await import('./test/suites.mjs');
  for (const { name, what } of suites) console.log(`${name.padEnd(16)}${what}`);
} else {
  /** @type {Result[]} */
  let results = [];
  let failed = 0;
  try {
    results = await main();
  } catch (error) {
    console.error(explain(error));
    failed = 1;
  }
  for (const { suite, why, unsteady } of results) {
    for (const reason of unsteady)
      console.log(`\n! ${suite.name}, unsteady, passed when run again: ${reason}`);
    for (const reason of why) console.log(`\n✗ ${suite.name}: ${reason}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  failed += results.reduce((sum, result) => sum + result.failed, 0);
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`\n${passed} passed, ${failed} failed`);
}

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { runMocha } from '../../scripts/test/mocha.mjs';
import { runSuite } from '../../scripts/test/run-suite.mjs';
import { suites } from '../../scripts/test/suites.mjs';

describe('the test runner', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    // Below the project: the tests that are written here find mocha's settings.
    folder = mkdtempSync(join(root, 'node_modules', '.kata-runner-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a suite of one file with that text. */
  async function outcome(text: string, limit?: number) {
    const file = join(folder, `${Math.random().toString(36).slice(2)}.test.ts`);
    writeFileSync(file, text);
    const { passed, failed, why } = await runSuite({
      name: 'made',
      what: 'made by a test',
      real: false,
      run: (say) => runMocha('made', [file], say, limit),
    });
    return { passed, failed, why: why.join('\n') };
  }

  it('counts what passed and what failed, and says what failed', async () => {
    const { passed, failed, why } = await outcome(
      "describe('a', () => { it('good', () => {}); it('bad', () => { throw new Error('because'); }); });",
    );
    assert.deepEqual([passed, failed], [1, 1]);
    assert.match(why, /a bad\n.*because/);
  });

  it('counts a test that is left out as failed', async () => {
    const { passed, failed, why } = await outcome("it('good', () => {}); it.skip('left', () => {});");
    assert.deepEqual([passed, failed], [1, 1]);
    assert.match(why, /1 tests were left out/);
  });

  it('counts a hook that fails as failed', async () => {
    const { failed } = await outcome(
      "describe('a', () => { before(() => { throw new Error('no'); }); it('one', () => {}); });",
    );
    assert.equal(failed, 1);
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['no test', "describe('empty', () => {});", /no test ran/],
    ['a file that can not be loaded', "import './nowhere';", /could not run/],
    ['a crash', "it('dies', () => process.exit(0));", /before it had a result/],
    [
      'a crash at the end',
      "it('good', () => {}); process.on('exit', () => process.kill(process.pid, 'SIGKILL'));",
      /ended with 1 after its tests/,
    ],
  ];
  for (const [what, text, why] of broken) {
    it(`counts a suite with ${what} as one failure`, async () => {
      const result = await outcome(text);
      assert.equal(result.failed, 1);
      assert.equal(result.passed, 0);
      assert.match(result.why, why);
    });
  }

  it('ends a suite that hangs', async () => {
    const { passed, failed, why } = await outcome(
      "it('hangs', function () { this.timeout(0); return new Promise(() => setInterval(() => {}, 1000)); });",
      3_000,
    );
    assert.deepEqual([passed, failed], [0, 1]);
    assert.match(why, /did not end/);
  });

  it('has a suite for every folder of test/ that holds tests', () => {
    const folders = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => file.split(/[\\/]/)[0] ?? '');
    const known = new Set(suites.map(({ name }) => (name.startsWith('in-host') ? 'vscode' : name)));
    assert.deepEqual([...new Set(folders)].sort(), [...known].sort());
  });

  it('ends with the count even where it can not run what was asked for', async () => {
    const { code, output } = await run(process.execPath, [join(root, 'scripts', 'test.mjs'), 'nonsense'], {
      env: { ...process.env, KATA_VSIX: join(root, 'package.json') },
    });
    assert.equal(code, 1);
    assert.match(output, /There is no suite nonsense/);
    assert.equal(output.trimEnd().split('\n').at(-1), '0 passed, 1 failed');
  });
});

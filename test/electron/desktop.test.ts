import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../scripts/lib/failure.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { desktopVSCode } from '../../scripts/vscode/desktop.mjs';
import { runInHost } from '../../scripts/vscode/in-host.mjs';
import { vscodeVersions } from '../../scripts/vscode/versions.mjs';

/**
 * A stand-in for VS Code's executable: it writes down what it was given, then does with the suite what VS Code does: loads
 * the module that `--extensionTestsPath` names, calls `run`, and ends with 0 where that resolves, else with 1.
 */
const STAND_IN = `
const Module = require('node:module');
const { writeFileSync, existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
const value = (name) => args.find((arg) => arg.startsWith(name + '='))?.slice(name.length + 1);
const settings = join(value('--user-data-dir') ?? '', 'User', 'settings.json');
writeFileSync(process.env.STAND_IN_NOTES, JSON.stringify({
  args,
  results: process.env.KATA_RESULTS,
  grep: process.env.KATA_GREP,
  suiteThere: existsSync(value('--extensionTestsPath') ?? ''),
  openedThere: existsSync(args[0]),
  settings: existsSync(settings) ? JSON.parse(readFileSync(settings, 'utf8')) : null,
}));
const load = Module._load;
const start = existsSync(process.env.STAND_IN_NOTES + '.starts') ? Number(readFileSync(process.env.STAND_IN_NOTES + '.starts', 'utf8')) + 1 : 1;
writeFileSync(process.env.STAND_IN_NOTES + '.starts', String(start));
const opens = start >= Number(process.env.STAND_IN_OPENS_AT ?? 1);
const workspaceFolders = Array.from({ length: opens ? Number(process.env.KATA_FOLDERS) : 0 }, () => ({}));
const vscode = { version: '1.0.0', workspace: { workspaceFolders } };
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
if (process.env.STAND_IN_DIES) process.exit(Number(process.env.STAND_IN_DIES));
require(value('--extensionTestsPath')).run().then(
  () => process.exit(Number(process.env.STAND_IN_ENDS_WITH ?? 0)),
  () => process.exit(1),
);
`;

const VARIABLES = [
  'STAND_IN_NOTES',
  'STAND_IN_DIES',
  'STAND_IN_ENDS_WITH',
  'STAND_IN_OPENS_AT',
  'KATA_OPENS_WITHIN',
  'VSCODE_EXECUTABLE',
];

interface Notes {
  readonly args: readonly string[];
  readonly results?: string;
  readonly grep?: string;
  readonly suiteThere: boolean;
  readonly openedThere: boolean;
  readonly settings: Readonly<Record<string, unknown>> | null;
}

describe('suites in a desktop VS Code, through @vscode/test-electron', function () {
  this.timeout(60_000);
  const vscode = vscodeVersions.newest;
  const environment = { ...process.env };
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'kata-electron-')));
    process.env.STAND_IN_NOTES = join(folder, 'notes.json');
    process.env.VSCODE_EXECUTABLE = standIn();
  });
  afterEach(() => {
    for (const name of VARIABLES) {
      const before = environment[name];
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function standIn(): string {
    const script = join(folder, 'stand-in.cjs');
    writeFileSync(script, `#!${process.execPath}\n${STAND_IN}`, { mode: 0o755 });
    if (process.platform !== 'win32') return script;
    const command = join(folder, 'code.cmd');
    writeFileSync(command, `@"${process.execPath}" "${script}" %*\r\n`);
    return command;
  }

  const notes = () => JSON.parse(readFileSync(join(folder, 'notes.json'), 'utf8')) as Notes;

  function suite(name: string, body: string): string {
    mkdirSync(join(folder, 'suite'), { recursive: true });
    const file = join(folder, 'suite', `${name}.test.ts`);
    writeFileSync(
      file,
      `import assert from 'node:assert/strict';\ndescribe('${name}', () => {\n${body}\n});\n`,
    );
    return file;
  }

  const passing = () =>
    suite('passing', "it('one', () => assert.ok(true));\nit('two', () => assert.equal(1 + 1, 2));");
  const failing = () =>
    suite('failing', "it('good', () => assert.ok(true));\nit('bad', () => assert.equal(1, 2));");

  const said: string[] = [];
  const say = (line: string) => said.push(line);

  it('gives the executable the extension, the suite, the folder, and data folders of its own', async () => {
    await runInHost({ vscode, files: [passing()], grep: 'o', say });
    const { args, results, grep, suiteThere, openedThere, settings } = notes();
    const value = (name: string) =>
      args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    assert.equal(value('--extensionDevelopmentPath'), root);
    assert.ok(suiteThere, `no suite at ${value('--extensionTestsPath')}`);
    assert.ok(openedThere, `no folder at ${args[0]}`);
    assert.ok(args.includes('--disable-extensions'));
    assert.ok(args.includes('--disable-workspace-trust'));
    assert.ok(results, 'the environment must name a file for the counts');
    assert.equal(grep, 'o');
    assert.equal(settings?.['telemetry.telemetryLevel'], 'off');
    for (const name of ['--user-data-dir', '--extensions-dir']) {
      assert.ok(value(name).startsWith(realpathSync(tmpdir())) || value(name).startsWith(tmpdir()), name);
    }
  });

  it('opens a workspace file for the suites of several folders', async () => {
    await runInHost({ vscode, files: [passing()], workspace: 'multi-root', say });
    assert.match(notes().args[0] ?? '', /\.code-workspace$/);
    assert.ok(notes().openedThere);
  });

  it('starts a VS Code again that does not open its folders, and says so where it never does', async () => {
    process.env.KATA_OPENS_WITHIN = '20';
    process.env.STAND_IN_OPENS_AT = '3';
    said.length = 0;
    const { passed } = await runInHost({ vscode, files: [passing()], workspace: 'multi-root', say });
    assert.equal(passed, 2);
    assert.equal(said.filter((line) => line.includes('did not open its folders; started again')).length, 2);
    process.env.STAND_IN_OPENS_AT = '99';
    await assert.rejects(
      runInHost({ vscode, files: [passing()], workspace: 'multi-root', say }),
      /VS Code did not open its folders/,
    );
  });

  it('counts the tests of a run that ends with 0', async () => {
    const { passed, failed, pending } = await runInHost({ vscode, files: [passing()], say });
    assert.deepEqual({ passed, failed, pending }, { passed: 2, failed: 0, pending: 0 });
  });

  it('counts the tests of a run that ends with 1, and names those that failed', async () => {
    const counts = await runInHost({ vscode, files: [passing(), failing()], say });
    assert.deepEqual([counts.passed, counts.failed], [3, 1]);
    assert.deepEqual(
      counts.failures.map(({ title }) => title),
      ['failing bad'],
    );
  });

  it('passes on what VS Code writes', async () => {
    said.length = 0;
    await runInHost({ vscode, files: [passing()], say });
    assert.match(said.join('\n'), /2 passing/);
  });

  it('fails where VS Code dies before its tests have a result, whatever its exit status', async () => {
    for (const status of ['3', '0']) {
      process.env.STAND_IN_DIES = status;
      await assert.rejects(runInHost({ vscode, files: [passing()], say }), (error) => {
        assert.ok(error instanceof Failure);
        assert.match(error.message, new RegExp(`\\(${status}\\) without a result`));
        return true;
      });
    }
  });

  it('fails where VS Code ends as failed though every test passed', async () => {
    process.env.STAND_IN_ENDS_WITH = '5';
    await assert.rejects(runInHost({ vscode, files: [passing()], say }), /ended with 5/);
  });
});

describe('the choice of a VS Code', () => {
  const vscode = vscodeVersions.oldest;
  const quiet = () => {};
  const download = async (version: string) => `/downloaded/${version}`;
  const screen = { DISPLAY: ':0' };
  const choose = (env: NodeJS.ProcessEnv, answers: boolean, platform: NodeJS.Platform = 'linux') =>
    desktopVSCode(vscode, { env, platform, answers: async () => answers, download, say: quiet });

  it('takes the executable that is named, and refuses one that is not there', async () => {
    assert.equal(await choose({ VSCODE_EXECUTABLE: process.execPath }, false), process.execPath);
    await assert.rejects(choose({ VSCODE_EXECUTABLE: '/nowhere/code' }, true), /\/nowhere\/code/);
  });

  it('downloads the version asked for where the update server answers and there is a screen', async () => {
    assert.equal(await choose(screen, true), '/downloaded/1.100.3');
    assert.equal(await choose({ WAYLAND_DISPLAY: 'wayland-0' }, true), '/downloaded/1.100.3');
    assert.equal(await choose({}, true, 'darwin'), '/downloaded/1.100.3');
  });

  it('leaves it to the VS Code from npm where there is no screen or no answer', async () => {
    assert.equal(await choose({}, true), null);
    assert.equal(await choose(screen, false), null);
    assert.equal(await choose({}, false, 'win32'), null);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { browserOpener, findDesktopCode } from '../../scripts/lib/desktop-code.mjs';
import { Failure } from '../../scripts/lib/failure.mjs';
import { npm } from '../../scripts/lib/npm.mjs';
import { findBrowser } from '../../scripts/vscode/browser.mjs';

describe('what a machine has', () => {
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'kata-machine-')));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function file(path: string): string {
    const place = join(home, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, '');
    return place;
  }

  describe('its desktop VS Code', () => {
    const screen = { DISPLAY: ':0' };

    it('is the program behind code on the PATH', () => {
      const app = file('share/code/code');
      const cli = file('share/code/bin/code');
      mkdirSync(join(home, 'bin'));
      symlinkSync(cli, join(home, 'bin', 'code'));
      const env = { ...screen, PATH: join(home, 'bin') };
      assert.deepEqual(findDesktopCode({ platform: 'linux', env }), { app, cli });
    });

    it('is found in the Applications of macOS', () => {
      const contents = 'Applications/Visual Studio Code.app/Contents';
      const app = file(`${contents}/MacOS/Electron`);
      const cli = file(`${contents}/Resources/app/bin/code`);
      assert.deepEqual(findDesktopCode({ platform: 'darwin', env: { HOME: home } }), { app, cli });
    });

    it('is none without a screen, behind a remote window’s code, or where only the command is left', () => {
      file('share/code/code');
      const PATH = dirname(file('share/code/bin/code'));
      assert.equal(findDesktopCode({ platform: 'linux', env: { PATH } }), null);
      file('server/bin/code');
      const remote = dirname(file('server/bin/remote-cli/code'));
      assert.equal(findDesktopCode({ platform: 'linux', env: { ...screen, PATH: remote } }), null);
      const alone = dirname(file('alone/bin/code'));
      assert.equal(findDesktopCode({ platform: 'linux', env: { ...screen, PATH: alone } }), null);
    });
  });

  it('opens an address in the person’s browser only where there is a screen, and never through a shell', () => {
    const address = 'http://127.0.0.1:1/?a=b&c=d';
    const opener = file('bin/xdg-open');
    const PATH = dirname(opener);
    assert.equal(browserOpener(address, { platform: 'linux', env: { PATH } }), null);
    assert.deepEqual(browserOpener(address, { platform: 'linux', env: { PATH, DISPLAY: ':0' } }), {
      command: opener,
      args: [address],
    });
    assert.equal(browserOpener(address, { platform: 'linux', env: { PATH: home, DISPLAY: ':0' } }), null);
  });

  it('drives the browser that CHROME_PATH names, and says where it is not there', async () => {
    const before = process.env.CHROME_PATH;
    try {
      process.env.CHROME_PATH = file('chrome');
      assert.equal((await findBrowser()).executable, join(home, 'chrome'));
      process.env.CHROME_PATH = join(home, 'nothing');
      await assert.rejects(
        findBrowser(),
        (error) => error instanceof Failure && /nothing/.test(error.message),
      );
    } finally {
      if (before === undefined) delete process.env.CHROME_PATH;
      else process.env.CHROME_PATH = before;
    }
  });

  it('says what to do where the npm registry can not be reached', async () => {
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    const away = ['--registry=http://127.0.0.1:9/', '--fetch-retries=0', `--cache=${join(home, 'cache')}`];
    await assert.rejects(npm(home, ['install', 'left-pad@1.3.0', ...away]), (error) => {
      assert.ok(error instanceof Failure);
      assert.match(error.message, /npm install failed/);
      assert.match(error.mend, /check the network/);
      return true;
    });
  });
});

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cache, root } from '../../scripts/lib/paths.mjs';
import { run, startGuarded } from '../../scripts/lib/processes.mjs';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { Workbench } from '../../scripts/vscode/workbench.mjs';

const demo = join(root, 'scripts', 'demo.mjs');

describe('npm run demo', function () {
  this.timeout(180_000);
  let folder: string;
  /** The demo's own temporary folder, to see what it leaves. No screen, so that it takes the VS Code from npm. */
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kata-try-'));
    mkdirSync(join(folder, 'tmp'));
    const temporary = join(folder, 'tmp');
    env = { ...process.env, KATA_CACHE: cache, TMPDIR: temporary, TEMP: temporary, INIT_CWD: folder };
    delete env.DISPLAY;
    delete env.WAYLAND_DISPLAY;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  const left = () => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('kata-'));

  it('saves a picture of the storyboard, of the size asked for, and leaves nothing', async () => {
    const args = ['--screenshot', 'board.png', '--theme', 'hc-light', '--width', '900', '--height', '700'];
    const { code, output } = await run(process.execPath, [demo, ...args], { cwd: root, env });
    assert.equal(code, 0, output);
    const picture = readFileSync(join(folder, 'board.png'));
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [900, 700]);
    assert.deepEqual(left(), []);
  });

  it('serves the sample at the address that it prints, to who has that address, until it is ended', async () => {
    const running = startGuarded(process.execPath, [demo, '--web'], { cwd: root, env });
    const address = (await running.wrote(/http:\/\/127\.0\.0\.1:\d+\/\S+/))?.[0];
    assert.ok(address, running.output());
    assert.equal((await fetch(new URL('/', address))).status, 403);
    const browser = await launchBrowser();
    try {
      const workbench = await Workbench.open(browser, address);
      await workbench.tab('kata.yaml').waitFor();
      await workbench.openStoryboard();
      assert.match((await workbench.storyboard.locator('h1').first().textContent()) ?? '', /\w/);
    } finally {
      await browser.close();
    }
    await running.stop();
    assert.equal((await running.ended).code, 0, running.output());
    assert.deepEqual(left(), []);
  });

  it('ends by itself where it is told how long to stay', async () => {
    const { code, output } = await run(process.execPath, [demo, '--web', '--stop-after', '1'], {
      cwd: root,
      env,
    });
    assert.equal(code, 0, output);
    assert.match(output, /http:\/\/127/);
    assert.deepEqual(left(), []);
  });

  it('says what to do where it is asked for something else', async () => {
    for (const [args, mend] of [
      [['--theme', 'pink'], /Name one of dark_modern/],
      [['--stop-after', 'soon'], /whole number/],
      [['--colour'], /--screenshot/],
    ] as const) {
      const { code, output } = await run(process.execPath, [demo, ...args], { cwd: root, env });
      assert.equal(code, 1);
      assert.match(output, mend);
      assert.doesNotMatch(output, /\n\s+at /);
    }
    assert.ok(!existsSync(join(folder, 'board.png')));
  });
});

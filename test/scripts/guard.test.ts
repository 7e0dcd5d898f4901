import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/lib/paths.mjs';
import { run, startGuarded } from '../../scripts/lib/processes.mjs';

/** Starts a descendant of its own, writes both ids down, and stays. */
const STAYS = `
const { spawn } = require('node:child_process');
const inner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
require('node:fs').writeFileSync(process.argv[1], JSON.stringify([process.pid, inner.pid]));
console.log('ready');
setInterval(() => {}, 1000);`;

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A process that ended and whose parent has not looked yet still has an id.
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
};

async function gone(ids: readonly number[], folder: string): Promise<void> {
  for (let tries = 0; tries < 400 && (ids.some(alive) || existsSync(folder)); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.deepEqual(ids.filter(alive), [], 'a process is left');
  assert.ok(!existsSync(folder), 'a folder is left');
}

describe('a guarded process', () => {
  let folder: string;
  let removed: string;
  let ids: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kata-guard-'));
    removed = join(folder, 'data');
    mkdirSync(removed);
    ids = join(folder, 'ids.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const started = () => JSON.parse(readFileSync(ids, 'utf8')) as number[];

  it('ends with its descendants when it is stopped, and its folders go', async () => {
    const guarded = startGuarded(process.execPath, ['-e', STAYS, ids], { remove: [removed] });
    assert.ok(await guarded.wrote(/ready/));
    assert.ok(started().every(alive), 'it must have run at all');
    await guarded.stop();
    await gone(started(), removed);
  });

  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
    it(`ends with its descendants when who started it gets ${signal}`, async () => {
      const library = pathToFileURL(join(root, 'scripts', 'lib', 'processes.mjs')).href;
      const starter = join(folder, 'starter.mjs');
      writeFileSync(
        starter,
        `import { startGuarded } from ${JSON.stringify(library)};
         const guarded = startGuarded(process.execPath, ['-e', ${JSON.stringify(STAYS)}, ${JSON.stringify(ids)}], {
           remove: [${JSON.stringify(removed)}],
         });
         await guarded.wrote(/ready/);
         console.log('started');
         await guarded.ended;`,
      );
      const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      assert.ok(started().every(alive), 'it must have run at all');
      child.kill(signal);
      await gone(started(), removed);
    });
  }

  it('gives the exit status and all output of a command that ends', async () => {
    const ended = await run(process.execPath, [
      '-e',
      'console.log("out"); console.error("err"); process.exitCode = 7',
    ]);
    assert.equal(ended.code, 7);
    assert.match(ended.output, /out/);
    assert.match(ended.output, /err/);
  });

  it('says that a command is not there', async () => {
    const { code, output } = await run(join(folder, 'nothing'), []);
    assert.equal(code, 127);
    assert.match(output, /ENOENT/);
  });
});

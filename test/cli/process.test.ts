import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundled } from '../support/bundled';
import { richRepository } from '../support/cli';
import { runs } from '../support/runs';
import { tempFolder } from '../support/temp';

const execute = promisify(execFile);

describe('the kata program', () => {
  let program: string;
  before(() => {
    program = bundled('src/cli/main.ts');
  });

  function start(cwd: string, ...args: string[]): ChildProcess {
    return spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  it('prints to the right stream and ends with the right status', async () => {
    const repo = richRepository();
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal((await execute(process.execPath, [program, '--version'])).stdout, `${version}\n`);
    const shown = await execute(process.execPath, [program, 'show'], { cwd: repo.path });
    assert.match(shown.stdout, /Checkout answers in under 300 ms/);
    assert.equal(shown.stderr, '');
    await assert.rejects(execute(process.execPath, [program, 'show', 'none'], { cwd: repo.path }), {
      code: 4,
      stdout: '',
      stderr: /^kata: There is no kata none\. .*\n$/,
    });
    await assert.rejects(
      execute(process.execPath, [program, 'show', '--rev', 'HEAD'], { cwd: tempFolder() }),
      { code: 3 },
    );
  });

  it('ends quietly where nobody reads on', async () => {
    const repo = richRepository();
    const big = Array.from(
      { length: 4000 },
      (_, i) => `  - { id: t${i}, title: ${'long '.repeat(20)} }`,
    ).join('\n');
    repo.write({ '.kata/checkout-latency/kata.yaml': `kata: 1\ntitle: T\nchallenge: C\ntargets:\n${big}\n` });
    const child = start(repo.path, 'show', '--json');
    const errors: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const [status] = await once(child, 'close');
    assert.deepEqual([status, Buffer.concat(errors).toString()], [0, '']);
  });

  it('prints whole what another program reads slowly', async () => {
    const repo = richRepository();
    const big = Array.from(
      { length: 3000 },
      (_, i) => `  - { id: t${i}, title: ${'long '.repeat(20)} }`,
    ).join('\n');
    repo.write({ '.kata/checkout-latency/kata.yaml': `kata: 1\ntitle: T\nchallenge: C\ntargets:\n${big}\n` });
    const { stdout } = await execute(process.execPath, [program, 'show', '--json'], {
      cwd: repo.path,
      maxBuffer: 1e9,
    });
    assert.equal(JSON.parse(stdout).targets.length, 3000);
  });

  it('loses no edit of several that run at once', async function () {
    this.timeout(0);
    const repo = richRepository();
    const values = Array.from({ length: runs(6) }, (_, i) => 1000 + i);
    await Promise.all(
      [0, 1, 2].map(async (part) => {
        for (const value of values.filter((_, i) => i % 3 === part)) {
          const args = ['measure', 'p95', String(value), '--today', '2027-03-01'];
          await execute(process.execPath, [program, ...args], { cwd: repo.path });
        }
      }),
    );
    const path = '.kata/checkout-latency/measurements/p95/2027-03.yaml';
    assert.deepEqual(repo.git('status', '--porcelain', '--untracked-files=all'), `?? ${path}`);
    const text = readFileSync(join(repo.path, path), 'utf8');
    for (const value of values) assert.match(text, new RegExp(`value: ${value}\\b`));
  });
});

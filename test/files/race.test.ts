import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Pace } from '../../src/files/pace';
import { workingTreeFiles } from '../../src/files/working-tree';
import { readText, writeAll } from '../../src/files/write';
import { runs } from '../support/runs';
import { putFiles, tempFolder } from '../support/temp';

const FILE = '.kata/a/kata.yaml';

/** Lets a folder and a link to the outside change places for ever. A folder that a writer made meanwhile gives way. */
const EXCHANGE = `
const { renameSync, rmSync } = require('node:fs');
process.chdir(process.argv[1]);
process.stdout.write('exchanging');
function move(from, to) {
  for (;;) {
    try {
      return renameSync(from, to);
    } catch (error) {
      if (!['EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
      try {
        rmSync(to, { recursive: true, force: true });
      } catch {}
    }
  }
}
for (;;) {
  move('.kata/a', 'kept');
  move('evil', '.kata/a');
  move('.kata/a', 'evil');
  move('kept', '.kata/a');
}`;

/** A disk that is waited for. */
function slow(): Pace {
  const pace = new Pace();
  const long = performance.now() + 40;
  for (let calls = 0; calls < 16; calls++)
    pace.at(() => {
      while (performance.now() < long);
    });
  return pace;
}

describe('a folder that changes places with a link to the outside, in another process', () => {
  let child: ChildProcess;
  let root: string;
  let outside: string;
  before(async () => {
    [root, outside] = [tempFolder(), tempFolder()];
    putFiles(outside, { 'kata.yaml': 'outside' });
    putFiles(root, { [FILE]: 'inside' });
    symlinkSync(outside, join(root, 'evil'));
    child = spawn(process.execPath, ['-e', EXCHANGE, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(child.stdout);
    await once(child.stdout, 'data');
  });
  after(() => child.kill('SIGKILL'));

  it('leads a plain read outside: the control', () => {
    const seen = new Set<string>();
    for (let tries = 0; tries < 200_000 && !seen.has('outside'); tries++) {
      try {
        seen.add(readFileSync(join(root, FILE), 'utf8'));
      } catch {}
    }
    assert.ok(seen.has('outside'));
  });

  it('leads no read of ours there', async function () {
    this.timeout(20_000 * runs(1));
    const seen = { inside: 0, outside: 0 };
    const note = (text: string | null) => {
      if (text === 'inside' || text === 'outside') seen[text]++;
    };
    for (let round = 0; round < runs(300); round++) {
      note(await readText(root, FILE).catch(() => null));
      const files = workingTreeFiles(root, round % 10 === 0 ? { pace: slow() } : {});
      for (const content of (await files.read([FILE, ...(await files.list())])).values())
        note('bytes' in content ? Buffer.from(content.bytes).toString() : null);
    }
    assert.equal(seen.outside, 0);
    assert.ok(seen.inside > runs(10), `${seen.inside} reads`);
  });

  it('leads no write of ours there', async function () {
    this.timeout(20_000 * runs(1));
    const lock = { folder: tempFolder(), patience: 5_000 };
    let written = 0;
    for (let round = 0; round < runs(150); round++) {
      const before = await readText(root, FILE).catch(() => null);
      await writeAll(root, [{ path: FILE, before, after: `inside ${round}` }], { lock }).then(
        () => written++,
        () => {},
      );
      assert.equal(readFileSync(join(outside, 'kata.yaml'), 'utf8'), 'outside');
      assert.deepEqual(readdirSync(outside), ['kata.yaml']);
    }
    assert.ok(written > runs(5), `${written} writes`);
    assert.equal(child.exitCode, null, 'the other process goes on');
  });
});

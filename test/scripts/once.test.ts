import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeOnce } from '../../scripts/lib/once.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/processes.mjs';

describe('an install that is made once', () => {
  let home: string;
  let folder: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'kata-once-'));
    folder = join(home, 'install');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  async function make(recipe = 'a@1'): Promise<boolean> {
    let made = false;
    await makeOnce(
      folder,
      recipe,
      async () => {
        made = true;
        writeFileSync(join(folder, 'file'), recipe);
      },
      () => {},
    );
    return made;
  }

  it('is made on first use, found from then on, and made anew for another version', async () => {
    assert.deepEqual(
      [await make(), await make(), await make('a@2'), await make('a@2')],
      [true, false, true, false],
    );
    assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'a@2');
  });

  it('is made anew where its maker was killed, without what that one left', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'half'), '');
    assert.equal(await make(), true);
    assert.ok(!existsSync(join(folder, 'half')));
  });

  it('is made anew where making it failed', async () => {
    const failing = makeOnce(folder, 'a@1', () => Promise.reject(new Error('no network')));
    await assert.rejects(failing, /no network/);
    assert.equal(await make(), true);
  });

  it('is made by one of two processes that want it at once, and both have it', async () => {
    const library = pathToFileURL(join(root, 'scripts', 'lib', 'once.mjs')).href;
    const script = join(home, 'make.mjs');
    writeFileSync(
      script,
      `import { makeOnce } from ${JSON.stringify(library)};
       import { existsSync } from 'node:fs';
       import { appendFile, writeFile } from 'node:fs/promises';
       await makeOnce(${JSON.stringify(folder)}, 'a@1', async () => {
         await appendFile(${JSON.stringify(join(home, 'makers'))}, 'made ');
         await new Promise((resolve) => setTimeout(resolve, 300));
         await writeFile(${JSON.stringify(join(folder, 'file'))}, 'whole');
       });
       if (!existsSync(${JSON.stringify(join(folder, 'file'))})) process.exitCode = 1;`,
    );
    const runs = await Promise.all([1, 2, 3].map(() => run(process.execPath, [script])));
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 0],
    );
    assert.equal(readFileSync(join(home, 'makers'), 'utf8'), 'made ');
  });
});

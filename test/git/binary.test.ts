import assert from 'node:assert/strict';
import { type BinarySearch, findGit } from '../../src/git/binary';

function search(platform: NodeJS.Platform, path: string, there: string[], extra: Partial<BinarySearch> = {}) {
  const found = new Set(there);
  return {
    platform,
    path,
    extensions: '.COM;.EXE;.BAT;.CMD',
    isExecutable: (file: string) => found.has(file),
    resolve: (file: string) => file,
    ...extra,
  };
}

describe('looking git up', () => {
  it('takes the first on the PATH', () => {
    assert.equal(findGit(['/repo'], search('linux', '/a:/b:/c', ['/b/git', '/c/git'])), '/b/git');
  });

  it('passes over the workspace, relative and empty entries', () => {
    const there = ['/repo/bin/git', 'bin/git', './git', 'git', '/usr/bin/git'];
    const path = '/repo/bin::.:bin:./:/repo:/usr/bin';
    assert.equal(findGit(['/repo'], search('linux', path, there)), '/usr/bin/git');
  });

  it('looks through links in both directions', () => {
    const intoRepo = { resolve: (file: string) => (file === '/opt/git' ? '/repo/git' : file) };
    assert.equal(
      findGit(['/repo'], search('linux', '/opt:/usr/bin', ['/opt/git', '/usr/bin/git'], intoRepo)),
      '/usr/bin/git',
    );
    const linkedRepo = { resolve: (file: string) => file.replace(/^\/link/, '/repo') };
    assert.equal(
      findGit(['/link'], search('linux', '/repo/b:/usr/bin', ['/repo/b/git', '/usr/bin/git'], linkedRepo)),
      '/usr/bin/git',
    );
  });

  it('does not take a folder with a longer name for the workspace', () => {
    assert.equal(findGit(['/repo'], search('linux', '/repo-tools', ['/repo-tools/git'])), '/repo-tools/git');
    assert.equal(
      findGit(['/repo'], search('linux', '/repo/..tools:/x', ['/repo/..tools/git', '/x/git'])),
      '/x/git',
    );
  });

  it('finds git.exe on Windows, never a script that needs a shell', () => {
    const path = 'D:\\repo;"C:\\Program Files\\Git\\cmd";C:\\other';
    const there = [
      'D:\\repo\\git.exe',
      'C:\\Program Files\\Git\\cmd\\git.cmd',
      'C:\\Program Files\\Git\\cmd\\git.exe',
    ];
    assert.equal(findGit(['d:\\repo'], search('win32', path, there)), 'C:\\Program Files\\Git\\cmd\\git.exe');
    assert.throws(() => findGit([], search('win32', 'C:\\a', ['C:\\a\\git.cmd'])), { code: 'git/not-found' });
  });

  it('says so where there is none', () => {
    assert.throws(() => findGit(['/repo'], search('linux', '', [])), {
      code: 'git/not-found',
      mend: /install git/,
    });
  });

  it('finds the one of this machine', () => {
    assert.match(findGit([]), /git/);
  });
});

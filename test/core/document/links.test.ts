import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linksTo, webPage } from '../../../src/core/document/links';
import { runs } from '../../support/runs';

const REMOTES: readonly (readonly [string, string | null])[] = [
  ['https://github.com/shop/checkout', 'https://github.com/shop/checkout'],
  ['https://github.com/shop/checkout.git/', 'https://github.com/shop/checkout'],
  ['https://ana:to%40ken@GitHub.com/shop/checkout.git', 'https://github.com/shop/checkout'],
  ['git@github.com:shop/checkout.git', 'https://github.com/shop/checkout'],
  ['ssh://git@github.example.com:2222/shop/checkout.git', 'https://github.example.com/shop/checkout'],
  ['https://gitlab.com/group/sub/checkout.git', 'https://gitlab.com/group/sub/checkout'],
  ['http://gitlab.intern:8080/g/c', 'http://gitlab.intern:8080/g/c'],
  ['git://github.com/shop/checkout', 'https://github.com/shop/checkout'],
  ['github.com:shop/check(out)', 'https://github.com/shop/check%28out%29'],
  ['https://bitbucket.org/shop/checkout', null],
  ['https://notgithub.example/shop/checkout', null],
  ['/srv/git/checkout.git', null],
  ['../checkout', null],
  ['C:\\git\\checkout', null],
  ['https://github.com/', null],
  ['javascript://github.com/%0aalert(1)', null],
  ['ext::sh -c touch% /tmp/x', null],
  ['', null],
];

describe('links into a repository’s web page', () => {
  for (const [remote, url] of REMOTES) {
    it(`${remote || 'no remote'} → ${url ?? 'none'}`, () => {
      assert.equal(webPage(remote)?.url ?? null, url);
    });
  }

  it('have the form of each site', () => {
    const github = linksTo({ site: 'github', url: 'https://github.com/s/c' }, 'abc');
    const gitlab = linksTo({ site: 'gitlab', url: 'https://gitlab.com/s/c' }, 'abc');
    assert.equal(github.file('src/a b.js', 3), 'https://github.com/s/c/blob/abc/src/a%20b.js#L3');
    assert.equal(gitlab.file('src/a b.js', null), 'https://gitlab.com/s/c/-/blob/abc/src/a%20b.js');
    assert.equal(github.commit('def'), 'https://github.com/s/c/commit/def');
    assert.equal(gitlab.commit('def'), 'https://gitlab.com/s/c/-/commit/def');
  });

  it('lead to no file that no commit holds, such as one of the working tree', () => {
    const links = linksTo({ site: 'github', url: 'https://github.com/s/c' }, null);
    assert.equal(links.file('a.js', 1), null);
    assert.notEqual(links.commit('def'), null);
  });

  it('stay one link of Markdown and one attribute, whatever a path or a remote holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (path, remote) => {
        const page = webPage(`https://github.com/${remote}`) ?? {
          site: 'github',
          url: 'https://github.com/s/c',
        };
        const href = linksTo(page, 'abc').file(path, 1) ?? '';
        assert.match(href, /^https:\/\/github\.com\/[A-Za-z0-9%./:-]*#L1$/);
      }),
      { numRuns: runs(300) },
    );
  });
});

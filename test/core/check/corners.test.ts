import assert from 'node:assert/strict';
import { checkHome } from '../../../src/core/check/check';
import { cornerEntries } from '../../../src/core/corners/entry';
import { cornerStates } from '../../../src/core/corners/states';
import { loadHomes } from '../../../src/core/load/load-homes';
import { memoryFiles } from '../../support/memory-files';

const today = '2026-11-24';
const KATA = 'kata: 1\ntitle: T\nchallenge: C\n';
const record = (...corners: readonly string[]) =>
  `step: S\nstarted: 2026-11-20\nexpect: E\ncorners:\n${corners.map((one) => `  - { ${one} }\n`).join('')}`;
const LATE = 'until: 2026-11-01';
const SOON = 'until: 2026-12-01';

/** What the rules say of corners, each as `PATH:LINE code`. */
async function said(files: Readonly<Record<string, string>>, marked: readonly string[]): Promise<string[]> {
  const homes = await loadHomes(memoryFiles(files));
  const markers = marked.map((id, at) => ({ id, words: '', path: 'a.js', line: at + 1 }));
  const folders = homes.map(({ folder }) => folder);
  const corners = cornerStates(cornerEntries(homes), markers, new Map(), today, folders);
  return homes
    .flatMap((home) => checkHome(home, { today, corners: { corners } }))
    .filter(({ code }) => code.startsWith('corner/'))
    .map(({ path, range, code }) => `${path}:${range.start.line} ${code}`);
}

describe('the rules on corners', () => {
  it('tell entries of one id apart by home, kata and experiment', async () => {
    const files: Record<string, string> = {};
    for (const home of ['', 'shop/'])
      for (const kata of ['a', 'b']) files[`${home}.kata/${kata}/kata.yaml`] = KATA;
    const one = (until: string) => record(`id: c-aaaaa, what: W, plan: P, ${until}`);
    files['.kata/a/experiments/x-aaaaa.yaml'] = one(LATE);
    files['.kata/a/experiments/x-bbbbb.yaml'] = one(SOON);
    files['.kata/b/experiments/x-aaaaa.yaml'] = one(SOON);
    files['shop/.kata/a/experiments/x-aaaaa.yaml'] = one(SOON);
    files['shop/.kata/b/experiments/x-aaaaa.yaml'] = one(LATE);
    assert.deepEqual(await said(files, ['c-aaaaa']), [
      '.kata/a/experiments/x-aaaaa.yaml:5 corner/overdue',
      'shop/.kata/b/experiments/x-aaaaa.yaml:5 corner/overdue',
    ]);
  });

  it('take the first of two entries that one record has with the same id for both', async () => {
    const twice = (first: string, second: string) => ({
      '.kata/a/kata.yaml': KATA,
      '.kata/a/experiments/x-aaaaa.yaml': record(
        `id: c-aaaaa, what: One, plan: P, ${first}`,
        `id: c-aaaaa, what: Two, plan: P, ${second}`,
      ),
    });
    const path = '.kata/a/experiments/x-aaaaa.yaml';
    const both = [`${path}:5 corner/overdue`, `${path}:6 corner/overdue`];
    assert.deepEqual(await said(twice(LATE, SOON), ['c-aaaaa']), both);
    assert.deepEqual(await said(twice(SOON, LATE), ['c-aaaaa']), []);
  });

  it('say of an entry without a marker that it has none, and of no other', async () => {
    const files = {
      '.kata/a/kata.yaml': KATA,
      '.kata/a/experiments/x-aaaaa.yaml': record(
        'id: c-aaaaa, what: W, plan: P',
        'id: c-bbbbb, what: W, plan: P',
      ),
    };
    assert.deepEqual(await said(files, ['c-aaaaa']), ['.kata/a/experiments/x-aaaaa.yaml:6 corner/unmarked']);
  });
});

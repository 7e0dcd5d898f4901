import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHome } from '../../../src/core/check/check';
import { CODES } from '../../../src/core/check/rules';
import { loadHomes } from '../../../src/core/load/load-homes';
import { fixtures } from '../../support/fixture-files';

const FOLDER = join(import.meta.dirname, '../../fixtures');
const today = '2026-11-22';

/** Codes that no file by itself can bring about; each has tests of its own, of what is wrong and of what only comes near. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'experiment/result-first': 'core/storyboard/history.test.ts',
  'experiment/prediction-changed': 'core/storyboard/history.test.ts',
  'file/outside': 'core/load/load-homes.test.ts',
  'file/unreadable': 'core/load/load-homes.test.ts',
  'file/too-large': 'core/yaml/limits.test.ts',
  'corner/orphan': 'cli/check-corners.test.ts',
  'corner/unmarked': 'cli/check-corners.test.ts',
  'corner/no-plan': 'cli/check-corners.test.ts',
  'corner/overdue': 'cli/check-corners.test.ts',
  'corner/left-behind': 'cli/check-corners.test.ts',
  'corner/uncleaned': 'cli/check-corners.test.ts',
};

/** What comes near to each of the others, and passes: folders of `near`. Limits are met to the key and level in `limits`. */
const NEAR: Readonly<Record<string, readonly string[]>> = {
  'file/syntax': ['syntax-at-sign-inside', 'syntax-brackets', 'syntax-colon-in-text', 'syntax-one-document'],
  'file/duplicate-key': ['same-key-in-two-maps'],
  'file/conflict-markers': ['conflict-like', 'conflict-comment'],
  'file/alias': ['alias-like'],
  'file/tag': ['tag-like'],
  'file/encoding': ['bom', 'replacement-character', 'crlf'],
  'file/missing': ['folder-without-records'],
  'file/unknown': ['other-files'],
  'schema/required': ['half-typed'],
  'schema/type': ['values-of-all-kinds', 'points-empty'],
  'schema/value': ['words-in-quotes'],
  'schema/date': ['days-at-the-edge'],
  'schema/id': ['ids-at-the-edge'],
  'schema/slug': ['slug-number'],
  'schema/number': ['since-text'],
  'schema/version': ['version-and-comment'],
  'schema/unknown-key': ['keys-in-quotes', 'prose-that-looks-like-more'],
  'id/number': ['id-one-letter', 'target-quoted-number-id'],
  'id/duplicate': ['metric-named-as-target', 'same-target-in-katas'],
  'ref/target': ['ref-target'],
  'ref/obstacle': ['ref-obstacle'],
  'ref/metric': ['ref-metric'],
  'ref/experiment': ['ref-experiment'],
  'target/none-active': ['target-several'],
  'target/several-active': ['target-several'],
  'target/overdue': ['target-due-today'],
  'target/horizon': ['target-horizon-week', 'target-horizon-months'],
  'target/no-metric': ['target-several'],
  'obstacle/several-addressing': ['obstacle-one'],
  'experiment/no-expectation': ['experiment-predicted'],
  'experiment/no-learning': ['experiment-checked', 'words-in-quotes'],
  'experiment/overdue-check': ['experiment-checked'],
};
const AT_THE_LIMIT = ['file/too-deep', 'file/too-many-keys'];

async function found(folder: string): Promise<{ lines: string[]; expected: string[] }> {
  const { files, expected } = fixtures(join(FOLDER, folder));
  const homes = await loadHomes(files);
  const problems = homes.flatMap((home) => checkHome(home, { today }));
  const lines = problems.map(
    ({ path, code, range }) => `${path} ${code} ${range.start.line}:${range.start.column}`,
  );
  return { lines: lines.sort(), expected: [...expected].sort() };
}

describe('check on files that are broken', () => {
  it('finds exactly what was written down by hand beside each', async () => {
    const { lines, expected } = await found('broken');
    const files = new Set(expected.map((line) => line.split(' ')[0]));
    assert.ok(files.size >= 60, `${files.size} broken files`);
    assert.deepEqual(lines, expected);
  });

  it('meets every code there, but those that no file by itself can bring about', async () => {
    const { expected } = await found('broken');
    const met = new Set(expected.map((line) => line.split(' ')[1]));
    assert.deepEqual([...CODES].filter((code) => !met.has(code)).sort(), Object.keys(ELSEWHERE).sort());
  });

  it('has a test that names each code that no file can bring about', () => {
    for (const [code, test] of Object.entries(ELSEWHERE)) {
      const text = readFileSync(join(FOLDER, '..', test), 'utf8');
      assert.ok(text.includes(`'${code}'`) || text.includes(`${code} `), `${test} does not name ${code}`);
    }
  });

  it('has for each code what only comes near', () => {
    const named = [...Object.keys(NEAR), ...Object.keys(ELSEWHERE), ...AT_THE_LIMIT];
    assert.deepEqual(named.sort(), [...CODES].sort());
    const folders = new Set(readdirSync(join(FOLDER, 'near')));
    for (const [code, near] of Object.entries(NEAR)) {
      for (const one of near) assert.ok(folders.has(one), `${code}: ${one}`);
    }
  });

  it('passes what only comes near', async () => {
    const { lines, expected } = await found('near');
    assert.deepEqual(expected, []);
    assert.deepEqual(lines, []);
  });
});

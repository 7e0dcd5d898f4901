import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CODES } from '../../src/core/check/rules';
import { kata } from '../support/cli';
import { fixtures } from '../support/fixture-files';
import { putFiles, tempFolder } from '../support/temp';

const FOLDER = join(import.meta.dirname, '../fixtures');

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Lays the fixtures' homes out as folders with a real `.kata/`, and says what `kata check` tells of each. */
async function told(folder: string) {
  const { files, expected } = fixtures(join(FOLDER, folder));
  const paths = await files.list();
  const contents = await files.read(paths);
  const names = [...new Set(paths.map((path) => path.split('/')[0] ?? ''))].sort();
  const root = tempFolder('kata-broken');
  for (const [path, content] of contents) {
    assert.ok('bytes' in content, path);
    putFiles(root, { [path]: content.bytes });
  }
  const lines: string[] = [];
  for (const name of names) {
    const ran = await kata(join(root, name), ['check', '--json'], { today: '2026-11-22' });
    const { problems } = JSON.parse(ran.out) as { problems: Told[] };
    const isBroken = problems.some(({ severity }) => severity === 'error');
    assert.equal(ran.status, isBroken ? 1 : 0, name);
    for (const { path, code, line, column } of problems)
      lines.push(`${name}/${path} ${code} ${line}:${column}`);
  }
  return { lines: lines.sort(), expected: [...expected].sort(), names };
}

/** Hints are an editor's: the command does not tell them. */
const isHint = (line: string): boolean => line.includes(' schema/unknown-key ');

describe('kata check on real folders', () => {
  it('finds exactly what was written down by hand beside each broken file', async () => {
    const { lines, expected } = await told('broken');
    const files = new Set(expected.map((line) => line.split(' ')[0]));
    assert.ok(files.size >= 60, `${files.size} broken files`);
    assert.deepEqual(
      lines,
      expected.filter((line) => !isHint(line)),
    );
    for (const line of expected) assert.ok(CODES.has(line.split(' ')[1] ?? ''), line);
  });

  it('passes what only comes near', async () => {
    const { lines, names } = await told('near');
    assert.ok(names.length >= 30, `${names.length} near misses`);
    assert.deepEqual(lines, []);
  });
});

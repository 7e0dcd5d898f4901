import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkHome } from '../../../src/core/check/check';
import { CODES, READING_CODES } from '../../../src/core/check/rules';
import { loadHomes } from '../../../src/core/load/load-homes';
import { fixtures } from '../../support/fixture-files';

const FOLDER = join(import.meta.dirname, '../../fixtures');
const today = '2026-11-22';

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
    const ofHistory = ['experiment/result-first', 'experiment/prediction-changed'];
    const ofFiles = ['file/outside', 'file/unreadable', 'file/too-large'];
    const ofCode = [...CODES].filter((code) => code.startsWith('corner/'));
    const elsewhere = [...ofHistory, ...ofFiles, ...ofCode];
    assert.deepEqual([...CODES].filter((code) => !met.has(code)).sort(), elsewhere.sort());
    assert.ok(ofFiles.every((code) => code in READING_CODES));
  });

  it('passes what only comes near', async () => {
    const { lines, expected } = await found('near');
    assert.deepEqual(expected, []);
    assert.deepEqual(lines, []);
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { loadHomes } from '../../../src/core/load/load-homes';
import type { LoadedRecord } from '../../../src/core/load/loaded';
import { placeOf } from '../../../src/core/model/layout';
import { jsonSchema, SCHEMA_KINDS } from '../../../src/core/schema/json-schema';
import { fixtures } from '../../support/fixture-files';
import { RICH } from '../../support/katas';

const FOLDER = join(import.meta.dirname, '../../fixtures');
const ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }));
const validators = new Map<string, ValidateFunction>(
  SCHEMA_KINDS.map((kind) => [kind, ajv.compile(jsonSchema(kind))]),
);

/** Where the two may differ: what a schema of one document can't say, or need not. */
const DIFFER: Readonly<Record<string, string>> = {
  'half-typed/.kata/kata/experiments/x-7f3kq.yaml':
    'an empty text is no date; the reader lets people type on',
  'prose-that-looks-like-more/.kata/kata/experiments/x-7f3kq.yaml': 'the reader takes prose as it is written',
  'file-name-capital/.kata/kata/obstacles/o-M3W8A.yaml': 'the name of the file',
  'file-name-no-id/.kata/kata/obstacles/tax.yaml': 'the name of the file',
  'id-number-file/.kata/kata/experiments/x-12345-a.yaml': 'the name of the file',
  'slug-bad/.kata/Bad_Slug/kata.yaml': 'the name of the folder',
  'id-number-corner/.kata/kata/experiments/x-7f3kq.yaml': 'an id without a letter has the form of one',
  'id-number-reference/.kata/kata/experiments/x-7f3kq.yaml': 'an id without a letter has the form of one',
  'kata-version-2/.kata/kata/kata.yaml': 'a newer version is shown, and judged by its own schema',
  'key-is-a-list/.kata/kata/experiments/x-7f3kq.yaml': 'as JSON, each key is a text',
};

/** The records of a folder of fixtures that are YAML at all. */
async function recordsOf(folder: string) {
  const { files } = fixtures(join(FOLDER, folder));
  const homes = await loadHomes(files);
  const contents = await files.read(await files.list());
  const records = homes.flatMap(({ config, katas }): LoadedRecord[] => [
    ...(config === null ? [] : [config]),
    ...katas.flatMap(({ record, obstacles, experiments, coaching, measurements }) => [
      record,
      ...obstacles,
      ...experiments,
      ...coaching,
      ...measurements,
    ]),
  ]);
  return records.flatMap(({ kind, path, problems }) => {
    const content = contents.get(path);
    const isYaml = !problems.some(({ code }) => code.startsWith('file/'));
    if (content === undefined || 'error' in content || !isYaml) return [];
    const text = new TextDecoder().decode(content.bytes);
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    return [{ kind, path, errors, value: parse(text, { logLevel: 'silent' }) }];
  });
}

describe('the JSON Schema, asked by another program', () => {
  for (const folder of ['near', 'broken']) {
    it(`takes and refuses what the reader does: ${folder}`, async () => {
      const records = await recordsOf(folder);
      const said: string[] = [];
      assert.ok(records.length > 40, `${records.length}`);
      const differ = records.flatMap(({ kind, path, errors, value }) => {
        const validate = validators.get(kind);
        // Points of a metric have no schema: they are a list that the tool writes.
        if (validate === undefined || validate(value) === (errors.length === 0)) return [];
        said.push(`${path}: ${errors.join()} | ${ajv.errorsText(validate.errors)}`);
        return [path];
      });
      const expected = Object.keys(DIFFER).filter((path) => records.some((one) => one.path === path));
      assert.deepEqual(differ.sort(), expected.sort(), said.join('\n'));
    });
  }

  it('takes the format page’s kata', () => {
    for (const [path, text] of Object.entries(RICH)) {
      const kind = placeOf(`.kata/k/${path}`)?.kind ?? '';
      const validate = validators.get(kind);
      assert.ok(validate !== undefined || kind === 'measurements', path);
      if (validate !== undefined) assert.ok(validate(parse(text)), ajv.errorsText(validate.errors));
    }
  });
});

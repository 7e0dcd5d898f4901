import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { CODES } from '../../src/core/check/rules';
import { kata } from '../support/cli';
import { fixtures } from '../support/fixture-files';
import { GitRepo } from '../support/git-repo';
import { putFiles, tempFolder } from '../support/temp';

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** SARIF's schema is of draft 4: its own name goes, all else means the same to later drafts. */
function validator() {
  const text = readFileSync(join(FIXTURES, 'sarif/sarif-2.1.0-rtm.5.json'), 'utf8');
  const { $schema: _draft, id: _name, ...schema } = JSON.parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return Object.assign((log: unknown): boolean => validate(log), {
    errors: () => JSON.stringify(validate.errors, null, 1),
  });
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly version: string; readonly rules: readonly { id: string }[] };
      };
      readonly results: readonly Result[];
    },
  ];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
}

describe('kata check --format sarif', () => {
  const valid = validator();

  it('is SARIF 2.1.0 for every broken file there is, and names every rule', async () => {
    const { files } = fixtures(join(FIXTURES, 'broken'));
    const root = tempFolder('kata-sarif');
    for (const [path, content] of await files.read(await files.list())) {
      if ('bytes' in content) putFiles(root, { [path]: content.bytes });
    }
    const ran = await kata(root, ['check', '--format', 'sarif'], { today: '2026-11-22' });
    assert.equal(ran.status, 1);
    const log: Log = JSON.parse(ran.out);
    assert.ok(valid(log), valid.errors());
    const [run] = log.runs;
    const rules = run.tool.driver.rules.map(({ id }) => id);
    assert.deepEqual(rules, [...CODES].sort());
    assert.equal(run.tool.driver.version, '1.2.3');
    const told: { problems: unknown[] } = JSON.parse(
      (await kata(root, ['check', '--json'], { today: '2026-11-22' })).out,
    );
    const { results } = run;
    assert.ok(results.length > 60);
    assert.equal(results.length, told.problems.length);
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex], ruleId);
  });

  it('is valid without problems, and finds fault with what is none', async () => {
    const ran = await kata(tempFolder(), ['check', '--format', 'sarif']);
    const log: Log = JSON.parse(ran.out);
    assert.ok(valid(log), valid.errors());
    assert.ok(!valid({ ...log, version: '2.0.0' }));
    assert.ok(!valid({ ...log, runs: [{ ...log.runs[0], results: [{ level: 'fatal' }] }] }));
  });

  it('gives places as code scanning reads them, whatever the file is called', async () => {
    const repo = GitRepo.create();
    const name = 'a #%?ü\u202e';
    repo.write({ [`${name}/.kata/k/kata.yaml`]: 'kata: 1\ntitle: T\nchallenge: [C]\n' });
    const ran = await kata(repo.path, ['check', '--format', 'sarif']);
    const log: Log = JSON.parse(ran.out);
    assert.ok(valid(log), valid.errors());
    const [first] = log.runs[0].results.filter(({ level }) => level === 'error');
    const at = first?.locations[0]?.physicalLocation;
    assert.equal(at?.artifactLocation.uri, `${encodeURIComponent(name)}/.kata/k/kata.yaml`);
    assert.equal(decodeURIComponent(at?.artifactLocation.uri ?? ''), `${name}/.kata/k/kata.yaml`);
    assert.deepEqual(at?.region, { startLine: 3, startColumn: 12, endLine: 3, endColumn: 15 });
  });
});

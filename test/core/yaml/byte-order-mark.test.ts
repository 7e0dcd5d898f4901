import assert from 'node:assert/strict';
import { readRecord } from '../../../src/core/load/read-record';
import { placeOf } from '../../../src/core/model/layout';
import { editYaml } from '../../../src/core/yaml/edit/edit';
import { parseYaml } from '../../../src/core/yaml/parse';

const MARK = '\uFEFF';
const PATH = '.kata/k/measurements/p95/2026-11.yaml';
const POINTS = '- at: 2026-11-22T10:15:00Z\n  value: 812\n- { at: 2026-11-23T10:15:00Z, value: 790 }\n';

function measurements(source: string | Uint8Array) {
  const place = placeOf(PATH);
  assert.ok(place?.kind === 'measurements');
  return readRecord({ ...place, kind: 'measurements' }, PATH, source);
}

describe('a byte order mark', () => {
  for (const text of [POINTS, POINTS.replaceAll('\n', '\r\n'), `---\n${POINTS}`, `# measured\n${POINTS}`]) {
    it(`before a list changes nothing that is read: ${JSON.stringify(text.slice(0, 16))}`, () => {
      const bare = measurements(text);
      assert.equal(bare.value?.length, 2);
      for (const source of [MARK + text, new TextEncoder().encode(MARK + text)]) {
        const marked = measurements(source);
        assert.deepEqual([marked.value, marked.problems], [bare.value, []]);
        for (const at of [
          [0, 'at'],
          [0, 'value'],
          [1, 'value'],
        ]) {
          const [plain, moved] = [bare.locate(at), marked.locate(at)];
          assert.deepEqual(moved.start, { ...plain.start, offset: plain.start.offset + 1 });
          assert.deepEqual(moved.end, { ...plain.end, offset: plain.end.offset + 1 });
        }
      }
    });
  }

  it('leaves problems at the line and column without it, one further in the text', () => {
    for (const text of ['- at: 2026-11-22\n  value: x\n', '- @a\n', '- &a x\n', '- a: 1\n  a: 2\n']) {
      const places = (source: string) =>
        measurements(source).problems.map(({ code, range: { start } }) => ({ code, ...start }));
      const bare = places(text);
      assert.ok(bare.length > 0, text);
      assert.deepEqual(
        places(MARK + text),
        bare.map((one) => ({ ...one, offset: one.offset + 1 })),
      );
    }
  });
});

describe('an edit', () => {
  const refusals: readonly (readonly [name: string, text: string, edit: string])[] = [
    ['of more than 1 MiB', `a: 1\n#${'x'.repeat(1024 * 1024)}`, 'edit/too-large'],
    ['of too many values', '- 1\n'.repeat(200_000), 'edit/too-large'],
    ['of 65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'edit/too-deep'],
    ['of a mebibyte of braces', '{'.repeat(1024 * 1024), 'edit/too-deep'],
    ['of 1,001 keys', Array.from({ length: 1001 }, (_, i) => `k${i}: 1\n`).join(''), 'edit/too-many-keys'],
    ['with a conflict', '<<<<<<< a\na: 1\n', 'edit/syntax'],
    ['with a NUL', 'a: "\0"\n', 'edit/syntax'],
  ];
  for (const [name, text, code] of refusals) {
    it(`refuses a file ${name}, as the reader does`, () => {
      assert.equal(parseYaml(text, PATH).document, null);
      const result = editYaml(text, []);
      assert.equal(result.ok ? 'done' : result.refusal.code, code);
    });
  }

  it('makes no file that the reader would refuse', () => {
    const full = Array.from({ length: 1000 }, (_, i) => `k${i}: 1\n`).join('');
    const added = editYaml(full, [{ op: 'set', path: ['more'], value: 1 }]);
    assert.equal(added.ok ? 'done' : added.refusal.code, 'edit/too-many-keys');
    const large = editYaml('a: 1\n', [{ op: 'set', path: ['a'], value: 'x'.repeat(1024 * 1024) }]);
    assert.equal(large.ok ? 'done' : large.refusal.code, 'edit/too-large');
  });
});

import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { editYaml } from '../../../../src/core/yaml/edit/edit';
import type { YamlEdit, YamlPath, YamlValue } from '../../../../src/core/yaml/edit/types';
import { HARD } from './document';

const set = (path: YamlPath, value: YamlValue): YamlEdit => ({ op: 'set', path, value });
const remove = (...path: YamlPath): YamlEdit => ({ op: 'remove', path });
const insert = (path: YamlPath, index: number, value: YamlValue): YamlEdit => ({
  op: 'insert',
  path,
  index,
  value,
});
const move = (path: YamlPath, from: number, to: number): YamlEdit => ({ op: 'move', path, from, to });

type Row = readonly [name: string, before: string, edit: YamlEdit, after: string];

const ORDER = ['kata', 'title', 'expect', 'values', 'corners'];

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'a scalar keeps its style': [
    ['plain', 'a: one # why\n', set(['a'], 'two'), 'a: two # why\n'],
    ['plain to quoted', 'a: one # why\n', set(['a'], 'x: y'), 'a: "x: y" # why\n'],
    ['single quotes', "a: 'one'\n", set(['a'], "it's"), "a: 'it''s'\n"],
    ['double quotes', 'a: "one"\n', set(['a'], 'two'), 'a: "two"\n'],
    ['date', 'a: 2026-01-01\n', set(['a'], '2026-01-02'), 'a: 2026-01-02\n'],
    ['number', 'a:   840   # ms\n', set(['a'], 640), 'a:   640   # ms\n'],
    ['text that looks like a number', 'a: x\n', set(['a'], '12e4567'), 'a: "12e4567"\n'],
    ['literal', 'a: |  # c\n   one\n\nb: 1\n', set(['a'], 'x\ny\n'), 'a: |  # c\n   x\n   y\n\nb: 1\n'],
    ['literal, no final newline in the value', 'a: |\n  one\n', set(['a'], 'x'), 'a: |-\n  x\n'],
    ['literal, leading blank', 'a: |\n  one\n', set(['a'], ' x\n'), 'a: |2\n   x\n'],
    ['folded', 'a: >-\n  one\n  two\nb: 1\n', set(['a'], 'x\ny'), 'a: >-\n  x\n\n  y\nb: 1\n'],
    ['plain to lines', 'a: one # c\nb: 1\n', set(['a'], 'x\ny'), 'a: |- # c\n  x\n  y\nb: 1\n'],
    ['nothing', 'a: # c\nb: 1\n', set(['a'], 'x'), 'a: x # c\nb: 1\n'],
    ['null', 'a: ~\n', set(['a'], 'x'), 'a: x\n'],
    ['explicit key', '? a # k\n: one # v\n', set(['a'], 'two'), '? a # k\n: two # v\n'],
    ['explicit key without a value', '? a\n', set(['a'], 'x'), '? a\n: x\n'],
    ['in flow', '{ a: one, b: [x, y] } # c\n', set(['b', 1], 'p, q'), '{ a: one, b: [x, "p, q"] } # c\n'],
    ['root', '--- one # c\n', set([], 'two'), '--- two # c\n'],
  ],
  'another kind of value': [
    ['scalar to map', 'a: one # c\nb: 1\n', set(['a'], { x: 1 }), 'a: # c\n  x: 1\nb: 1\n'],
    ['map to scalar', 'a: # c\n  x: 1\nb: 1\n', set(['a'], 2), 'a: 2 # c\nb: 1\n'],
    ['item to map', '- one # c\n- two\n', set([0], { x: 1, y: 2 }), '- x: 1 # c\n  y: 2\n- two\n'],
    ['empty to block', 'a: {} # c\n', set(['a', 'x'], 1), 'a: # c\n  x: 1\n'],
    [
      'a map keeps what it keeps',
      'a:\n  x: 1 # x\n  y: 2 # y\n',
      set(['a'], { x: 1, y: 3 }),
      'a:\n  x: 1 # x\n  y: 3 # y\n',
    ],
    [
      'a list keeps what it keeps',
      'a:\n  - 1 # x\n  - 2 # y\n',
      set(['a'], [1, 3, 2]),
      'a:\n  - 1 # x\n  - 3\n  - 2 # y\n',
    ],
  ],
  'a new key': [
    ['at the end', 'a: 1 # c\n\n# end\n', set(['b'], 2), 'a: 1 # c\nb: 2\n\n# end\n'],
    [
      'by order',
      'title: x\n\n# cut\ncorners: []\n',
      set(['expect'], 'y'),
      'title: x\n\nexpect: y\n# cut\ncorners: []\n',
    ],
    ['new parents', 'a: 1\n', set(['values', 'p95'], 2), 'a: 1\nvalues:\n  p95: 2\n'],
    ['below the header', '# header\ntitle: x\n', set(['kata'], 1), '# header\nkata: 1\ntitle: x\n'],
    ['without a final newline', 'a: 1', set(['b'], 2), 'a: 1\nb: 2'],
    ['CRLF', 'a: 1\r\nc:\r\n  d: 1\r\n', set(['c', 'e'], 2), 'a: 1\r\nc:\r\n  d: 1\r\n  e: 2\r\n'],
    ['flow', '{ a: 1 }\n', set(['b'], 'x'), '{ a: 1, b: x }\n'],
    ['flow by order', '{ corners: [] }\n', set(['title'], 'x'), '{ title: x, corners: [] }\n'],
    ['flow over lines', '{\n  a: 1 # c\n}\n', set(['b'], 2), '{\n  a: 1, # c\n  b: 2\n}\n'],
    ['before the end mark', '---\na: 1\n...\n', set(['b'], 2), '---\na: 1\nb: 2\n...\n'],
    ['empty file', '', set(['a'], 1), 'a: 1\n'],
    ['only comments', '# c', set(['a'], 1), '# c\na: 1\n'],
    ['empty document between marks', '---\n# c\n...\n', set(['a'], 1), '---\n# c\na: 1\n...\n'],
    ['byte order mark', '\ufeffa: 1\n', set(['b'], 2), '\ufeffa: 1\nb: 2\n'],
  ],
  'a removal': [
    ['key', 'a: 1 # c\n# about b\nb: 2\n', remove('a'), '# about b\nb: 2\n'],
    ['first key of an item', '- a: 1\n  b: 2\n', remove(0, 'a'), '- b: 2\n'],
    ['last key of a map', 'v: # c\n  a: 1\nb: 2\n', remove('v', 'a'), 'v: {} # c\nb: 2\n'],
    ['last key of the file', '# c\na: 1\n', remove('a'), '# c\n{}\n'],
    ['last item', 'v:\n- a\nb: 2\n', remove('v', 0), 'v: []\nb: 2\n'],
    ['text that ends in blanks', 'a: |\n  x\n   \nb: 1\n', remove('a'), 'b: 1\n'],
    ['flow, first', '[a, b, c]\n', remove(0), '[b, c]\n'],
    ['flow, last', '[a, b, c]\n', remove(2), '[a, b]\n'],
    ['flow, only', 'v: { a: 1 }\n', remove('v', 'a'), 'v: {}\n'],
    ['flow over lines', '[\n  a, # a\n  b # b\n]\n', remove(1), '[\n  a # a\n]\n'],
    ['lines of prose', 'a: >-\n  x\n\n  y\n\nb: 1\n', remove('a'), '\nb: 1\n'],
  ],
  'list items': [
    ['insert', '- a\n# about b\n- b\n', insert([], 1, 'x'), '- a\n- x\n# about b\n- b\n'],
    [
      'append',
      'v:\n    -  a # c\nw: 1\n',
      insert(['v'], 1, { k: 1, l: 2 }),
      'v:\n    -  a # c\n    -  k: 1\n       l: 2\nw: 1\n',
    ],
    ['compact, first', '- - a\n  - b\n', insert([0], 0, 'x'), '- - x\n  - a\n  - b\n'],
    ['a list that is missing', 'a: 1\n', insert(['facts'], 0, 'x'), 'a: 1\nfacts:\n  - x\n'],
    ['flow', '[a, b]\n', insert([], 1, 'x'), '[a, x, b]\n'],
    [
      'move up with comments',
      '- a # a\n# about b\n- b # b\n',
      move([], 1, 0),
      '# about b\n- b # b\n- a # a\n',
    ],
    ['move down over blank lines', '- a\n\n- b\n- c\n', move([], 0, 2), '- b\n\n- c\n- a\n'],
    ['move without a final newline', '- a\n- b', move([], 0, 1), '- b\n- a'],
    ['move in flow', '[a, b, c]\n', move([], 2, 0), '[c, a, b]\n'],
    ['move in flow with comments', '[\n  a, # a\n  b # b\n]\n', move([], 0, 1), '[\n  b, # b\n  a # a\n]\n'],
  ],
}; // prettier-ignore

const REFUSALS: readonly (readonly [name: string, text: string, edit: YamlEdit, code: string])[] = [
  ['an error', 'a: [1\n', set(['a'], 1), 'edit/syntax'],
  ['conflict markers', '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n', set(['a'], 1), 'edit/syntax'],
  ['a key twice', 'a: 1\na: 2\n', set(['a'], 3), 'edit/duplicate-key'],
  ['an anchor', 'a: &x 1\nb: 2\n', set(['b'], 3), 'edit/foreign'],
  ['an alias', 'a: &x 1\nb: *x\n', set(['b'], 3), 'edit/foreign'],
  ['a merge key', '<<: { a: 1 }\nb: 2\n', set(['b'], 3), 'edit/foreign'],
  ['a tag', 'a: !!str 1\nb: 2\n', set(['b'], 3), 'edit/foreign'],
  ['a directive', '%YAML 1.1\n---\na: yes\n', set(['a'], 3), 'edit/directive'],
  ['several documents', 'a: 1\n---\nb: 1\n', set(['a'], 3), 'edit/several-documents'],
  ['a missing key', 'a: 1\n', remove('b'), 'edit/missing'],
  ['past the end of a list', '- 1\n', set([2], 3), 'edit/missing'],
  ['an insert past the end', '- 1\n', insert([], 3, 3), 'edit/missing'],
  ['a move of nothing', '- 1\n', move([], 0, 1), 'edit/missing'],
  ['a name into a list', '- 1\n', set(['a'], 3), 'edit/type'],
  ['through a scalar', 'a: 1\n', set(['a', 'b'], 3), 'edit/type'],
  ['an insert into a map', 'a: 1\n', insert([], 0, 3), 'edit/type'],
  ['the whole document', 'a: 1\n', remove(), 'edit/path'],
  ['no finite number', 'a: 1\n', set(['a'], Number.POSITIVE_INFINITY), 'edit/number'],
  ['no number at all', 'a: 1\n', set(['a'], Number.NaN), 'edit/number'],
];

describe('editYaml', () => {
  for (const [title, rows] of Object.entries(TABLES)) {
    describe(title, () => {
      for (const [name, before, edit, after] of rows) {
        it(name, () => {
          const result = editYaml(before, [edit], { keyOrder: () => ORDER });
          assert.ok(result.ok, JSON.stringify(result));
          assert.equal(result.text, after);
        });
      }
    });
  }

  describe('refuses, with what to do', () => {
    for (const [name, text, edit, code] of REFUSALS) {
      it(name, () => {
        const result = editYaml(text, [edit]);
        assert.ok(!result.ok);
        assert.equal(result.refusal.code, code);
        assert.match(result.refusal.message, /\S.*\.$|^The file is not valid YAML/);
        assert.match(result.refusal.mend, /\.$/);
      });
    }
  });

  it('refuses all of several edits if one is refused', () => {
    const result = editYaml('a: 1\n', [set(['a'], 2), remove('b')]);
    assert.equal(result.ok, false);
  });

  describe('brings back exactly the given text', () => {
    const places: readonly (readonly [string, string, YamlPath])[] = [
      ['over plain', 'x: 1\na: old # c\n# d\nb: 1\n', ['a']],
      ['over single quotes', "a: 'old'\nb: 1\n", ['a']],
      ['over double quotes', 'a: "old"\nb: 1\n', ['a']],
      ['over folded', 'a: >-\n  old\n  lines\n\nb: 1\n', ['a']],
      ['over literal', 'a: |\n  old\n\n  # no comment\nb: 1\n', ['a']],
      ['over plain lines', 'a: old\n  lines\nb: 1\n', ['a']],
      ['in a list', '- old\n- 1\n', [0]],
      ['in flow', '{ a: old, b: 1 }\n', ['a']],
      ['CRLF', 'a: |\r\n  old\r\nb: 1\r\n', ['a']],
      ['a new key', 'x: 1\n', ['a']],
      ['in an empty file', '', ['a']],
    ];
    for (const [name, text, path] of places) {
      it(name, () => {
        for (const value of HARD) {
          const result = editYaml(text, [set(path, value)]);
          assert.ok(result.ok, `${JSON.stringify(value)}: ${JSON.stringify(result)}`);
          assert.equal(parse(result.text)[path[0] ?? ''], value, result.text);
        }
      });
    }

    it('as a key too', () => {
      for (const key of HARD.filter(({ length }) => length < 200)) {
        const result = editYaml('x: 1\n', [set([key], 2)]);
        assert.ok(result.ok, JSON.stringify(result));
        assert.deepEqual(Object.entries(parse(result.text)), [
          ['x', 1],
          [key, 2],
        ]);
      }
    });
  });

  it('gives changes apart from each other, against the original', () => {
    const result = editYaml('a: one\nb: two\nc: three\n', [
      set(['c'], 'drei'),
      set(['a'], 'eins'),
      remove('b'),
    ]);
    assert.ok(result.ok);
    assert.deepEqual(result.changes, [
      { offset: 3, length: 3, text: 'eins' },
      { offset: 7, length: 7, text: '' },
      { offset: 17, length: 5, text: 'drei' },
    ]);
  });

  it('gives no change for edits that take each other back', () => {
    const result = editYaml('a: one\n', [set(['a'], 'two'), set(['a'], 'one')]);
    assert.deepEqual(result, { ok: true, text: 'a: one\n', changes: [] });
  });
});

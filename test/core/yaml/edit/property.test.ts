import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseDocument, parse as parseYaml } from 'yaml';
import { editYaml } from '../../../../src/core/yaml/edit/edit';
import type { EditResult, YamlEdit } from '../../../../src/core/yaml/edit/types';
import { runs } from '../../../support/runs';
import { Dice, type Generated, type Line, type Model, type Path, STYLES, type Style } from './document';

/** The most that may be refused: an engine that refuses everything proves nothing. */
const MOST_REFUSED = 0.01;

type Engine = (text: string, edits: readonly YamlEdit[]) => EditResult;

interface Case {
  readonly document: Generated;
  readonly edit: YamlEdit;
  readonly expected: Model;
  /** The path whose lines may change; with `adds`, nothing there may go. */
  readonly touched: Path;
  readonly adds: boolean;
}

describe('editYaml on generated documents', () => {
  let made = 0;
  let refused = 0;

  for (const [name, style] of Object.entries(STYLES)) {
    it(`makes exactly the one change: ${name}`, () => {
      fc.assert(
        fc.property(fc.gen(), (g) => {
          const one = drawCase(new Dice(g), style);
          const result = editYaml(one.document.text, [one.edit]);
          made++;
          if (result.ok) check(one, result);
          else {
            refused++;
            assert.equal(
              result.refusal.code,
              'edit/unsure',
              `${JSON.stringify(one.edit)}\n${one.document.text}`,
            );
          }
        }),
        { numRuns: runs(60) },
      );
    });
  }

  it('refuses rarely', () => {
    assert.ok(made >= 18 && refused / made <= MOST_REFUSED, `${refused} of ${made} refused`);
  });

  it('would notice an engine that writes the whole document anew', () => {
    const rewriting: Engine = (text, [edit]) => {
      const doc = parseDocument(text);
      if (edit?.op === 'set') doc.setIn(edit.path, edit.value);
      const after = String(doc);
      return { ok: true, text: after, changes: [{ offset: 0, length: text.length, text: after }] };
    };
    const outcome = fc.check(
      fc.property(fc.gen(), (g) => {
        const one = drawCase(new Dice(g), STYLES['comments everywhere'] as Style);
        if (one.edit.op !== 'set') return;
        const result = rewriting(one.document.text, [one.edit]);
        if (result.ok) check(one, result);
      }),
      { numRuns: 200 },
    );
    assert.equal(outcome.failed, true);
  });

  it('a no-op changes nothing', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const dice = new Dice(g);
        const { text, model } = dice.document(dice.pick(Object.values(STYLES)));
        const path = dice.pick(pathsOf(model));
        const result = editYaml(text, [{ op: 'set', path, value: at(model, path) }]);
        assert.deepEqual(result, { ok: true, text, changes: [] });
      }),
      { numRuns: runs(100) },
    );
  });

  it('several edits give the changes against the original text', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const dice = new Dice(g);
        const first = drawCase(dice, dice.pick(Object.values(STYLES)));
        const edits = [first.edit];
        let model = first.expected;
        for (let i = dice.below(3); i > 0; i--) {
          const next = drawEdit(dice, model);
          edits.push(next.edit);
          model = next.expected;
        }
        const result = editYaml(first.document.text, edits);
        if (!result.ok) return assert.equal(result.refusal.code, 'edit/unsure');
        checkChanges(first.document.text, result);
        assert.deepEqual(parse(result.text), model);
      }),
      { numRuns: runs(100) },
    );
  });
});

/** The library takes a byte order mark before a list for text. */
function parse(text: string): unknown {
  return parseYaml(text.replace(/^\ufeff/, ''));
}

function check({ document, expected, touched, adds, edit }: Case, result: EditResult & { ok: true }): void {
  const { text } = document;
  const shown = `${JSON.stringify(edit)}\n${text}\n=>\n${result.text}`;
  assert.deepEqual(parse(result.text), expected, shown);
  const [before, after] = outside(document, touched);
  assert.ok(result.text.startsWith(before), `the lines before changed: ${shown}`);
  assert.ok(result.text.slice(before.length).endsWith(after), `the lines after changed: ${shown}`);
  if (adds)
    assert.ok(
      result.changes.every(({ length }) => length === 0),
      `something went: ${shown}`,
    );
  checkChanges(text, result);
}

/** The changes lead from one text to the other; they are ascending and apart. */
function checkChanges(text: string, result: EditResult & { ok: true }): void {
  let made = '';
  let from = 0;
  for (const { offset, length, text: put } of result.changes) {
    assert.ok(offset >= from && (length > 0 || put !== ''));
    made += text.slice(from, offset) + put;
    from = offset + length;
  }
  assert.equal(made + text.slice(from), result.text);
}

/** What stands before and after the lines of the entry at `path`. */
function outside({ lines, text }: Generated, path: Path): [string, string] {
  let entry = path;
  const within = (line: Line) => entry.every((step, i) => line.owner[i] === step);
  while (entry.length > 0 && !lines.some(within)) entry = entry.slice(0, -1);
  if (entry.length === 0) return ['', ''];
  const rows = text.split(/(?<=\n)/);
  const first = lines.findIndex(within);
  const last = lines.findLastIndex(within);
  return [rows.slice(0, first).join(''), rows.slice(last + 1).join('')];
}

function drawCase(dice: Dice, style: Style): Case {
  const document = dice.document(style);
  assert.deepEqual(parse(document.text), document.model, document.text);
  return { document, ...drawEdit(dice, document.model) };
}

function drawEdit(dice: Dice, model: Model): Omit<Case, 'document'> {
  const expected = structuredClone(model);
  const path = dice.pick(pathsOf(model));
  const old = at(expected, path);
  const value = dice.value(1);
  const kind = dice.below(4);
  if (Array.isArray(old) && kind === 1) {
    const index = dice.below(old.length + 1);
    old.splice(index, 0, value);
    return { edit: { op: 'insert', path, index, value }, expected, touched: path, adds: false };
  }
  if (Array.isArray(old) && old.length > 0 && kind === 2) {
    const [from, to] = [dice.below(old.length), dice.below(old.length)];
    old.splice(to, 0, ...old.splice(from, 1));
    return { edit: { op: 'move', path, from, to }, expected, touched: path, adds: false };
  }
  if (old !== null && typeof old === 'object' && !Array.isArray(old) && kind === 1) {
    const adds = Object.keys(old).length > 0;
    const key = dice.pick(['added', 'new key', '0', 'yes', 'a: b']);
    old[key] = value;
    return { edit: { op: 'set', path: [...path, key], value }, expected, touched: path, adds };
  }
  const parentPath = path.slice(0, -1);
  const parent = at(expected, parentPath);
  const step = path.at(-1);
  if (step !== undefined && kind === 0 && parent !== null && typeof parent === 'object') {
    if (Array.isArray(parent)) parent.splice(Number(step), 1);
    else delete parent[step];
    const alone = Object.keys(parent).length === 0;
    // After `- a: 1` with more keys below, the next key moves up behind the dash: the item's lines are the parent's.
    const shared = typeof parentPath.at(-1) === 'number';
    return {
      edit: { op: 'remove', path },
      expected,
      touched: alone || shared ? parentPath : path,
      adds: false,
    };
  }
  return {
    edit: { op: 'set', path, value },
    expected: put(expected, path, value),
    touched: path,
    adds: false,
  };
}

function put(model: Model, path: Path, value: Model): Model {
  const parent = at(model, path.slice(0, -1));
  const step = path.at(-1);
  if (step === undefined) return value;
  if (Array.isArray(parent)) parent[Number(step)] = value;
  else if (parent !== null && typeof parent === 'object') parent[step] = value;
  return model;
}

function at(model: Model, path: Path): Model {
  let value: Model = model;
  for (const step of path) value = (value as { [key: string]: Model })[step] as Model;
  return value;
}

function pathsOf(model: Model, path: Path = []): Path[] {
  if (model === null || typeof model !== 'object') return [path];
  const steps: Path = Array.isArray(model) ? model.map((_, i) => i) : Object.keys(model);
  return [
    path,
    ...steps.flatMap((step) => pathsOf((model as { [key: string]: Model })[step] as Model, [...path, step])),
  ];
}

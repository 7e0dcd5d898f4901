import assert from 'node:assert/strict';
import type { CornerState } from '../../../src/core/corners/corner';
import type { CornerEntry } from '../../../src/core/corners/entry';
import { type CornerHistory, NO_HISTORY } from '../../../src/core/corners/marker-history';
import { phaseOf } from '../../../src/core/corners/phase';
import { cornerStates } from '../../../src/core/corners/states';
import type { ExperimentState } from '../../../src/core/model/experiment';
import { C, D, TODAY } from '../../support/corner-repo';
import { X } from '../../support/experiment-repo';

const EVIDENCE = { hash: 'a'.repeat(40), subject: 'S', author: 'Ana', date: '2026-11-02T12:00:00Z' };
const OTHER = { ...EVIDENCE, subject: 'Says so' };
const removal = { commit: EVIDENCE, isMerge: false, isRevert: false, withItsFile: false };

function entry(value: Partial<CornerEntry['value']> = {}, state: ExperimentState = 'running'): CornerEntry {
  return { id: C, kata: 'k', home: '', experiment: X, value: { id: C, ...value }, state };
}

function judged(one: CornerEntry, history: Partial<CornerHistory> = {}, stands = false) {
  const markers = stands ? [{ id: C, path: 'a.js', line: 2, words: 'w' }] : [];
  const [corner] = cornerStates([one], markers, new Map([[C, { ...NO_HISTORY, ...history }]]), TODAY);
  assert.ok(corner);
  return corner;
}

describe('the ordered list', () => {
  const all = { removed: removal, cleaned: OTHER, stood: true };
  const rows: readonly [string, CornerState, CornerEntry, Partial<CornerHistory>, boolean, string | null][] =
    [
      [
        'a marker in the tree is open, whatever history says',
        'open',
        entry({ path: 'p' }, 'refuted'),
        all,
        true,
        null,
      ],
      [
        'a path that nobody says was cleaned is open',
        'open',
        entry({ path: 'p' }),
        { removed: removal },
        false,
        null,
      ],
      [
        'a path that was cleaned is so',
        'cleaned',
        entry({ path: 'p' }),
        { cleaned: OTHER },
        false,
        'Says so',
      ],
      ['a revert drops', 'dropped', entry(), { ...all, removed: { ...removal, isRevert: true } }, false, 'S'],
      ['a merge drops', 'dropped', entry(), { ...all, removed: { ...removal, isMerge: true } }, false, 'S'],
      [
        'a deleted file drops',
        'dropped',
        entry(),
        { ...all, removed: { ...removal, withItsFile: true } },
        false,
        'S',
      ],
      ['any other removal cleans', 'cleaned', entry(), all, false, 'S'],
      ['a commit that says so cleans', 'cleaned', entry(), { cleaned: OTHER }, false, 'Says so'],
      ['refuted, never marked: dropped', 'dropped', entry({}, 'refuted'), {}, false, null],
      ['abandoned, never marked: dropped', 'dropped', entry({}, 'abandoned'), {}, false, null],
      ['confirmed, never marked: gone', 'gone', entry({}, 'confirmed'), {}, false, null],
      ['inconclusive, never marked: gone', 'gone', entry({}, 'inconclusive'), {}, false, null],
      ['running, never marked: unmarked', 'unmarked', entry(), {}, false, null],
      ['planned, never marked: unmarked', 'unmarked', entry({}, 'planned'), {}, false, null],
      [
        'marked once, and no commit took it: unmarked',
        'unmarked',
        entry({}, 'confirmed'),
        { stood: true },
        false,
        null,
      ],
      ['history cut off: gone, nobody is accused', 'gone', entry(), { cutOff: true }, false, null],
    ];
  for (const [name, state, one, history, stands, evidence] of rows) {
    it(name, () => {
      const corner = judged(one, history, stands);
      assert.deepEqual([corner.state, corner.evidence?.subject ?? null], [state, evidence]);
    });
  }

  it('has orphans after all entries, with the words of the first marker that has some', () => {
    const markers = [
      { id: D, path: 'b.js', line: 9, words: '' },
      { id: D, path: 'a.js', line: 3, words: '' },
      { id: D, path: 'b.js', line: 11, words: 'later' },
      { id: D, path: 'b.js', line: 9, words: 'twice on the line' },
    ];
    const corners = cornerStates([entry()], markers, new Map(), TODAY);
    assert.deepEqual(
      corners.map(({ id, state, what, kata, experiment }) => [id, state, what, kata, experiment]),
      [
        [C, 'unmarked', '', 'k', X],
        [D, 'orphan', 'later', null, null],
      ],
    );
    assert.deepEqual(
      corners[1]?.places.map(({ path, line }) => `${path}:${line}`),
      ['a.js:3', 'b.js:9', 'b.js:11'],
    );
  });

  it('flags what is overdue only while it is open and not kept', () => {
    const late = { until: '2026-11-23' };
    assert.equal(judged(entry(late), {}, true).overdue, true);
    assert.equal(judged(entry({ until: TODAY }), {}, true).overdue, false);
    assert.equal(judged(entry({ ...late, kept: 'It works' }), {}, true).overdue, false);
    assert.equal(judged(entry({ ...late, kept: '  ' }), {}, true).overdue, true);
    assert.equal(judged(entry(late), all).overdue, false);
  });

  it('gives both entries of an id that stands in two records', () => {
    const two = [entry({ what: 'one' }), { ...entry({ what: 'two' }), experiment: 'x-b2m4q' }];
    const corners = cornerStates(two, [{ id: C, path: 'a.js', line: 1, words: '' }], new Map(), TODAY);
    assert.deepEqual(
      corners.map(({ what, state, places }) => [what, state, places.length]),
      [
        ['one', 'open', 1],
        ['two', 'open', 1],
      ],
    );
  });
});

describe('the phase of an experiment', () => {
  it('is derived from its state and its corners', () => {
    const open = judged(entry(), {}, true);
    const kept = judged(entry({ kept: 'It works' }), {}, true);
    const cleaned = judged(entry(), { cleaned: OTHER });
    const table = [
      ['planned', [open], null],
      ['running', [open], 'fast'],
      ['running', null, 'fast'],
      ['confirmed', [open, cleaned], 'cleaning'],
      ['confirmed', [kept, cleaned], 'clean'],
      ['confirmed', [], 'clean'],
      ['confirmed', null, null],
      ['refuted', [open], 'toRemove'],
      ['abandoned', [open], 'toRemove'],
      ['refuted', [cleaned], null],
      ['inconclusive', [open], null],
      ['finished', [open], null],
    ] as const;
    for (const [state, corners, phase] of table) assert.equal(phaseOf(state, corners), phase, state);
  });
});

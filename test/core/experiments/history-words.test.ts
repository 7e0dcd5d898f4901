import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  accuracyWords,
  fieldWords,
  onlyOnWords,
  orderWords,
  tieWords,
} from '../../../src/core/experiments/history-words';
import type { PredictionOrder } from '../../../src/core/experiments/prediction';
import { sameValue } from '../../../src/core/experiments/same-value';
import { runs } from '../../support/runs';

describe('what history says, in words', () => {
  const none: ReadonlySet<string> = new Set();
  const orders: [PredictionOrder, string | null, string][] = [
    ['pending', null, 'no result yet'],
    ['before', 'r', 'predicted before the result'],
    ['changed', 'r', 'prediction changed after the result'],
    ['together', 'r', 'prediction and result in the same commit'],
    ['after', 'r', 'no prediction before the result'],
    ['unknown', 'r', 'in one commit: history cannot say'],
    ['unknown', null, 'not committed yet: history cannot say'],
  ];
  for (const [order, result, words] of orders) {
    it(`${order}${result === null ? '' : ' of a commit'}: ${words}`, () => {
      assert.equal(orderWords({ order, predicted: null, result }, none), words);
    });
  }

  it('blames nobody for what is not known', () => {
    const edge = orderWords({ order: 'unknown', predicted: null, result: 'r' }, new Set(['r']));
    assert.equal(edge, 'history is cut off at the result: it cannot say');
  });

  it('tells what ties a commit, what it copies and what it takes back', () => {
    const plain = { reverts: null };
    assert.equal(tieWords('message', plain, null), 'its message names the experiment');
    assert.equal(tieWords('patch', plain, 'abcdef1234567'), 'likely: the same change; copy of abcdef12');
    assert.equal(
      tieWords('branch', { reverts: '1234567890ab' }, null),
      'it is on the branch; takes back 12345678',
    );
  });

  it('tells fields as people call them, and a strange one as it is written', () => {
    assert.deepEqual(['expectValues', 'mood', 'constructor'].map(fieldWords), [
      'predicted numbers',
      'mood',
      'constructor',
    ]);
  });

  it('tells where a record lives', () => {
    assert.equal(onlyOnWords('refs/remotes/origin/idea'), 'only on origin/idea');
    assert.equal(onlyOnWords('refs/heads/idea'), 'only on idea');
    assert.equal(onlyOnWords('refs/kata/x-7f3kq'), 'on no branch, remembered as refs/kata/x-7f3kq');
  });

  it('reads how often predictions held as the practice does', () => {
    assert.equal(accuracyWords(1, 1), '1 of 1 prediction held: too few to read anything into.');
    assert.match(
      accuracyWords(10, 10),
      /^10 of 10 predictions held: nearly all, so the steps may be too timid/,
    );
    assert.match(accuracyWords(9, 10), /too timid/);
    assert.match(accuracyWords(5, 10), /a good share of surprises/);
    assert.match(accuracyWords(1, 10), /^1 of 10 predictions held: few/);
  });
});

describe('values of records', () => {
  it('are the same whatever the order of keys, at any depth', () => {
    assert.ok(sameValue({ a: 1, b: { c: [1, { d: 2, e: 3 }] } }, { b: { c: [1, { e: 3, d: 2 }] }, a: 1 }));
    const value = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(value, (one) => {
        const turned = Object.fromEntries(Object.entries(one).reverse());
        assert.ok(sameValue(one, turned));
      }),
      { numRuns: runs(200) },
    );
  });

  const different: [unknown, unknown][] = [
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [{ 0: 1 }, [1]],
    [null, {}],
    [undefined, null],
    ['1', 1],
    [{ a: 1 }, { b: 1 }],
  ];
  for (const [a, b] of different) {
    it(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`, () =>
      assert.ok(!sameValue(a, b) && !sameValue(b, a)));
  }
});

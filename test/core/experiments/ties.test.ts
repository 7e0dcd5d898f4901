import assert from 'node:assert/strict';
import { cleanings } from '../../../src/core/corners/cleanings';
import { type Cleaning, HistoryIndex } from '../../../src/core/experiments/history-index';
import { experimentsNamed } from '../../../src/core/experiments/ties';
import type { Experiment } from '../../../src/core/model/experiment';
import { type Drawn, drawHistory } from '../../support/history';

const X = 'x-7f3kq';
const Y = 'x-b2m4q';
const step: Experiment = { step: 'Cache rates', started: '2026-11-01' };

/** Each tied commit of an experiment with its tie, newest first: `c2:branch`. */
function ties(
  drawn: Drawn[],
  refs: Record<string, string>,
  id = X,
  today: Experiment = step,
  cleanings: readonly Cleaning[] = [],
): string[] {
  const { history, recordAt } = drawHistory(drawn, refs);
  const index = new HistoryIndex(history.graph);
  const { experiments } = index.update({ history, here: new Map([[id, today]]), recordAt, cleanings });
  return (experiments.get(id)?.commits ?? []).map(({ commit, tie }) => `${commit.hash}:${tie}`);
}

const branch: Drawn[] = [
  { name: 'm1' },
  { name: 's', from: ['m1'], records: { [X]: step } },
  { name: 'w1', from: ['s'] },
  { name: 'w2', from: ['w1'] },
  { name: 'm2', from: ['m1'] },
];

describe('ties of commits to experiments', () => {
  it('by the branch whose name holds the id, from the record on', () => {
    const found = ties(branch, { 'refs/heads/main': 'm2', [`refs/heads/kata/k/${X}-cache`]: 'w2' });
    assert.deepEqual(found, ['w2:branch', 'w1:branch', 's:file']);
  });

  it('by refs/kata alone when the branch is gone', () => {
    assert.deepEqual(ties(branch, { 'refs/heads/main': 'm2', [`refs/kata/${X}`]: 'w2' }), [
      'w2:branch',
      'w1:branch',
      's:file',
    ]);
  });

  it('not by a branch that only starts like the id', () => {
    assert.deepEqual(ties(branch, { 'refs/heads/main': 'm2', [`refs/heads/${X}z`]: 'w2' }), ['s:file']);
    assert.deepEqual(experimentsNamed('refs/heads/ax-7f3kq'), []);
    assert.deepEqual(experimentsNamed('refs/heads/a/x-7f3kq_b'), [X]);
  });

  it('by the merged-in side, without a branch; what main had meanwhile is not', () => {
    const drawn: Drawn[] = [
      ...branch,
      { name: 'merge', from: ['m2', 'w2'] },
      { name: 'm3', from: ['merge'] },
    ];
    assert.deepEqual(ties(drawn, { 'refs/heads/main': 'm3' }), ['w2:branch', 'w1:branch', 's:file']);
  });

  it('not the commits of main that were merged into the branch', () => {
    const drawn: Drawn[] = [...branch, { name: 'up', from: ['w2', 'm2'] }, { name: 'w3', from: ['up'] }];
    const found = ties(drawn, { 'refs/heads/main': 'm2', [`refs/heads/${X}`]: 'w3' });
    assert.deepEqual(found, ['w3:branch', 'up:branch', 'w2:branch', 'w1:branch', 's:file']);
  });

  it('stacked branches: the nearer start wins', () => {
    const drawn: Drawn[] = [
      ...branch,
      { name: 't', from: ['w1'], records: { [Y]: step } },
      { name: 'v1', from: ['t'] },
    ];
    const refs = { 'refs/heads/main': 'm2', [`refs/heads/${X}`]: 'v1', [`refs/heads/${Y}`]: 'v1' };
    assert.deepEqual(ties(drawn, refs, X), ['w1:branch', 's:file']);
    assert.deepEqual(ties(drawn, refs, Y), ['v1:branch', 't:file']);
  });

  it('straight onto the main line: up to the commit that finished it', () => {
    const drawn: Drawn[] = [
      { name: 'm1' },
      { name: 's', records: { [X]: step } },
      { name: 'w1' },
      { name: 'f', records: { [X]: { ...step, finished: '2026-11-20' } } },
      { name: 'later' },
    ];
    const refs = { 'refs/heads/main': 'later' };
    assert.deepEqual(ties(drawn, refs), ['f:file', 'w1:branch', 's:file']);
    const unfinished = drawn.filter(({ name }) => name !== 'f');
    assert.deepEqual(ties(unfinished, refs), ['later:branch', 'w1:branch', 's:file']);
  });

  it('by the message, whichever branch it is on; a message beats a file', () => {
    const drawn: Drawn[] = [
      ...branch,
      { name: 'm3', from: ['m2'], message: `Squash\n\nKata-Experiment: ${X}`, records: { [X]: step } },
    ];
    assert.deepEqual(ties(drawn, { 'refs/heads/main': 'm3' }), ['m3:message', 's:file']);
  });

  it('a revert stands beside what it reverts', () => {
    const hash = 'a'.repeat(40);
    const drawn: Drawn[] = [
      { name: 'm1' },
      { name: hash, message: `Try\n\nKata-Experiment: ${X}` },
      { name: 'r', message: `Revert "Try"\n\nThis reverts commit ${hash}.` },
    ];
    assert.deepEqual(ties(drawn, { 'refs/heads/main': 'r' }), ['r:message', `${hash}:message`]);
  });

  it('what cleaned a corner belongs to the corner’s experiment, on whichever branch it is', () => {
    const drawn: Drawn[] = [...branch, { name: 'c', from: ['m2'] }];
    const nothing = { what: 'w', why: null, plan: null, owner: null, until: null, path: null, kept: null };
    const corner = { ...nothing, id: 'c-8k2fd', kata: 'k', home: '', overdue: false, places: [], cut: null };
    const evidence = { hash: 'c', subject: 'c', author: 'Ana', date: '2026-11-01T10:05:00Z' };
    const cleaned = cleanings([
      { ...corner, experiment: X, state: 'cleaned', evidence },
      { ...corner, experiment: X, state: 'dropped', evidence: { ...evidence, hash: 'm2' } },
      { ...corner, experiment: null, state: 'orphan', evidence: null },
    ]);
    assert.deepEqual(ties(drawn, { 'refs/heads/main': 'c' }, X, step, cleaned), ['c:clean', 's:file']);
  });
});

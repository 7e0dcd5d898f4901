import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patchKey } from '../../../src/core/experiments/copies';
import type { Derived } from '../../../src/core/experiments/experiment-history';
import { CommitGraph } from '../../../src/core/experiments/graph';
import type { Commit } from '../../../src/core/experiments/history';
import { HistoryIndex, type Knowledge } from '../../../src/core/experiments/history-index';
import type { History } from '../../../src/core/experiments/repository-history';
import { withoutUnreached } from '../../../src/git/history/unreached';
import { type Change, changes, changing } from '../../support/changing-history';
import { runs } from '../../support/runs';

/** What a kept index says after each change, beside what a fresh one says of the same history. */
function compared(steps: readonly Change[]): void {
  const world = changing();
  let index = new HistoryIndex(new CommitGraph());
  for (const step of steps) {
    world.apply(step);
    const { refs, head, mainLine, here, recordAt, cleanings } = world;
    // As the reader does it: new commits are added in front, and a graph that lost some is made anew.
    index.graph.add(world.reached().toReversed());
    const graph = withoutUnreached(index.graph, world.tips());
    if (graph !== index.graph) index = new HistoryIndex(graph);
    const rest = { refs, head, mainLine, edge: new Set<string>() };
    const at = (graph: CommitGraph): History => ({ ...rest, graph });
    const kept = settled(index, { history: at(graph), here, recordAt, cleanings });
    const alone = new HistoryIndex(new CommitGraph(shuffled(world.reached())));
    const fresh = settled(alone, { history: at(alone.graph), here, recordAt, cleanings });
    assert.deepEqual(kept, fresh);
    for (const { commits } of kept.experiments.values()) {
      const told = new Set<string>();
      for (const { commit } of commits) {
        assert.ok(
          commit.parents.every((parent) => !told.has(parent)),
          'newest first',
        );
        told.add(commit.hash);
      }
    }
    const again = index.update({ history: at(graph), here, recordAt, cleanings });
    assert.equal(again, kept, 'nothing changed, so nothing is derived again');
  }
}

/** Updated until no patch is asked for. Few patches, so that many commits are copies of others. */
function settled(index: HistoryIndex, knowledge: Knowledge): Derived {
  let derived = index.update(knowledge);
  while (index.wantedPatches.length > 0) {
    index.learnPatches(
      new Map(
        index.wantedPatches.map((question) => {
          const n = Number.parseInt(question.commit.slice(-2), 16) % 5;
          return [patchKey(question), n === 0 ? null : String(n)];
        }),
      ),
    );
    derived = index.update(knowledge);
  }
  return derived;
}

/** In another order, which a graph has to put right. */
function shuffled(commits: readonly Commit[]): readonly Commit[] {
  return commits.toSorted((a, b) => (a.hash.slice(-2) < b.hash.slice(-2) ? -1 : 1));
}

describe('a history that is kept up', () => {
  it('says what a fresh derivation says, after any changes', function () {
    this.timeout(60_000);
    fc.assert(fc.property(fc.array(changes, { minLength: 4, maxLength: 25 }), compared), {
      numRuns: runs(300),
    });
  });
});

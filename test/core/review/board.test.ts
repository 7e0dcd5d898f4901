import assert from 'node:assert/strict';
import { reviewBoard } from '../../../src/core/review/board';
import { buildStoryboard } from '../../../src/core/storyboard/build';
import { kataOf, RICH } from '../../support/katas';
import { REVIEW_CHANGES } from '../../support/review-changes';
import { reviewed } from '../../support/reviewed';

describe('a review as a board', () => {
  for (const change of REVIEW_CHANGES) {
    it(`${change.name}: what is there has one mark, what is not is named as gone`, async () => {
      const review = await reviewed(change);
      for (const kata of review.katas) {
        const view = buildStoryboard(await kataOf(RICH), { today: '2026-11-25' });
        const board = reviewBoard(view, review, kata.folder);
        const changes = [
          ...(kata.direction === null ? [] : [kata.direction]),
          ...[kata.targets, kata.conditions, kata.obstacles, kata.experiments, kata.coaching].flat(),
          ...Object.values(kata.corners).flatMap((one) => (Array.isArray(one) ? one : [])),
        ];
        const there = changes.filter(({ at }) => at !== null);
        assert.equal(board.review?.marks.length, there.length);
        assert.equal(board.review?.gone.length, changes.length - there.length);
        assert.equal(board.review?.unreadable.length, kata.unreadable.length);
        const places = board.review?.marks.map(({ at }) => JSON.stringify(at)) ?? [];
        assert.equal(new Set(places).size, places.length);
        for (const { words, how } of board.review?.marks ?? [])
          assert.match(words, new RegExp(`^${how}(: [a-z]|$)`));
        assert.match(board.readOnly ?? '', / changes since it parted from /);
      }
    });
  }

  it('says of a kata that did not change that nothing did', async () => {
    const [change] = REVIEW_CHANGES;
    assert.ok(change);
    const view = buildStoryboard(await kataOf(RICH), { today: '2026-11-25' });
    const board = reviewBoard(view, { ...(await reviewed(change)), katas: [] });
    assert.deepEqual([board.review?.marks, board.review?.gone], [[], []]);
    assert.match(board.readOnly ?? '', /changes nothing on this storyboard/);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareKatas } from '../../../src/core/review/compare';
import type { Change, KataReview, Review } from '../../../src/core/review/review';
import { hostileTexts, RICH } from '../../support/katas';
import { runs } from '../../support/runs';
import { reviewOf, richStory, type Story, sideOf } from '../../support/story';
import { editsOf, type StoryEdit } from '../../support/story-edits';

/** All that a review tells, a line each: what is new, gone and renamed, and each field that differs. A new experiment's corners are new with it. */
function toldBy(review: Review): string[] {
  return review.katas.flatMap((kata) => [
    ...(kata.direction === null ? [] : lines('kata', kata.direction)),
    ...kata.metrics.flatMap((one) => lines('metrics', one)),
    ...kata.conditions.flatMap((one) => lines('currentCondition', one)),
    ...kata.targets.flatMap((one) => lines('targets', one)),
    ...kata.obstacles.flatMap((one) => lines('obstacles', one)),
    ...kata.experiments.flatMap((one) => lines('experiments', one)),
    ...kata.coaching.flatMap((one) => lines('coaching', one)),
    ...allCorners(kata)
      .filter(({ experiment }) =>
        kata.experiments.every(({ id, before }) => id !== experiment || before !== null),
      )
      .flatMap((one) => lines('corners', one)),
    ...kata.measurements.flatMap(({ metric, added, removed }) => [
      ...added.map(({ at }) => `points ${metric.id}: + ${at}`),
      ...removed.map(({ at }) => `points ${metric.id}: − ${at}`),
    ]),
    ...kata.unreadable.map(({ path }) => `unreadable ${path}`),
  ]);
}

const allCorners = ({ corners }: KataReview) => [
  ...corners.cleaned,
  ...corners.dropped,
  ...corners.cut,
  ...corners.kept,
  ...corners.other,
];

function lines(list: string, change: Change<unknown, string>): string[] {
  const what = change.before === null ? ['added'] : change.after === null ? ['deleted'] : [];
  const renamed = change.movedFrom === null ? [] : ['renamed'];
  return [...what, ...renamed, ...change.fields.map(({ key }) => key)].map(
    (line) => `${list} ${change.id}: ${line}`,
  );
}

describe('two states compared', () => {
  it('a state with itself: nothing, whatever it holds', async () => {
    const stories: Story[] = [richStory(), { ...richStory(), texts: { ...RICH, ...hostileTexts() } }];
    for (const story of stories) {
      const [base, head] = [await sideOf('a', story), await sideOf('b', structuredClone(story))];
      const { katas, settings, problems, orphans } = compareKatas(base, head, '2027-06-01');
      assert.deepEqual(
        { katas, settings, problems, orphans },
        {
          katas: [],
          settings: [],
          problems: { brought: [], mended: [] },
          orphans: [],
        },
      );
    }
  });

  it('tells of each edit that can be made, alone, exactly once', async () => {
    const edits = editsOf(richStory());
    assert.ok(edits.length > 140, String(edits.length));
    for (const edit of edits) {
      const review = await reviewOf((story) => edit.apply(story));
      assert.deepEqual(toldBy(review), [edit.told], edit.scope);
    }
  });

  it('tells of each of many edits exactly once, and backwards of their undoing', async () => {
    const all = editsOf(richStory());
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(all.length - 1), { maxLength: 40 }), async (picked) => {
        const edits = apart(picked.flatMap((at) => all[at] ?? []));
        const after = richStory();
        for (const edit of edits) edit.apply(after);
        const [base, head] = [await sideOf('a', richStory()), await sideOf('b', after)];
        assert.deepEqual(
          toldBy(compareKatas(base, head, '2026-11-25')).sort(),
          edits.map(({ told }) => told).sort(),
        );
        const swapped = { added: 'deleted', deleted: 'added', '+': '−', '−': '+' } as const;
        const back = edits.map(({ told }) =>
          told.replace(/(?<=: )(added$|deleted$|[+−](?= ))/, (word) => swapped[word as '+'] ?? word),
        );
        assert.deepEqual(toldBy(compareKatas(head, base, '2026-11-25')).sort(), back.sort());
      }),
      { numRuns: runs(60) },
    );
  });
});

/** Those of the edits that are not within one before them, nor around it. */
function apart(edits: readonly StoryEdit[]): StoryEdit[] {
  const kept: StoryEdit[] = [];
  for (const edit of edits) {
    const clashes = ({ scope }: StoryEdit) => scope.startsWith(edit.scope) || edit.scope.startsWith(scope);
    if (!kept.some(clashes)) kept.push(edit);
  }
  return kept;
}

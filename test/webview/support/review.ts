import type { BoardReviewView, StoryboardView } from '../../../src/core/storyboard/view';
import { boardOf, rich } from './boards';

/** The rich board as a reviewer sees it. */
export function reviewed(): StoryboardView {
  const view = boardOf(rich, 'What the working tree changes since it parted from main.');
  const review: BoardReviewView = {
    base: 'main',
    marks: [
      {
        at: { record: 'x-7f3kq', path: [] },
        how: 'changed',
        words: 'changed: finished',
        fields: [
          {
            at: { record: 'x-7f3kq', path: ['happened'] },
            words: 'what happened',
            before: 'It fell a little',
            after: 'Fell at once; the first call after a deploy still takes 2 s.',
          },
          { at: { record: 'x-7f3kq', path: ['values', 'p95'] }, words: 'p95', before: 700, after: 640 },
          {
            at: { record: 'x-7f3kq', path: ['outcome'] },
            words: 'outcome',
            before: null,
            after: 'confirmed',
          },
        ],
      },
      { at: { record: 'x-b2m4q', path: [] }, how: 'new', words: 'new: started', fields: [] },
      { at: { record: 'x-7f3kq', path: ['corners', 0] }, how: 'new', words: 'new: cut', fields: [] },
      { at: { record: 'o-2b9tc', path: [] }, how: 'changed', words: 'changed: taken up', fields: [] },
      {
        at: { record: 'kata', path: ['targets', 1] },
        how: 'changed',
        words: 'changed: another date',
        fields: [
          {
            at: { record: 'kata', path: ['targets', 1, 'achieveBy'] },
            words: 'achieve by',
            before: '2026-12-01',
            after: '2026-12-11',
          },
        ],
      },
      {
        at: { record: 'kata', path: ['currentCondition', 1] },
        how: 'changed',
        words: 'changed',
        fields: [
          {
            at: { record: 'kata', path: ['currentCondition', 1, 'facts'] },
            words: 'facts',
            before: ['p95 is 840 ms at 40 requests/s', '30 calls'],
            after: ['p95 is 840 ms at 40 requests/s', '31 calls for the median basket'],
          },
        ],
      },
    ],
    gone: [{ kind: 'obstacle', name: 'The load test runs out of memory <b>now</b>' }],
    unreadable: [
      {
        kind: 'experiment',
        file: 'experiments/x-9aaaa.yaml',
        words: 'Could not be read at main; it can now.',
      },
    ],
    notes: ['p95 of POST /quote: 12 measurements added.', 'New problem: A target has no date.'],
  };
  return { ...view, review };
}

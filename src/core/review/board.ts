import type { BoardReviewView, ReviewGoneView, ReviewMarkView, StoryboardView } from '../storyboard/view';
import { countWords } from '../storyboard/words';
import type { Change, KataReview, Review, UnreadableChange } from './review';

/**
 * A storyboard with what a change did to it at its margin; it can only be read.
 * @param folder the kata's, as the review calls it
 */
export function reviewBoard(view: StoryboardView, review: Review, folder = view.folder): StoryboardView {
  const kata = review.katas.find((one) => one.folder === folder);
  const { base, head } = review;
  const what =
    kata === undefined
      ? `${head.name} changes nothing on this storyboard since it parted from ${base.name}.`
      : `What ${head.name} changes since it parted from ${base.name}.`;
  return {
    ...view,
    readOnly: `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
    review: ofKata(kata, review),
  };
}

function ofKata(kata: KataReview | undefined, review: Review): BoardReviewView {
  const base = review.base.name;
  if (kata === undefined) return { base, marks: [], gone: [], unreadable: [], notes: [...review.why] };
  const all = changesOf(kata);
  return {
    base,
    marks: all.flatMap(({ change }) => markOf(change) ?? []),
    gone: all.flatMap(goneOf),
    unreadable: kata.unreadable.map((one) => ({
      kind: one.kind,
      file: one.path.slice(kata.folder.length + 1),
      words: unreadableWords(one, base),
    })),
    notes: [...notesOf(kata), ...problemNotes(kata, review), ...review.why],
  };
}

/** A change with the practice's word for what it is of, and its name. */
interface Named {
  readonly kind: string;
  readonly name: string;
  readonly change: Change<unknown, string>;
}

function changesOf(kata: KataReview): Named[] {
  const { corners } = kata;
  const titled = (kind: string, changes: readonly Change<{ title?: string | undefined }, string>[]) =>
    changes.map((change): Named => {
      return { kind, name: (change.after ?? change.before)?.title ?? change.id, change };
    });
  return [
    ...(kata.direction === null ? [] : titled('kata', [kata.direction])),
    ...titled('target condition', kata.targets),
    ...kata.conditions.map((change): Named => ({ kind: 'current condition', name: change.id, change })),
    ...titled('obstacle', kata.obstacles),
    ...kata.experiments.map((change): Named => {
      const { step, title } = change.after ?? change.before ?? {};
      return { kind: 'experiment', name: step ?? title ?? change.id, change };
    }),
    ...[corners.cleaned, corners.dropped, corners.cut, corners.kept, corners.other].flat().map((change) => {
      const { what } = change.after ?? change.before ?? {};
      return { kind: 'corner', name: what ?? change.id, change };
    }),
    ...kata.coaching.map((change): Named => {
      const { date } = change.after ?? change.before ?? {};
      return { kind: 'coaching cycle', name: date ?? change.id, change };
    }),
  ];
}

/** Where an event is the practice's own word, it is said as it is. */
const EVENT_WORDS: Readonly<Record<string, string | null>> = {
  added: null,
  edited: null,
  deleted: null,
  set: 'active now',
  moved: 'another date',
  renamed: 'its file has another name',
  reordered: 'another order',
  takenUp: 'taken up',
  predicted: 'another prediction',
  result: 'result',
  cleaned: 'cleaned up',
  dropped: 'went without being cleaned up',
  gone: 'not in the code any more',
  returned: 'in the code again',
  unkept: 'no longer lived with',
  recorded: 'now in a record',
};

function markOf({ at, wasAt, events, fields }: Named['change']): ReviewMarkView | null {
  if (at === null) return null;
  const how = wasAt === null ? 'new' : 'changed';
  const told = events.flatMap((event) => {
    const words = EVENT_WORDS[event] === undefined ? event : EVENT_WORDS[event];
    return words === null ? [] : [words];
  });
  return {
    at,
    how,
    words: told.length === 0 ? how : `${how}: ${told.join(', ')}`,
    fields: fields.map(({ at: place, words, before, after }) => ({ at: place, words, before, after })),
  };
}

function goneOf({ kind, name, change }: Named): ReviewGoneView[] {
  return change.at === null ? [{ kind, name }] : [];
}

function unreadableWords({ side, problems: [problem] }: UnreadableChange, base: string): string {
  const where =
    side === 'both'
      ? 'Can’t be read on either side.'
      : side === 'base'
        ? `Could not be read at ${base}; it can now.`
        : `Could be read at ${base}; now it can’t.`;
  return problem === undefined ? where : `${where} ${problem.message}`;
}

function notesOf(kata: KataReview): string[] {
  return [
    ...(kata.movedFrom === null ? [] : [`This kata was at ${kata.movedFrom}.`]),
    ...kata.metrics.map(({ id, events, before, after }) => {
      const title = (after ?? before)?.title ?? id;
      return `Metric ${title}: ${events[0]}.`;
    }),
    ...kata.measurements.map(({ metric, added, removed }) => {
      const parts = [
        added.length === 0 ? null : `${countWords(added.length, 'measurement')} added`,
        removed.length === 0 ? null : `${countWords(removed.length, 'measurement')} taken out`,
      ];
      return `${metric.title}: ${parts.filter((part) => part !== null).join(', ')}.`;
    }),
  ];
}

function problemNotes({ folder }: KataReview, { problems }: Review): string[] {
  const ours = ({ path }: { readonly path: string }) => path.startsWith(`${folder}/`);
  return [
    ...problems.brought.filter(ours).map(({ message }) => `New problem: ${message}`),
    ...problems.mended.filter(ours).map(({ message }) => `Mended: ${message}`),
  ];
}

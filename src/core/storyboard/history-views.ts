import type { RecordElsewhere } from '../experiments/elsewhere';
import type { Hash } from '../experiments/history';
import {
  accuracyWords,
  fieldWords,
  onlyOnWords,
  orderWords,
  shortHash,
  tieWords,
} from '../experiments/history-words';
import type { KnownHistory } from '../experiments/known-history';
import type { PredictionOrder } from '../experiments/prediction';
import type { TiedCommit } from '../experiments/ties';
import type { LoadedKata } from '../load/loaded';
import type { Experiment } from '../model/experiment';
import type {
  AccuracyView,
  BoardHistoryView,
  CommitView,
  ExperimentHistoryView,
  ExperimentView,
} from './view';

/** The kata's experiments whose records only another branch holds, as they are there. */
export function recordsOnlyElsewhere(
  kata: LoadedKata,
  history: KnownHistory | null,
): { readonly value: Experiment; readonly elsewhere: RecordElsewhere }[] {
  if (history === null) return [];
  const folder = `${history.prefix}${kata.folder}/experiments/`;
  // One whose text can't be read now is still here.
  const here = new Set(kata.experiments.map(({ id }) => id));
  return (history.derived?.elsewhere ?? []).flatMap((elsewhere) => {
    const value = history.recordAt(elsewhere.blob);
    if (!elsewhere.path.startsWith(folder) || value === undefined || here.has(elsewhere.id)) return [];
    return [{ value, elsewhere }];
  });
}

/** What history says of one experiment; null where it is not known. @param elsewhere where its record is, if not here */
export function experimentHistory(
  id: string | null,
  elsewhere: RecordElsewhere | null,
  history: KnownHistory | null,
): ExperimentHistoryView | null {
  const found = id === null ? undefined : history?.derived?.experiments.get(id);
  if (found === undefined || history === null) return null;
  const { prediction, branches, remembered, commits, differing } = found;
  return {
    order: {
      kind: prediction.order,
      words: orderWords(prediction, history.edge),
      predicted: prediction.predicted,
      result: prediction.result,
    },
    branches,
    onlyOn:
      elsewhere === null
        ? null
        : { ref: elsewhere.ref, path: elsewhere.path, words: onlyOnWords(elsewhere.ref) },
    commits: commits.map(commitView),
    differing: differing.map(({ branch, fields }) => ({ branch, fields: fields.map(fieldWords) })),
    remembered,
  };
}

function commitView({ commit, tie, copyOf }: TiedCommit): CommitView {
  const { hash, subject, author, date, reverts } = commit;
  const short: Hash = shortHash(hash);
  return { hash, short, subject, author, date, tie, words: tieWords(tie, commit, copyOf), copyOf, reverts };
}

/** What history says of the whole kata; null where git was not asked. */
export function boardHistory(
  kata: LoadedKata,
  experiments: readonly ExperimentView[],
  history: KnownHistory | null,
): BoardHistoryView | null {
  if (history === null) return null;
  const known = history.derived !== null;
  const ours = experiments.some(({ id }) => id !== null && id === history.active);
  return {
    known,
    why: history.why,
    active: ours ? history.active : null,
    accuracy: known ? accuracyOf(kata, history) : null,
  };
}

/** Orders in which a prediction was no prediction: it was made or changed with the result in sight. */
const NOT_JUDGED: readonly PredictionOrder[] = ['changed', 'together', 'after'];

function accuracyOf(kata: LoadedKata, history: KnownHistory): AccuracyView | null {
  const outcomes = kata.experiments.flatMap(({ id, value }) => {
    const order = id === null ? undefined : history.derived?.experiments.get(id)?.prediction.order;
    const predicted = (value?.expect ?? '') !== '' || Object.keys(value?.expectValues ?? {}).length > 0;
    const counts = predicted && order !== undefined && !NOT_JUDGED.includes(order);
    return counts && value?.outcome !== undefined ? [value.outcome] : [];
  });
  const held = outcomes.filter((outcome) => outcome === 'confirmed').length;
  const judged = held + outcomes.filter((outcome) => outcome === 'refuted').length;
  return judged === 0 ? null : { held, judged, words: accuracyWords(held, judged) };
}

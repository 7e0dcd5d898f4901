import type { Refused } from '../edits/change';
import { type NewExperiment, obstacleOf, planExperimentAdd } from '../edits/experiments';
import { activeTargetId } from '../edits/targets';
import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Random } from '../ports';
import { planBranch } from './plan-branch';
import { type CommittedKata, cloneNotes } from './plan-clone';
import { startMessage } from './plan-message';

/** All that the start of an experiment will do, before anything is done. */
export interface StartPlan {
  readonly ok: true;
  readonly id: string;
  /** The record's file, relative to the top of the kata files' source. */
  readonly path: string;
  readonly text: string;
  /** The new branch's short name; null where the experiment stays on the branch that is checked out. */
  readonly branch: string | null;
  readonly message: string;
  /** What a person should know or do next, a sentence each. */
  readonly notes: readonly string[];
}

export interface StartOptions {
  readonly today: IsoDate;
  readonly random: Random;
  /** Ids that were given before, on any branch: none is given twice. */
  readonly taken: Iterable<string>;
  /** False to stay on the branch that is checked out. */
  readonly ownBranch: boolean;
  /** What a clone will have of the kata; left out where git was not asked. */
  readonly committed?: CommittedKata;
}

/** Plans an experiment that starts now: record, branch and the commit that holds the prediction. */
export function planStart(
  kata: LoadedKata,
  given: NewExperiment,
  options: StartOptions,
): StartPlan | Refused {
  const value = { ...given, started: options.today };
  const added = planExperimentAdd(kata, value, options.random, options.taken);
  if (!added.ok) return added;
  const [file] = added.change.files;
  const id = added.created;
  if (file?.kind !== 'create' || id === null) throw new Error('a new experiment is one new file');
  const title = given.title ?? given.step;
  const own = options.ownBranch ? planBranch(kata, id, title) : null;
  if (own?.ok === false) return own;
  const { obstacle, ...said } = value;
  const named = { obstacle: obstacleOf(kata, given.obstacle), target: given.target ?? activeTargetId(kata) };
  const message = startMessage({ slug: kata.slug, id, value: said });
  return {
    ok: true,
    id,
    path: file.path,
    text: file.text,
    branch: own?.name ?? null,
    message,
    notes: [...added.notes, ...cloneNotes(kata, named, options.committed)],
  };
}

import type { CheckHistory } from '../core/check/rule';
import type { Derived } from '../core/experiments/experiment-history';
import type { KnownHistory } from '../core/experiments/known-history';
import { loadHomes } from '../core/load/load-homes';
import type { KataHome, LoadedRecord } from '../core/load/loaded';
import { RecordCache } from '../core/load/record-cache';
import type { IsoDate } from '../core/model/dates';
import type { Experiment } from '../core/model/experiment';
import type { KataFiles } from '../core/ports';
import { compareKatas } from '../core/review/compare';
import type { Review } from '../core/review/review';
import { defaultBranch } from './default-branch';
import { readEdge } from './history/head';
import { readPredictions } from './history/predictions';
import { changeEnds } from './merge-base';
import type { Repository } from './repository';
import { type CommitId, commitDate } from './revision';
import { revisionFiles } from './revision-files';

export interface ReviewRequest {
  /** As a person named it; the default branch without it. The change is reviewed from the merge base with it. */
  readonly base?: string | undefined;
  /** As a person named it; the working tree without it. */
  readonly head?: string | undefined;
  /** The working tree's files, from the repository's top. */
  readonly workingTree: KataFiles;
  /** The day to judge by; without it, that of head's commit, or `clock`'s for the working tree. */
  readonly today?: IsoDate | undefined;
  readonly clock: IsoDate;
  /** Keeps parsed records from one review to the next: what is the same on both sides is read once anyway. */
  readonly cache?: RecordCache;
}

export interface ReadReview {
  readonly review: Review;
  /** The folders of all katas of either side, those that did not change, too. */
  readonly folders: readonly string[];
}

/**
 * Reads both sides of a change through the same loader and compares them.
 * @throws GitFailure `git/no-merge-base` (a shallow clone says what to fetch), `git/no-revision`, `git/no-default-branch`
 */
export async function readReview(repository: Repository, request: ReviewRequest): Promise<ReadReview> {
  const { head, cache = new RecordCache() } = request;
  const against = request.base ?? (await repository.git.run(defaultBranch));
  const ends = await changeEnds(repository, against, head);
  const filesAt = async (commit: CommitId) => (await revisionFiles(repository, commit)).files;
  const headFiles = head === undefined ? request.workingTree : await filesAt(ends.head);
  const after = await loadHomes(headFiles, { cache });
  const before = await loadHomes(await filesAt(ends.base), { cache });
  const today =
    request.today ?? (head === undefined ? request.clock : await repository.git.run(commitDate(ends.head)));
  const changed = changedExperiments(before, after);
  const [then, now] = [
    await predictions(repository, before, changed, ends.base),
    await predictions(repository, after, changed, head === undefined ? undefined : ends.head),
  ];
  const review = compareKatas(
    { name: against, commit: ends.base, homes: before, history: then, corners: null },
    {
      name: head ?? 'the working tree',
      commit: head === undefined ? null : ends.head,
      homes: after,
      history: await asHistory(repository, now),
      corners: null,
    },
    today,
  );
  const folders = [...after, ...before].flatMap((home) => home.katas.map(({ folder }) => folder));
  return { review, folders: [...new Set(folders)] };
}

function experimentsOf(homes: readonly KataHome[]): LoadedRecord<'experiment'>[] {
  return homes.flatMap((home) => home.katas).flatMap((kata) => kata.experiments);
}

/** Of those that are the same on both sides, history says the same too: nothing of that is news. */
function changedExperiments(before: readonly KataHome[], after: readonly KataHome[]): ReadonlySet<string> {
  const same = new Set(experimentsOf(before).flatMap(({ path, stamp }) => `${stamp} ${path}`));
  const changed = experimentsOf(after).filter(({ path, stamp }) => !same.has(`${stamp} ${path}`));
  return new Set(changed.flatMap(({ id }) => id ?? []));
}

/** The order of prediction and result of the experiments that changed. */
async function predictions(
  repository: Repository,
  homes: readonly KataHome[],
  changed: ReadonlySet<string>,
  asOf: CommitId | undefined,
): Promise<CheckHistory> {
  const wanted = new Map<string, Experiment>();
  const known = new Map<string, Experiment>();
  for (const { id, stamp, value, readOnly } of experimentsOf(homes)) {
    if (value === undefined) continue;
    if (id !== null && changed.has(id)) wanted.set(id, value);
    if (stamp !== undefined && !readOnly) known.set(stamp, value);
  }
  if (wanted.size === 0) return null;
  const folders = homes.map(({ folder }) => (folder === '' ? '.kata' : `${folder}/.kata`));
  return readPredictions(repository, wanted, { folders, known, ...(asOf === undefined ? {} : { asOf }) });
}

/** What is known of predictions, as a board takes it; commits and branches were not asked. */
async function asHistory(repository: Repository, found: CheckHistory): Promise<KnownHistory | null> {
  if (found === null) return null;
  const nothing = { branches: [], remembered: false, commits: [], differing: [] };
  const derived: Derived | null =
    found.derived === null
      ? null
      : {
          experiments: new Map(
            [...found.derived.experiments].map(([id, { prediction }]) => [
              id,
              { id, prediction, ...nothing },
            ]),
          ),
          elsewhere: [],
        };
  return {
    derived,
    recordAt: () => undefined,
    edge: await readEdge(repository.commonDir),
    prefix: '',
    active: null,
    why: derived === null ? 'This clone leaves out what would tell whether predictions came first.' : null,
  };
}

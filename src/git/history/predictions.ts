import type { Hash } from '../../core/experiments/history';
import { judgePrediction, type Prediction } from '../../core/experiments/prediction';
import { type Version, versionsById } from '../../core/experiments/versions';
import { readRecord } from '../../core/load/read-record';
import type { Experiment } from '../../core/model/experiment';
import { placeOf, type RecordPlace } from '../../core/model/layout';
import { readBlobs } from '../batch';
import { GitFailure } from '../failure';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { listTree } from '../tree';
import { headCommit, readEdge } from './head';
import { recordLog, recordLogOf } from './log';
import type { LoggedCommit } from './parse-log';

/** What `check` asks of history: whether each experiment's prediction came first. */
export interface KnownPredictions {
  readonly derived: { readonly experiments: ReadonlyMap<string, { readonly prediction: Prediction }> } | null;
}

export interface PredictionsOptions {
  /** The `.kata` folders, from the repository's top: `.kata`, `shop/.kata`. */
  readonly folders: readonly string[];
  /** Only what this commit came from is known, as it was then; without it, all branches. */
  readonly asOf?: CommitId;
  /** The blobs of the experiments' records at `asOf` (at HEAD without it), by id, where the caller has them already. */
  readonly committed?: ReadonlyMap<string, Hash>;
  /** Records that are read already, by blob. */
  readonly known?: ReadonlyMap<Hash, Experiment>;
  /** The log, where the caller had it read while it did something else; of the same folders and commit. */
  readonly log?: RecordLog;
}

/** The commits that changed records, as far as they are known. */
export interface RecordLog {
  readonly head: CommitId | null;
  /** Children before parents; null where the clone leaves out what would tell. */
  readonly commits: readonly LoggedCommit[] | null;
}

/** @param folders and @param asOf as for `readPredictions` @throws GitFailure */
export async function readRecordLog(
  repository: Repository,
  folders: readonly string[],
  asOf?: CommitId,
): Promise<RecordLog> {
  const head = asOf ?? ((await repository.git.run(headCommit)) as CommitId | null);
  const log = asOf === undefined ? recordLog(head, folders) : recordLogOf(asOf, folders);
  return { head, commits: await repository.git.run(log).catch(unknownToGit) };
}

const PLACE = {
  kind: 'experiment',
  home: '',
  kata: null,
  id: null,
  metric: null,
} as const satisfies RecordPlace;

/**
 * The order of prediction and result of the given experiments, and nothing else of history: far less to read than a
 * board needs. `derived` is null where the clone leaves out what would tell.
 * @param experiments today's records, by id
 * @throws GitFailure
 */
export async function readPredictions(
  repository: Repository,
  experiments: ReadonlyMap<string, Experiment>,
  { folders, asOf, committed: given, known = new Map(), log }: PredictionsOptions,
): Promise<KnownPredictions> {
  const found = new Map<string, { readonly prediction: Prediction }>();
  const derived = { experiments: found };
  if (experiments.size === 0) return { derived };
  const [{ head, commits }, edge] = await Promise.all([
    log ?? readRecordLog(repository, folders, asOf),
    readEdge(repository.commonDir),
  ]);
  if (commits === null) return { derived: null };
  const versions = versionsById({ commits });
  const committed = given ?? (await committedBlobs(repository, head, experiments, versions));
  const wanted = [...experiments.keys()].flatMap((id) => versions.get(id) ?? []).flatMap(blobsOf);
  const recordAt = await reading(repository, [...wanted, ...committed.values()], known);
  if (recordAt === null) return { derived: null };
  for (const [id, today] of experiments) {
    const own = versions.get(id) ?? [];
    const prediction = judgePrediction(today, committed.get(id) ?? null, own, edge, recordAt);
    found.set(id, { prediction });
  }
  return { derived };
}

/** A partial clone may not hold the trees that a log compares. */
function unknownToGit(error: unknown): null {
  if (error instanceof GitFailure && ['git/missing-object', 'git/failed'].includes(error.code)) return null;
  throw error;
}

function blobsOf({ before, after }: Version): Hash[] {
  return before === null ? [after] : [before, after];
}

/** The records as HEAD holds them; looked up only where one is there without any commit that is known to hold a result. */
async function committedBlobs(
  repository: Repository,
  head: CommitId | null,
  experiments: ReadonlyMap<string, Experiment>,
  versions: ReadonlyMap<string, readonly Version[]>,
): Promise<ReadonlyMap<string, Hash>> {
  if (head === null || ![...experiments.keys()].some((id) => versions.has(id))) return new Map();
  const blobs = new Map<string, Hash>();
  for (const { path, blob, kind } of await repository.git.run(listTree(head))) {
    const place = kind === 'file' ? placeOf(path) : null;
    if (place?.kind === 'experiment' && place.id !== null && experiments.has(place.id)) {
      blobs.set(place.id, blob);
    }
  }
  return blobs;
}

/** Reads records by blob; null where some are not in this clone, so that nothing is judged by halves. */
async function reading(
  repository: Repository,
  blobs: readonly Hash[],
  known: ReadonlyMap<Hash, Experiment>,
): Promise<((blob: Hash) => Experiment | undefined) | null> {
  const records = new Map<Hash, Experiment | undefined>(known);
  const unread = [...new Set(blobs)].filter((blob) => !records.has(blob));
  const contents = await readBlobs(repository.git, unread);
  if (contents.size < unread.length) return null;
  const read = (blob: Hash): Experiment | undefined => {
    if (!records.has(blob)) {
      const { value, readOnly } = readRecord(PLACE, blob, contents.get(blob) ?? '');
      // A version that can't be read whole may hold what seems to be missing.
      records.set(blob, readOnly ? undefined : value);
    }
    return records.get(blob);
  };
  return read;
}

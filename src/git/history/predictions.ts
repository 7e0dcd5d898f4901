import type { Hash } from '../../core/experiments/history';
import { asksHead, judgePrediction, type Prediction, type RecordAt } from '../../core/experiments/prediction';
import { type Version, versionsById } from '../../core/experiments/versions';
import { readRecord } from '../../core/load/read-record';
import type { Experiment } from '../../core/model/experiment';
import { placeOf, type RecordPlace } from '../../core/model/layout';
import { readBlobs } from '../batch';
import { GitFailure } from '../failure';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import type { GitRunner } from '../runner';
import { StartedGit } from '../started';
import { listTree } from '../tree';
import { headCommit, readEdge } from './head';
import { recordLog, recordLogOf, recordLogWithMessages } from './log';
import type { LoggedCommit } from './parse-log';
import { TellingLog } from './telling-log';

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
  /** Children before parents; null where the clone leaves out what would tell. */
  readonly commits: readonly LoggedCommit[] | null;
  /** The ids of corners that any message says were cleaned; null where messages were not read. */
  readonly cleans: ReadonlySet<string> | null;
}

/** The same of all branches, and what messages say of corners. @param folders as for `readPredictions` @throws GitFailure */
export async function readRecordsAndCleanings(
  { git }: Repository,
  folders: readonly string[],
): Promise<RecordLog> {
  const log = new TellingLog();
  const asked = new StartedGit(git, recordLogWithMessages(folders)).each((chunk) => log.add(chunk));
  return asked.then(() => log.end()).catch((error) => ({ commits: unknownToGit(error), cleans: null }));
}

/** @param folders and @param asOf as for `readPredictions` @throws GitFailure */
export async function readRecordLog(
  repository: Repository,
  folders: readonly string[],
  asOf?: CommitId,
): Promise<RecordLog> {
  const log = asOf === undefined ? recordLog(folders) : recordLogOf(asOf, folders);
  return { commits: await repository.git.run(log).catch(unknownToGit), cleans: null };
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
  const [{ commits }, edge] = await Promise.all([
    log ?? readRecordLog(repository, folders, asOf),
    readEdge(repository.commonDir),
  ]);
  if (commits === null) return { derived: null };
  const versions = versionsById({ commits });
  const records = new RecordReader(repository.git, known);
  const wanted = [...experiments.keys()].flatMap((id) => versions.get(id) ?? []).flatMap(blobsOf);
  if (!(await records.read(wanted))) return { derived: null };
  const undecided = [...experiments].flatMap(([id, today]) =>
    asksHead(today, versions.get(id) ?? [], records.at) ? [id] : [],
  );
  const committed = given ?? (await committedBlobs(repository, new Set(undecided), asOf));
  if (!(await records.read(undecided.flatMap((id) => committed.get(id) ?? [])))) return { derived: null };
  for (const [id, today] of experiments) {
    const own = versions.get(id) ?? [];
    const prediction = judgePrediction(today, committed.get(id) ?? null, own, edge, records.at);
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

/** The records of these experiments as a commit holds them, HEAD without one. */
async function committedBlobs(
  { git }: Repository,
  ids: ReadonlySet<string>,
  asOf: CommitId | undefined,
): Promise<ReadonlyMap<string, Hash>> {
  const blobs = new Map<string, Hash>();
  const commit = ids.size === 0 ? null : (asOf ?? ((await git.run(headCommit)) as CommitId | null));
  if (commit === null) return blobs;
  for (const { path, blob, kind } of await git.run(listTree(commit))) {
    const place = kind === 'file' ? placeOf(path) : null;
    if (place?.kind === 'experiment' && place.id !== null && ids.has(place.id)) blobs.set(place.id, blob);
  }
  return blobs;
}

/** Records of experiments by their blobs, each read once. */
class RecordReader {
  readonly #records: Map<Hash, Experiment | undefined>;
  readonly #unparsed = new Map<Hash, Uint8Array>();

  constructor(
    private readonly git: GitRunner,
    known: ReadonlyMap<Hash, Experiment>,
  ) {
    this.#records = new Map(known);
  }

  /** False where some are not in this clone, so that nothing is judged by halves. @throws GitFailure */
  async read(blobs: readonly Hash[]): Promise<boolean> {
    const unread = [...new Set(blobs)].filter(
      (blob) => !this.#records.has(blob) && !this.#unparsed.has(blob),
    );
    const contents = await readBlobs(this.git, unread);
    for (const [blob, bytes] of contents) this.#unparsed.set(blob, bytes);
    return contents.size === unread.length;
  }

  readonly at: RecordAt = (blob) => {
    const bytes = this.#unparsed.get(blob);
    if (bytes !== undefined) {
      const { value, readOnly } = readRecord(PLACE, blob, bytes);
      // A version that can't be read whole may hold what seems to be missing.
      this.#records.set(blob, readOnly ? undefined : value);
      this.#unparsed.delete(blob);
    }
    return this.#records.get(blob);
  };
}

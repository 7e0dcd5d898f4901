import { carryMessage } from '../../core/experiments/plan-message';
import { experimentAt } from '../../core/experiments/ties';
import { readRecord } from '../../core/load/read-record';
import { READ_LIMIT } from '../../core/model/kata-path';
import { placeOf } from '../../core/model/layout';
import { readText } from '../../files/write';
import { readBlobs } from '../batch';
import type { Repository } from '../repository';
import { resolveCommit } from '../revision';
import { pathState } from '../status';
import { type Committed, commitRecord } from './commit-record';
import { ExperimentFailure } from './failure';
import { type FoundRecord, findRecord, recordIn } from './find-record';
import { must, runGit } from './person';
import { checkReady } from './ready';

export interface CarryOptions {
  /** A revision as a person named it; without it the record is looked for wherever it may be. */
  readonly from?: string;
  /** `.kata` folders from the repository's top. */
  readonly homes: readonly string[];
}

/** What was brought along. */
export interface Carried extends FoundRecord {
  /** Null where the record is here already, just as it is there. */
  readonly committed: Committed | null;
}

/**
 * Brings an experiment's record alone onto the branch that is checked out, as one commit. A record that is here in a
 * version of its own stays: only one that went on from what is here takes its place.
 * `refs/kata/ID` keeps the commits that it came from, so that the prediction's order can still be told.
 * @throws ExperimentFailure, GitFailure, FilesFailure
 */
export async function carryExperiment(
  repository: Repository,
  id: string,
  { from, homes }: CarryOptions,
): Promise<Carried> {
  const found = await source(repository, id, from, homes);
  if (found === null) {
    throw new ExperimentFailure(
      'experiment/not-there',
      from === undefined
        ? `No branch and no reflog here knows a record of ${id}`
        : `${from} has no record of ${id}`,
      from === undefined ? 'try `kata refs fetch`, or name a commit with --from' : 'name another with --from',
    );
  }
  const after = await textOf(repository, found);
  const { topLevel, head } = await checkReady(repository, null);
  const here = await recordIn(repository, id, head, 'HEAD');
  if (here !== null && here.blob === found.blob) return { ...found, committed: null };
  if (here !== null) await goesOnFrom(repository, id, here, found);
  const before = await readText(topLevel, found.path);
  const state = await repository.git.run(pathState(found.path));
  if (before !== null && before !== after && state !== 'clean') {
    throw new ExperimentFailure(
      'experiment/differs',
      `${found.path} has changes here that are not committed`,
      'commit them or take them back first',
    );
  }
  const message = carryMessage({ id, ...aboutOf(found, after) }, found.from, found.commit);
  const keep = found.commit;
  const committed = await commitRecord(repository, {
    operation: 'carry',
    id,
    path: found.path,
    before,
    after,
    message,
    branch: null,
    keep,
  });
  return { ...found, committed };
}

async function source(
  repository: Repository,
  id: string,
  from: string | undefined,
  homes: readonly string[],
): Promise<FoundRecord | null> {
  if (from === undefined) return findRecord(repository, id, homes);
  return recordIn(repository, id, await repository.git.run(resolveCommit(from)), from);
}

/** The record's text. @throws ExperimentFailure where it is no text, or too long for a record. */
async function textOf(repository: Repository, { blob, path, from }: FoundRecord): Promise<string> {
  const bytes = (await readBlobs(repository.git, [blob])).get(blob);
  try {
    if (bytes !== undefined && bytes.length < READ_LIMIT) {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
  } catch {
    // Told below with all else that is no record.
  }
  const mend =
    bytes === undefined ? 'fetch it with `git fetch --refetch`' : 'take it by hand: `git checkout`';
  const what = bytes === undefined ? 'is not in this clone' : 'is no text that a record can be';
  throw new ExperimentFailure('experiment/unreadable', `${path} at ${from} ${what}`, mend);
}

function aboutOf({ path }: FoundRecord, text: string) {
  const place = placeOf(path);
  const value = place === null ? undefined : readRecord(place, path, text).value;
  const said = (key: 'title' | 'step') => {
    const one: unknown = value !== undefined && key in value ? Reflect.get(value, key) : undefined;
    return typeof one === 'string' ? one : undefined;
  };
  const name = said('title') ?? said('step') ?? experimentAt(path) ?? path;
  return { slug: place?.kata ?? '', value: { step: name } };
}

/** @throws ExperimentFailure where the record here is not what the other one went on from. */
async function goesOnFrom(
  repository: Repository,
  id: string,
  here: FoundRecord,
  there: FoundRecord,
): Promise<void> {
  const base = await runGit(repository, { args: ['merge-base', here.commit, there.commit], as: 'tool' });
  const fork = base.out.trim();
  if (base.status === 0 && here.path === there.path) {
    const entry = await must(repository, ['ls-tree', '--full-tree', fork, '--', here.path]);
    if (entry.split(/[ \t]/)[2] === here.blob) return;
  }
  throw new ExperimentFailure(
    'experiment/differs',
    `${id} is here already, and says something else than at ${there.from}`,
    `compare them: git diff HEAD ${there.commit.slice(0, 12)} -- ${here.path}`,
  );
}

import { experimentAt, experimentsNamed } from '../../core/experiments/ties';
import { recordLog } from '../history/log';
import { listRefs } from '../history/refs';
import type { Repository } from '../repository';
import { type CommitId, resolveCommit } from '../revision';
import { listTree } from '../tree';
import { ownRef } from './remember';

/** An experiment's record as a commit holds it. */
export interface FoundRecord {
  readonly path: string;
  readonly blob: string;
  readonly commit: CommitId;
  /** Where it was found, as people name it: `kata/k/x-7f3kq`, `refs/kata/x-7f3kq`, `the reflog`. */
  readonly from: string;
}

/** The record of an experiment in one commit; null where it has none, or only a link. */
export async function recordIn(
  repository: Repository,
  id: string,
  commit: CommitId,
  from: string,
): Promise<FoundRecord | null> {
  const entries = await repository.git.run(listTree(commit));
  const entry = entries.find(({ path, kind }) => kind === 'file' && experimentAt(path) === id);
  return entry === undefined ? null : { path: entry.path, blob: entry.blob, commit, from };
}

/**
 * The record of an experiment wherever it still is: on a branch that names it, in the tool's own ref, on a remote's
 * branch, and last in anything that a branch or a reflog still knows, the newest first.
 * @param homes `.kata` folders from the repository's top, where the last search looks.
 */
export async function findRecord(
  repository: Repository,
  id: string,
  homes: readonly string[],
): Promise<FoundRecord | null> {
  const { refs } = await repository.git.run(listRefs);
  const named = refs.filter(({ name }) => experimentsNamed(name).includes(id));
  for (const { name } of named.sort((a, b) => rank(a.name) - rank(b.name))) {
    const commit = await repository.git.run(resolveCommit(name));
    const found = await recordIn(repository, id, commit, shortName(name));
    if (found !== null) return found;
  }
  const { args, parse } = recordLog(homes.length === 0 ? ['.kata'] : homes);
  const [log = 'log', ...rest] = args;
  const commits = await repository.git.run({ args: [log, '--all', '--reflog', ...rest], parse });
  const versions = commits.flatMap(({ hash, records }) =>
    records.flatMap(({ path, after }) =>
      after !== null && experimentAt(path) === id ? { hash, after } : [],
    ),
  );
  // The newest text, from the commit that first had it: a copy that was carried before is no evidence.
  const original = versions.findLast(({ after }) => after === versions[0]?.after);
  if (original === undefined) return null;
  return recordIn(repository, id, await repository.git.run(resolveCommit(original.hash)), 'the reflog');
}

function rank(name: string): number {
  if (name.startsWith('refs/heads/')) return 0;
  return name.startsWith(ownRef('')) ? 1 : 2;
}

function shortName(name: string): string {
  return name.replace(/^refs\/(heads|remotes)\//, '');
}

import { isKataPath } from '../core/model/kata-path';
import type { FileContent, FileError, KataFiles } from '../core/ports';
import { readBlobs } from './batch';
import type { Repository } from './repository';
import { type CommitId, resolveCommit } from './revision';
import { listTree, type TreeEntry } from './tree';

const NOT_HERE = 'is not in this clone, which leaves contents out; fetch it with `git fetch --refetch`';
const LINK = 'is a symbolic link; at a revision links are not followed';

/**
 * The kata files as a commit holds them, whatever is checked out: two git processes for all of them.
 * Submodules are left out; a link is named and says why it is not read. The stamp is the blob's object id.
 */
class RevisionFiles implements KataFiles {
  private entries: Promise<ReadonlyMap<string, TreeEntry>> | null = null;

  constructor(
    private readonly repository: Repository,
    private readonly commit: CommitId,
    readonly name: string,
  ) {}

  async list(): Promise<readonly string[]> {
    return [...(await this.tree()).keys()];
  }

  /** A blob's id says what is in it. */
  async stamps(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const tree = await this.tree();
    const entries = paths.flatMap((path) => tree.get(path) ?? []);
    return new Map(entries.flatMap(({ path, blob, kind }) => (kind === 'file' ? [[path, blob]] : [])));
  }

  async read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent | FileError>> {
    const tree = await this.tree();
    const entries = paths.flatMap((path) => tree.get(path) ?? []);
    const files = entries.filter((entry) => entry.kind === 'file');
    const blobs = await readBlobs(
      this.repository.git,
      files.map((entry) => entry.blob),
    );
    return new Map(
      entries.map((entry) => {
        const bytes = blobs.get(entry.blob);
        if (entry.kind === 'link') return [entry.path, { error: LINK }];
        return [entry.path, bytes === undefined ? { error: NOT_HERE } : { bytes, stamp: entry.blob }];
      }),
    );
  }

  /** Listed once: a commit never changes. What failed is asked again. */
  private tree(): Promise<ReadonlyMap<string, TreeEntry>> {
    this.entries ??= this.repository.git
      .run(listTree(this.commit))
      .then((all) => new Map(all.filter(({ path }) => isKataPath(path)).map((entry) => [entry.path, entry])))
      .catch((error: unknown) => {
        this.entries = null;
        throw error;
      });
    return this.entries;
  }
}

/** The kata files of a commit that is known already. @param name for messages */
export function commitFiles(repository: Repository, commit: CommitId, name: string = commit): KataFiles {
  return new RevisionFiles(repository, commit, name);
}

/**
 * The kata files of a revision, named as people name one: branch, tag, `HEAD~3`, an abbreviated id.
 * @returns the files, and the commit that the name stood for.
 * @throws GitFailure `git/no-revision`
 */
export async function revisionFiles(
  repository: Repository,
  revision: string,
): Promise<{ readonly files: KataFiles; readonly commit: CommitId }> {
  const commit = await repository.git.run(resolveCommit(revision));
  return { files: commitFiles(repository, commit, revision), commit };
}

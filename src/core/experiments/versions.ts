import type { Commit, Hash } from './history';
import { experimentAt } from './ties';

/** A record as one commit left it. */
export interface Version {
  readonly commit: Commit;
  /** The blob before it; null where no parent has the record. */
  readonly before: Hash | null;
  readonly after: Hash;
}

/** Each experiment's versions on all branches, oldest first. @param commits children before parents */
export function versionsById({
  commits,
}: {
  readonly commits: readonly Commit[];
}): ReadonlyMap<string, readonly Version[]> {
  const found = new Map<string, Version[]>();
  for (const commit of commits) {
    for (const { path, before, after } of commit.records) {
      const id = after === null ? null : experimentAt(path);
      if (id === null || after === null) continue;
      const versions = found.get(id) ?? [];
      found.set(id, versions);
      versions.push({ commit, before, after });
    }
  }
  for (const versions of found.values()) versions.reverse();
  return found;
}

/** The newest of the versions that HEAD reaches; null where it has none. @param atHead whether HEAD reaches a commit */
export function versionAtHead(
  versions: readonly Version[],
  atHead: (commit: Commit) => boolean,
): Hash | null {
  return versions.findLast(({ commit }) => atHead(commit))?.after ?? null;
}

import { placeOf } from '../core/model/layout';
import type { KataFiles } from '../core/ports';
import type { EverStood } from '../git/ever-stood';
import type { RecordLog } from '../git/history/predictions';
import type { Markers } from '../git/markers';
import type { Repository } from '../git/repository';
import type { CommitId } from '../git/revision';
import type { Workspace } from './workspace';

/** The repository of a check, and what stands in its working tree. Both reject with a GitFailure where there is none. */
export interface AskedGit {
  readonly repository: Promise<Repository>;
  /** Paths are from the repository's top. */
  readonly markers: Promise<Markers>;
}

/**
 * Asks for both at once: the folder with `.git` is nearly always the top of a working tree. Where it turns out to be
 * something else, the markers are asked for again.
 */
export function askGit(workspace: Workspace): AskedGit {
  const { folder, isRepository } = workspace.root;
  const guess = isRepository ? markersBelow(folder) : null;
  const repository = workspace.repository();
  const markers = repository.then((found) =>
    guess !== null && found.topLevel === folder ? guess : markersAt(found, null),
  );
  // Each is waited for where its answer is used; opening the repository says why a guess failed.
  for (const asked of [guess, repository, markers]) asked?.catch(() => {});
  return { repository, markers };
}

/** Null where there is no git or no repository: what only history can tell is not asked then. */
export async function orNull(repository: Promise<Repository>): Promise<Repository | null> {
  const { GitFailure } = await import('../git/failure');
  return repository.catch((error: unknown) => {
    if (error instanceof GitFailure) return null;
    throw error;
  });
}

async function markersBelow(top: string): Promise<Markers> {
  const [{ markersIn }, { gitIn }] = await Promise.all([
    import('../git/markers'),
    import('../git/repository'),
  ]);
  return markersIn({ git: gitIn(top), topLevel: top }, null);
}

/** The markers of a commit, of the working tree for null. @throws GitFailure */
export async function markersAt(repository: Repository, commit: CommitId | null): Promise<Markers> {
  const { markersIn } = await import('../git/markers');
  return markersIn(repository, commit);
}

/**
 * What history tells of the records of these files; null where no experiment is among them.
 * @param withCleanings true where messages are to be read as well @throws GitFailure
 */
export async function recordLog(
  repository: Repository,
  files: KataFiles,
  withCleanings: boolean,
): Promise<RecordLog | null> {
  const { readRecordLog, readRecordsAndCleanings } = await import('../git/history/predictions');
  const places = (await files.list()).flatMap((path) => placeOf(path) ?? []);
  if (!places.some(({ kind }) => kind === 'experiment')) return null;
  const read = withCleanings ? readRecordsAndCleanings : readRecordLog;
  return read(repository, folders([...new Set(places.map(({ home }) => home))]));
}

/**
 * Whether history is worth searching before records are parsed: they look as if a rule will ask it. What is cut off is
 * not searched.
 * @param files are read already, or will be @param markers of the working tree
 */
export async function isLikelySearched(
  repository: Repository,
  files: KataFiles,
  markers: Promise<Markers>,
): Promise<boolean> {
  if (repository.shallow) return false;
  const { likelyAsked } = await import('../git/check-corners');
  const paths = (await files.list()).filter((path) => placeOf(path)?.kind === 'experiment');
  const [contents, standing] = await Promise.all([files.read(paths), markers]);
  const texts = paths.flatMap((path) => {
    const content = contents.get(path);
    return content === undefined || 'error' in content ? [] : [Buffer.from(content.bytes).toString('latin1')];
  });
  return likelyAsked(texts, standing);
}

/** Begins to search history for markers. @param log may tell what messages say of corners */
export async function search(repository: Repository, log: Promise<RecordLog | null>): Promise<EverStood> {
  const { EverStood } = await import('../git/ever-stood');
  return new EverStood(repository.git, log);
}

/** The `.kata` folders of homes, from the repository's top. */
export function folders(homes: readonly string[]): string[] {
  return homes.map((home) => (home === '' ? '.kata' : `${home}/.kata`));
}

import type { CheckOptions } from '../core/check/check';
import { experimentsOf, retold } from '../core/check/retold';
import type { CheckCorners, CheckHistory } from '../core/check/rule';
import type { KataHome } from '../core/load/loaded';
import type { IsoDate } from '../core/model/dates';
import type { Experiment } from '../core/model/experiment';
import type { Problem } from '../core/model/problem';
import type { KataFiles } from '../core/ports';
import type { CheckedCorners } from '../git/check-corners';
import type { RecordLog } from '../git/history/predictions';
import type { Markers } from '../git/markers';
import type { Repository } from '../git/repository';
import type { CommitId } from '../git/revision';
import { askGit, folders, isLikelySearched, markersAt, orNull, recordLog, search } from './ask-git';
import { bare, type Workspace } from './workspace';

/** What a check found. */
export interface Checked {
  /** All that a person should see here, in order of place. Hints are an editor's. */
  readonly problems: readonly Problem[];
  /** The merge base that a change was compared with; null where all was checked. */
  readonly base: CommitId | null;
  readonly homes: readonly KataHome[];
}

/** Checks all katas of a working tree. */
export async function checkAll(workspace: Workspace): Promise<Checked> {
  const { today } = workspace;
  // Git searches the code and walks the history while records are read and parsed.
  const git = askGit(workspace);
  const asked = orNull(git.repository);
  const markers = asked.then((repository) => (repository === null ? [] : git.markers));
  const files = ahead(workspace.files);
  loadLater(files);
  const likely = asked.then(
    (repository) => repository !== null && isLikelySearched(repository, files, markers),
  );
  const log = Promise.all([asked, likely]).then(
    ([repository, isLikely]) => repository && recordLog(repository, files, isLikely),
  );
  const searching = Promise.all([asked, likely]).then(([repository, isLikely]) =>
    repository !== null && isLikely ? search(repository, log) : null,
  );
  try {
    // Parsing holds the thread, so what decides on the longest search is awaited first.
    const read = searching.catch(() => null).then(() => workspace.homes(files));
    const [homes, history, corners] = await Promise.all([
      read,
      Promise.all([asked, read, log]).then(([repository, loaded, known]) =>
        predictions(repository, loaded, known === null ? {} : { log: known }),
      ),
      Promise.all([asked, read, markers, searching]).then(async ([repository, loaded, standing, begun]) => {
        // While git searches, the places are found of what will be told if it finds nothing.
        if (begun !== null) await foundWithoutPast(loaded, standing, today);
        return cornersOf(repository, loaded, standing, { today, at: null, search: begun });
      }),
    ]);
    return { problems: shown(await found(homes, { today, history, corners })), base: null, homes };
  } finally {
    const begun = await searching.catch(() => null);
    begun?.stop();
  }
}

/**
 * Checks the change that the working tree makes to `revision`, from their merge base: only the problems that it
 * brought. Both sides are judged by the same day, so that nobody is told of what time brought.
 * @throws GitFailure `git/no-merge-base`, `git/no-revision`
 */
export async function checkChange(workspace: Workspace, revision: string): Promise<Checked> {
  const git = askGit(workspace);
  const head = ahead(workspace.files);
  // Loaded while git starts.
  const [repository, { changeEnds }, { commitFiles }, { loadChange }, { movedMarkers, retoldCorners }] =
    await Promise.all([
      git.repository,
      import('../git/merge-base'),
      import('../git/revision-files'),
      import('../core/check/load-change'),
      import('../git/check-corners'),
    ]);
  // Without a working tree all would be gone, and nothing wrong.
  if (repository.topLevel === null) throw bare(workspace.root.folder);
  const { base } = await changeEnds(repository, revision);
  const files = commitFiles(repository, base, revision);
  // Its tree is listed while markers are looked for.
  const [old, now] = await Promise.all([markersAt(repository, base), git.markers, files.list()]);
  const moved = movedMarkers(old, now);
  const { before, homes } = await loadChange(files, head, [...moved]);
  const only = new Set([...moved, ...retoldCorners(before, homes)]);
  const { today } = workspace;
  const [history, corners, cornersThen] = await Promise.all([
    predictions(repository, homes, { only: retold(before, homes) }),
    cornersOf(repository, homes, now, { today, at: null, only }),
    cornersOf(repository, before, old, { today, at: base, only }),
  ]);
  const problems = await found(homes, { today, history, corners });
  const asked = new Set(
    problems.filter(({ code }) => ASK_HISTORY.has(code)).flatMap(({ path }) => idAt(homes, path)),
  );
  const then = await predictions(repository, before, { only: asked, asOf: base });
  const was = await found(before, { today, history: then, corners: cornersThen, asFound: true });
  const { compareProblems } = await import('../core/check/compare');
  const folders = await movedFolders(before, homes);
  const { brought } = compareProblems({ homes: before, problems: was }, { homes, problems }, folders);
  return { problems: shown(brought), base, homes };
}

/** Loads what is needed when records are read, while git looks for markers. */
function loadLater(files: KataFiles): void {
  const modules = () =>
    Promise.all([
      import('../core/load/load-homes'),
      import('../core/check/check'),
      import('../git/check-corners'),
      import('../git/history/predictions'),
    ]);
  // Where listing fails, loading the records says so.
  files.list().then(modules, () => {});
}

/** What would be found if history knew nothing of corners. */
async function foundWithoutPast(homes: readonly KataHome[], markers: Markers, today: IsoDate): Promise<void> {
  const { cornersWithoutPast } = await import('../git/check-corners');
  await found(homes, { today, corners: cornersWithoutPast(homes, markers, today) });
}

async function cornersOf(
  repository: Repository | null,
  homes: readonly KataHome[],
  markers: Markers,
  how: CheckedCorners,
): Promise<CheckCorners> {
  if (repository === null) return null;
  const { checkedCorners } = await import('../git/check-corners');
  return checkedCorners(repository, homes, markers, how);
}

/** The same files, all read at once from now on: the disk and git need not wait for each other. */
function ahead(files: KataFiles): KataFiles {
  const listed = files.list();
  const contents = listed.then((paths) => files.read(paths));
  // Where git fails first, nobody asks for it any more.
  contents.catch(() => {});
  return { name: files.name, list: () => listed, read: () => contents };
}

/** The rules that ask history; what they said at base is looked up only for what they find at head. */
const ASK_HISTORY = new Set(['experiment/result-first', 'experiment/prediction-changed']);

async function found(homes: readonly KataHome[], options: CheckOptions): Promise<Problem[]> {
  const { checkHome } = await import('../core/check/check');
  return homes.flatMap((home) => checkHome(home, options));
}

function shown(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ severity }) => severity !== 'hint').sort(byPlace);
}

function byPlace(a: Problem, b: Problem): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start.offset - b.range.start.offset || (a.code < b.code ? -1 : 1);
}

interface Asked {
  /** Ids of the experiments that are asked about; all without it. */
  readonly only?: ReadonlySet<string>;
  readonly asOf?: CommitId;
  readonly log?: RecordLog;
}

async function predictions(
  repository: Repository | null,
  homes: readonly KataHome[],
  { only, asOf, log }: Asked = {},
): Promise<CheckHistory> {
  if (repository === null || only?.size === 0) return null;
  const { readPredictions } = await import('../git/history/predictions');
  const records = experimentsOf(homes);
  const wanted = records.flatMap(({ id, value }) =>
    id === null || value === undefined || only?.has(id) === false ? [] : [[id, value] as const],
  );
  const known = records.flatMap(({ stamp, value, readOnly }) =>
    stamp === undefined || value === undefined || readOnly ? [] : [[stamp, value] as const],
  );
  return readPredictions(repository, new Map<string, Experiment>(wanted), {
    folders: folders(homes.map(({ folder }) => folder)),
    known: new Map(known),
    ...(asOf === undefined ? {} : { asOf }),
    ...(log === undefined ? {} : { log }),
  });
}

function idAt(homes: readonly KataHome[], path: string): string[] {
  return experimentsOf(homes).flatMap((record) =>
    record.path === path && record.id !== null ? [record.id] : [],
  );
}

async function movedFolders(
  before: readonly KataHome[],
  homes: readonly KataHome[],
): Promise<ReadonlyMap<string, string>> {
  const { matchKatas } = await import('../core/review/records');
  return new Map(
    matchKatas(before, homes).flatMap(({ before: from, after: to }) =>
      from === null || to === null ? [] : [[from.folder, to.folder] as const],
    ),
  );
}

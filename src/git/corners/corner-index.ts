import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Corners, SkippedFile } from '../../core/corners/corner';
import { type CornerEntry, cornerEntries } from '../../core/corners/entry';
import { cornerStates, type FoundMarker } from '../../core/corners/states';
import type { History } from '../../core/experiments/repository-history';
import type { KataHome } from '../../core/load/loaded';
import type { IsoDate } from '../../core/model/dates';
import { GitFailure } from '../failure';
import { HistoryReader } from '../history/reader';
import { openRepository, type Repository } from '../repository';
import { CornerHistories, type KnownOfCorners } from './histories';
import { type IsIgnored, ignoredBy, ignoreKey } from './ignored';
import { byPath, foldersOf, idsOf, kataFolders } from './of-homes';
import { type FileMarkers, markersInText } from './read-file';
import { readFiles, type Scanned, scanTree } from './scan';
import { unignored } from './unignored';

export interface CornerReading {
  /** Judges what is overdue. */
  readonly today: IsoDate;
  /** Texts that editors show, over those on the disk. Paths are relative to the root, with `/`. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Calls the reading off; it rejects with the signal's reason, and what is known stays. */
  readonly signal?: AbortSignal;
}

/** More changed files than this, and all are looked at again: one search is cheaper than so many reads. */
const MOST_CHANGED = 2000;

/**
 * Where the corners of a working tree are, kept between calls. The first reading searches all files; each later one
 * reads only those that were told of by `changed`. Readings wait for one another.
 */
export class CornerIndex {
  private scanned: (Scanned & { readonly files: Map<string, FileMarkers> }) | null = null;
  /** Grows with each `rescan`, so that one that is asked for during a search is not lost. */
  private generation = 0;
  /** How often all files were searched. */
  searches = 0;
  private readonly stale = new Set<string>();
  private readonly histories: CornerHistories;
  private reader: { readonly key: string; readonly reader: HistoryReader } | null = null;
  private past: History | null = null;
  private settings: { readonly key: string; readonly ignored: IsIgnored } | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly prefix: string;
  private readonly top: string;

  /** @param root the folder that katas are loaded from, within the repository's working tree. @throws GitFailure `git/no-working-tree` */
  constructor(
    private readonly repository: Repository,
    root: string,
  ) {
    if (repository.topLevel === null) {
      throw new GitFailure(
        'git/no-working-tree',
        `${root} is a bare repository, so there is no code to look at`,
        'name a folder of a working tree',
      );
    }
    this.top = realpathSync(repository.topLevel);
    this.prefix = prefixOf(this.top, root);
    this.histories = new CornerHistories(repository, this.prefix);
  }

  /** Files that were saved, made or deleted; relative to the root, with `/`. */
  changed(paths: Iterable<string>): void {
    for (const path of paths) this.stale.add(`${this.prefix}${path}`);
    if (this.stale.size > MOST_CHANGED) this.rescan();
  }

  /** All files are looked at again: HEAD moved by a checkout, an ignore file changed, or nobody knows what did. */
  rescan(): void {
    this.generation += 1;
    this.scanned = null;
    this.stale.clear();
  }

  /** HEAD or a branch moved: history is read on from where it was. Files that a checkout changed are told by `changed`, or `rescan`. */
  headMoved(): void {
    this.past = null;
  }

  /** @throws GitFailure */
  read(homes: readonly KataHome[], reading: CornerReading): Promise<Corners> {
    const work = this.queue.then(() => this.readNow(homes, reading));
    this.queue = work.catch(() => {});
    return work;
  }

  private async readNow(homes: readonly KataHome[], reading: CornerReading): Promise<Corners> {
    const { today, texts, signal } = reading;
    const scanned = await this.scan(signal);
    const ignored = this.ignored(homes);
    const { markers, skipped } = await this.shown(scanned, ignored, texts ?? new Map(), signal);
    const entries = cornerEntries(homes);
    const { histories, why } = await this.history(homes, { entries, markers, ignored, signal });
    return {
      corners: cornerStates(entries, markers, histories, today, foldersOf(homes)),
      skipped,
      why: [...scanned.why, ...why],
    };
  }

  /** The same function for the same settings, so that what was derived with it can be kept. */
  private ignored(homes: readonly KataHome[]): IsIgnored {
    const key = ignoreKey(homes);
    if (this.settings?.key !== key) this.settings = { key, ignored: ignoredBy(homes) };
    return this.settings.ignored;
  }

  private async history(
    homes: readonly KataHome[],
    {
      entries,
      markers,
      ...rest
    }: Found & { readonly ignored: IsIgnored; readonly signal: AbortSignal | undefined },
  ): Promise<KnownOfCorners> {
    const ids = idsOf(entries, markers);
    // Where there is no corner, history has nothing to tell.
    if (ids.all.size === 0) return { histories: new Map(), why: [] };
    const folders = kataFolders(homes, this.prefix);
    const key = folders.join('\0');
    if (this.reader?.key !== key) {
      this.reader = { key, reader: new HistoryReader(this.repository, folders) };
      this.past = null;
    }
    this.past ??= await this.reader.reader.read();
    return this.histories.read(this.past, { ...ids, ...rest, at: null });
  }

  private async scan(signal: AbortSignal | undefined): Promise<Scanned> {
    const { git } = this.repository;
    if (this.scanned === null) {
      const { generation } = this;
      this.stale.clear();
      this.searches += 1;
      const { files, ...rest } = await scanTree(git, this.top, this.prefix, signal);
      const scanned = { files: new Map(files), ...rest };
      if (generation === this.generation) this.scanned = scanned;
      return scanned;
    }
    const paths = [...this.stale].filter((path) => path.startsWith(this.prefix));
    if (paths.length === 0) return this.scanned;
    const read = await readFiles(this.top, paths, signal);
    const known = this.scanned.files;
    const fresh = [...read].filter(
      ([path, { markers, skipped }]) => !known.has(path) && (markers.length > 0 || skipped !== null),
    );
    const here = await unignored(
      git,
      fresh.map(([path]) => path),
      signal,
    );
    for (const [path, found] of read) {
      this.stale.delete(path);
      if (found.markers.length === 0 && found.skipped === null) known.delete(path);
      else if (known.has(path) || here.has(path)) known.set(path, found);
    }
    return this.scanned;
  }

  /** Markers and skipped files with paths from the root, without what is ignored, editors' texts over the disk's. */
  private async shown(
    { files, skipped }: Scanned,
    ignored: IsIgnored,
    texts: ReadonlyMap<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<{ markers: FoundMarker[]; skipped: SkippedFile[] }> {
    const known = ({ path }: { path: string }) => !ignored(path);
    const below = (path: string) => path.slice(this.prefix.length);
    const open = Array.from(texts, ([path, text]) => [path, markersInText(path, text).markers] as const);
    const fresh = open.filter(([path, markers]) => markers.length > 0 && !files.has(`${this.prefix}${path}`));
    const here = await unignored(
      this.repository.git,
      fresh.map(([path]) => `${this.prefix}${path}`),
      signal,
    );
    const markers: FoundMarker[] = open.flatMap(([path, own]) =>
      files.has(`${this.prefix}${path}`) || here.has(`${this.prefix}${path}`) ? own : [],
    );
    const left: SkippedFile[] = skipped.map(({ path, reason }) => ({ path: below(path), reason }));
    for (const [full, found] of files) {
      const path = below(full);
      if (texts.has(path)) continue;
      for (const marker of found.markers) markers.push({ ...marker, path });
      if (found.skipped !== null) left.push({ path, reason: found.skipped });
    }
    return { markers: markers.filter(known), skipped: left.filter(known).sort(byPath) };
  }
}

/** The corners of a working tree, once. @throws GitFailure */
export async function readCorners(
  root: string,
  homes: readonly KataHome[],
  reading: CornerReading,
): Promise<Corners> {
  return new CornerIndex(await openRepository(root), root).read(homes, reading);
}

interface Found {
  readonly entries: readonly CornerEntry[];
  readonly markers: readonly FoundMarker[];
}

/** Where a folder is within the repository: empty, or ended by `/`. @param top real path of the repository's top */
export function prefixOf(top: string, root: string): string {
  const way = relative(top, realpathSync(root)).split(sep).join('/');
  return way === '' || way.startsWith('..') ? '' : `${way}/`;
}

import { relative, resolve, sep } from 'node:path';
import { cleanings } from '../core/corners/cleanings';
import type { Corners } from '../core/corners/corner';
import type { Plan, Refused } from '../core/edits/change';
import type { KnownHistory } from '../core/experiments/known-history';
import type { KataHome, LoadedKata } from '../core/load/loaded';
import type { IsoDate } from '../core/model/dates';
import type { FileContent, KataFiles } from '../core/ports';
import type { Repository } from '../git/repository';
import type { CommitId } from '../git/revision';
import { CliFailure, refusal, STATUS } from './failure';
import type { Globals } from './globals';
import type { Io } from './io';
import { mendFirst } from './mend';
import { findRoot, isBare, type Root } from './root';
import { chooseKata } from './which-kata';

/** What an edit did. */
export interface Done {
  /** The id of what was made; null where nothing was. */
  readonly created: string | null;
  /** Written files, relative to the root. */
  readonly paths: readonly string[];
  readonly notes: readonly string[];
  readonly kata: LoadedKata | null;
}

/** The katas that one command works on: of the working tree, or of a revision. */
export class Workspace {
  private constructor(
    private readonly io: Io,
    private readonly globals: Globals,
    readonly root: Root,
    /** Where the katas are read from: the working tree, or a revision. */
    readonly files: KataFiles,
    /** The day to judge by: `--today`, else the revision's, else the clock's. */
    readonly today: IsoDate,
    /** Why nothing can be written: a revision is looked at. */
    readonly readOnly: string | null,
    /** The commit that is looked at; null for the working tree. */
    private readonly commit: CommitId | null = null,
  ) {}

  /** @param revision as a person named it; the working tree without one. */
  static async open(io: Io, globals: Globals, revision?: string): Promise<Workspace> {
    const root = findRoot(globals.folder);
    await mendFirst(root, io);
    if (revision !== undefined) return Workspace.atRevision(io, globals, root, revision);
    const { workingTreeFiles } = await import('../files/working-tree');
    const today = globals.today ?? io.clock.today();
    const files = workingTreeFiles(root.folder);
    return new Workspace(io, globals, root, files, today, null);
  }

  private static async atRevision(
    io: Io,
    globals: Globals,
    start: Root,
    revision: string,
  ): Promise<Workspace> {
    const { openRepository } = await import('../git/repository');
    const { revisionFiles } = await import('../git/revision-files');
    const { commitDate } = await import('../git/revision');
    const repository = await openRepository(start.start);
    const { files, commit } = await revisionFiles(repository, revision);
    const today = globals.today ?? (await repository.git.run(commitDate(commit)));
    const root = { ...start, folder: repository.topLevel ?? repository.gitDir };
    const told = `This is the storyboard as it was at ${revision}.`;
    return new Workspace(io, globals, root, files, today, told, commit);
  }

  /** The repository around it, for what git is needed for. @throws GitFailure */
  async repository(): Promise<Repository> {
    const { openRepository } = await import('../git/repository');
    return openRepository(this.root.folder);
  }

  /**
   * What git's history says of the katas; where there is no git or no repository, that it is not known. Null where a
   * revision is looked at: the history of today is not what was known then.
   * @param corners with them, the commits that cleaned some are tied to their experiments
   */
  async history(homes: readonly KataHome[], corners: Corners | null = null): Promise<KnownHistory | null> {
    if (this.readOnly !== null) return null;
    const { historyOf } = await import('../git/history/kata-history');
    return historyOf(this.root.folder, homes, cleanings(corners?.corners ?? []));
  }

  /**
   * What tree and history show of corners: of the working tree, or of the revision that is looked at. Null where there
   * is no git or no repository: then nothing is known of them.
   */
  async corners(homes: readonly KataHome[]): Promise<Corners | null> {
    if (!this.root.isRepository) return null;
    const { GitFailure } = await import('../git/failure');
    const [{ readCorners }, { cornersAt }] = await Promise.all([
      import('../git/corners/corner-index'),
      import('../git/corners/trees'),
    ]);
    try {
      if (this.commit === null) return await readCorners(this.root.folder, homes, { today: this.today });
      return await cornersAt(await this.repository(), this.commit, homes, { today: this.today });
    } catch (error) {
      if (error instanceof GitFailure) return null;
      throw error;
    }
  }

  /** @param files the same, where the caller reads them its own way */
  async homes(files = this.files): Promise<readonly KataHome[]> {
    return this.load(files);
  }

  private async load(files: KataFiles): Promise<readonly KataHome[]> {
    const { loadHomes } = await import('../core/load/load-homes');
    const homes = await loadHomes(files);
    const isEmpty = homes.every(({ katas }) => katas.length === 0);
    if (isEmpty && this.readOnly === null && isBare(this.root)) throw bare(this.root.folder);
    return homes;
  }

  /** The kata that is meant: by `named`, by `--kata`, or the only one there is. @throws CliFailure */
  async kata(named?: string): Promise<LoadedKata> {
    return (await this.kataAmong(named)).kata;
  }

  /** The same, with the homes that were loaded for it. @throws CliFailure */
  async kataAmong(named?: string): Promise<{ kata: LoadedKata; homes: readonly KataHome[] }> {
    const homes = await this.homes();
    return { kata: this.choose(homes, named), homes };
  }

  /** The kata that holds the record with an id. @throws CliFailure where none does */
  async kataWith(id: string): Promise<LoadedKata> {
    return this.choose(await this.homes(), this.globals.kata, id);
  }

  /** @param id of a record: it is unique, so its kata need not be named. */
  private choose(homes: readonly KataHome[], named = this.globals.kata, id?: string): LoadedKata {
    return chooseKata(homes, this.root, named, id);
  }

  /**
   * Plans a change of one kata and writes it. Where another program wrote meanwhile, it is planned anew on what is
   * there now, so that no edit is lost and none goes to a wrong place.
   * @param id of the record that is changed, which tells its kata where `--kata` does not
   */
  async edit(plan: (kata: LoadedKata) => Plan, id?: string): Promise<Done> {
    return this.write((homes) => {
      const kata = this.choose(homes, this.globals.kata, id);
      return { kata, plan: plan(kata) };
    });
  }

  /** As `edit`, with all homes to plan on. @param textOf texts of other files than records, as they were planned on */
  async write(
    plan: (homes: readonly KataHome[]) => { kata: LoadedKata | null; plan: Plan },
    textOf: (path: string) => string | undefined = () => undefined,
  ): Promise<Done> {
    return this.again(() => this.writeOnce(plan, textOf));
  }

  /** As `edit`, with the text of each file as it was planned on; `work` writes. */
  async editWith<P extends { readonly ok: true }, T>(
    plan: (kata: LoadedKata) => P | Refused,
    work: (plan: P, textOf: (path: string) => string | undefined) => Promise<T>,
    id?: string,
  ): Promise<T> {
    return this.again(async () => {
      const seen = new Map<string, FileContent>();
      const planned = plan(
        this.choose(await this.load(remembering(this.files, seen)), this.globals.kata, id),
      );
      if (!planned.ok) throw refusal(planned);
      return work(planned, (path) => textOf(seen.get(path)));
    });
  }

  private async again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const changed = error instanceof Error && 'code' in error && error.code === 'files/changed';
        if (!changed || attempt === 20) throw error;
      }
    }
  }

  private async writeOnce(
    plan: (homes: readonly KataHome[]) => { kata: LoadedKata | null; plan: Plan },
    other: (path: string) => string | undefined,
  ): Promise<Done> {
    const seen = new Map<string, FileContent>();
    const { kata, plan: planned } = plan(await this.load(remembering(this.files, seen)));
    if (!planned.ok) throw refusal(planned);
    const { applyChange } = await import('../core/edits/apply');
    const applied = applyChange(planned.change, (path) => textOf(seen.get(path)) ?? other(path));
    if (!applied.ok) throw refusal(applied);
    const { writeAll } = await import('../files/write');
    await writeAll(this.root.folder, applied.files);
    const written = applied.files.filter(({ before, after }) => before !== after);
    return { kata, created: planned.created, notes: planned.notes, paths: written.map(({ path }) => path) };
  }

  /**
   * A path as a person in the current folder would type it; in full where `-C` led out of that folder.
   * @param path relative to the root.
   */
  shown(path: string): string {
    const full = resolve(this.root.folder, path);
    const way = relative(this.io.cwd, full);
    const isElsewhere = way.startsWith('..') && relative(this.io.cwd, this.globals.folder) !== '';
    if (isElsewhere) return full;
    return sep === '/' ? way : way.split(sep).join('/');
  }
}

/** Nothing is said of a folder that can hold no files: an empty answer would pass for one. */
export function bare(folder: string): CliFailure {
  const mend = 'name a revision, as in `kata show --rev HEAD`, or work in a clone of it';
  const message = `${folder} is a bare repository, so no kata stands there as files`;
  return new CliFailure('git/no-working-tree', message, mend, STATUS.environment);
}

/** The texts that a plan stands on have to be the ones that the write compares with. */
function remembering(files: KataFiles, seen: Map<string, FileContent>): KataFiles {
  return {
    name: files.name,
    list: () => files.list(),
    read: async (paths) => {
      const contents = await files.read(paths);
      for (const [path, content] of contents) if (!('error' in content)) seen.set(path, content);
      return contents;
    },
  };
}

function textOf(content: FileContent | undefined): string | undefined {
  return content === undefined
    ? undefined
    : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content.bytes);
}

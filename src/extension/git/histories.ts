import * as vscode from 'vscode';
import type { Cleaning } from '../../core/corners/cleanings';
import { type KnownHistory, unknownHistory } from '../../core/experiments/known-history';
import type { KataHome } from '../../core/load/loaded';
import { GitFailure } from '../../git/failure';
import type { Repository } from '../../git/repository';
import { Coalescer } from '../coalesce';
import type { Log } from '../log';
import type { FoundKata, Records } from '../records/records';
import { folderOfHome, historyFor, mayHaveRepository, pathInRepository } from './place';
import type { Tracked } from './tracked';
import { followVscodeGit } from './vscode-git';

/** After HEAD moved: a rebase moves it many times at once. */
const AFTER_MOVE = 60;
/** After records changed: somebody may be typing in them. */
const AFTER_TYPING = 400;

/** Where a `.kata` is: in which repository, and its folder within it. */
interface Place {
  readonly tracked: Tracked;
  readonly inside: string;
}

const RESTRICTED = new GitFailure(
  'git/failed',
  'Git is not asked in Restricted Mode',
  'trust the folder first (Workspaces: Manage Workspace Trust)',
);

/**
 * What git says of the workspace's katas. Asked only in trusted workspaces, only where there is a kata, after the
 * records were read and never while somebody waits for a board: boards show what was last known.
 */
export class Histories implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something else may be known now. */
  readonly onDidChange = this.#changed.event;
  /** By the folder around the `.kata`; a failure is kept until something makes it worth asking again. */
  readonly #places = new Map<string, Place | GitFailure>();
  readonly #repositories = new Map<string, Tracked>();
  readonly #reading: Coalescer;
  readonly #disposables: vscode.Disposable[];
  #cleanings: readonly Cleaning[] = [];
  #following: Promise<vscode.Disposable> | undefined;

  constructor(
    private readonly records: Records,
    private readonly log: Log,
  ) {
    this.#reading = new Coalescer(
      () => this.#read(),
      (error) => log.error('The history could not be read.', error),
    );
    this.#disposables = [
      this.#changed,
      this.#reading,
      records.onDidChange(() => this.#reading.soon(this.#allAsked() ? AFTER_TYPING : 0)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#reading.soon(0)),
    ];
  }

  /** What is known of a kata's history now; null where git was not asked. */
  of({ folder, kata }: FoundKata): KnownHistory | null {
    const at = folderOfHome(folder, kata.home);
    const place = this.#places.get(at);
    if (place === undefined) return null;
    if (place instanceof GitFailure) return unknownHistory(sentences(place));
    const { tracked, inside } = place;
    return tracked.known === null ? null : historyFor(tracked.known, inside, kata.home.folder);
  }

  /** The repository of a kata. @throws GitFailure */
  async repository({ folder, kata }: FoundKata): Promise<Repository> {
    const place = await this.#place(folderOfHome(folder, kata.home));
    if (place instanceof GitFailure) throw place;
    return place.tracked.repository;
  }

  /** The repository with that git folder, where a kata of the workspace is in it. */
  repositoryAt(gitDir: string): Repository | undefined {
    return this.#repositories.get(gitDir)?.repository;
  }

  /** The commits that cleaned corners, as the code was last seen: they belong to the corners' experiments. */
  learnCleanings(cleanings: readonly Cleaning[]): void {
    const says = (all: readonly Cleaning[]) => all.map(({ corner, commit }) => `${corner} ${commit}`).join();
    if (says(cleanings) === says(this.#cleanings)) return;
    this.#cleanings = cleanings;
    this.#reading.soon(0);
  }

  /** Asks git again, also where it failed before; resolves when that is over. */
  async refresh(): Promise<void> {
    for (const [at, place] of this.#places) if (place instanceof GitFailure) this.#places.delete(at);
    for (const one of this.#repositories.values()) one.moved();
    await this.#reading.now();
  }

  dispose(): void {
    for (const one of [...this.#disposables, ...this.#repositories.values()]) one.dispose();
    void this.#following?.then((one) => one.dispose());
  }

  #allAsked(): boolean {
    return this.records.folders.every((folder) =>
      folder.homes.every((home) => this.#places.has(folderOfHome(folder, home))),
    );
  }

  async #read(): Promise<void> {
    if (!vscode.workspace.isTrusted || this.records.katas.length === 0) return;
    this.#following ??= followVscodeGit(() => {
      for (const one of this.#repositories.values()) one.moved();
      this.#reading.soon(AFTER_MOVE);
    });
    const homes = new Map<Tracked, KataHome[]>();
    const failed = (at: string) => this.#places.get(at) instanceof GitFailure;
    let changed = false;
    for (const folder of this.records.folders) {
      for (const home of folder.homes) {
        const at = folderOfHome(folder, home);
        const before = failed(at);
        const place = await this.#place(at);
        changed ||= failed(at) !== before;
        if (place instanceof GitFailure) continue;
        const { tracked, inside } = place;
        homes.set(tracked, [...(homes.get(tracked) ?? []), { ...home, folder: inside }]);
      }
    }
    for (const [tracked, its] of homes) changed = (await this.#readOne(tracked, its)) || changed;
    if (changed) this.#changed.fire();
  }

  async #readOne(tracked: Tracked, homes: readonly KataHome[]): Promise<boolean> {
    try {
      return await tracked.read(homes, this.#cleanings);
    } catch (error) {
      this.log.error('Git could not tell the history.', error);
      tracked.moved();
      const why =
        error instanceof GitFailure
          ? sentences(error)
          : 'Git could not tell what happened; the output of Kata says why.';
      tracked.known = unknownHistory(why);
      return true;
    }
  }

  async #place(at: string): Promise<Place | GitFailure> {
    if (!vscode.workspace.isTrusted) return RESTRICTED;
    const known = this.#places.get(at);
    // Asked again only where a repository came into being.
    if (
      known !== undefined &&
      !(known instanceof GitFailure && known.code === 'git/no-repository' && mayHaveRepository(at))
    )
      return known;
    const place = await this.#open(at);
    this.#places.set(at, place);
    return place;
  }

  async #open(at: string): Promise<Place | GitFailure> {
    // Loaded with the first question: a start with a kata in the workspace does not pay for git.
    const [{ openRepository }, { Tracked }] = await Promise.all([
      import('../../git/repository'),
      import('./tracked'),
    ]);
    const workspaces = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    try {
      const repository = await openRepository(at, workspaces);
      const tracked =
        this.#repositories.get(repository.gitDir) ??
        new Tracked(repository, () => this.#reading.soon(AFTER_MOVE));
      this.#repositories.set(repository.gitDir, tracked);
      return { tracked, inside: pathInRepository(repository, at) };
    } catch (error) {
      if (error instanceof GitFailure) return error;
      throw error;
    }
  }
}

/** Why git could not be asked, and the mend: two sentences for people. */
export function sentences({ message, mend }: { readonly message: string; readonly mend: string }): string {
  const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.]$/, '')}.`;
  return mend === '' ? sentence(message) : `${sentence(message)} ${sentence(mend)}`;
}

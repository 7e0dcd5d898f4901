import { realpathSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Corner, Corners } from '../../core/corners/corner';
import { isOutstanding } from '../../core/corners/phase';
import type { KataHome } from '../../core/load/loaded';
import { GitFailure } from '../../git/failure';
import type { Repository } from '../../git/repository';
import { Coalescer } from '../coalesce';
import { type Histories, sentences } from '../git/histories';
import { folderOfHome, pathInRepository } from '../git/place';
import type { Log } from '../log';
import { pathBelow } from '../paths';
import type { KataFolder } from '../records/kata-folder';
import type { FoundKata, Records } from '../records/records';
import { Calm } from './calm';
import type { FoundCorner } from './found-corner';
import { withProgressWhenLong } from './progress';
import { ScannedTree } from './scanned-tree';

/** After the disk moved, in milliseconds: a checkout tells of its files in many bursts. */
const AFTER_DISK = 300;
/** After typing: late enough to stay off the typing path. */
const AFTER_TYPING = 300;

/**
 * Where the corners of the workspace are. Searched once for each folder with katas, and then only in what changed:
 * no polling. Nothing is read in Restricted Mode. Whoever shows corners asks here, and is told when they moved.
 */
export class CornerScans implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something else may be known now. */
  readonly onDidChange = this.#changed.event;
  /** Why nothing is known of some katas, in sentences. */
  why: readonly string[] = [];
  readonly #trees = new Map<string, ScannedTree>();
  readonly #reading: Coalescer;
  readonly #calm: Calm;
  readonly #disposables: vscode.Disposable[];

  constructor(
    private readonly records: Records,
    private readonly histories: Histories,
    private readonly log: Log,
  ) {
    this.#reading = new Coalescer(
      () => this.#read(),
      (error) => log.error('Corners could not be looked for.', error),
    );
    this.#calm = new Calm(AFTER_DISK, () => this.#reading.soon(0));
    const watcher = vscode.workspace.createFileSystemWatcher('**');
    this.#disposables = [
      this.#changed,
      this.#reading,
      this.#calm,
      watcher,
      watcher.onDidCreate((uri) => this.#moved(uri, 'came')),
      watcher.onDidChange((uri) => this.#moved(uri, 'changed')),
      watcher.onDidDelete((uri) => this.#moved(uri, 'went')),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#moved(uri, 'changed')),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#typed(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#typed(document)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#reading.soon(0)),
      records.onDidChange(() => this.#reading.soon(AFTER_TYPING)),
      histories.onDidChange(() => {
        for (const tree of this.#trees.values()) tree.headMoved();
        this.#calm.stir();
      }),
    ];
  }

  /** True once something is known. */
  get known(): boolean {
    return [...this.#trees.values()].some((tree) => tree.known !== null);
  }

  /** Everything that is known, tree by tree. */
  get trees(): readonly ScannedTree[] {
    return [...this.#trees.values()];
  }

  /** Every corner, with its record where one names it. */
  all(): FoundCorner[] {
    return this.trees.flatMap((tree) =>
      (tree.known?.corners ?? []).map((corner) => this.#found(tree, corner)),
    );
  }

  /** The corners with that id; the ones whose folder holds the file first. */
  withId(id: string, near?: vscode.Uri): FoundCorner[] {
    const isNear = ({ tree }: FoundCorner) => near !== undefined && pathBelow(tree.root, near) !== null;
    return this.all()
      .filter(({ corner }) => corner.id === id)
      .sort((a, b) => Number(isNear(b)) - Number(isNear(a)));
  }

  /** What is known of the code around a kata, homes called as its folder calls them; null where nothing is. */
  of({ folder, kata }: FoundKata): Corners | null {
    const tree = this.trees.find(
      (one) => one.folder === folder && one.known !== null && one.homeNamed(one.nameOfHome(kata.home)),
    );
    if (tree?.known == null) return null;
    const name = tree.nameOfHome(kata.home);
    if (name === kata.home.folder) return tree.known;
    const corners = tree.known.corners.map((corner) =>
      corner.home === name ? { ...corner, home: kata.home.folder } : corner,
    );
    return { ...tree.known, corners };
  }

  /** How many corners of an experiment are still in the code, and are to go; null where the code was not looked at. */
  openCornersOf(experiment: string): number | null {
    if (!this.known) return null;
    return this.all().filter(({ corner }) => corner.experiment === experiment && isOutstanding(corner))
      .length;
  }

  /** How often all files of a folder were searched. */
  get searches(): number {
    return this.trees.reduce((sum, tree) => sum + tree.searches, 0);
  }

  /** Resolves when all that was told of until now is read. */
  settled(): Promise<void> {
    return this.#reading.now();
  }

  /** Searches everything again. */
  async refresh(): Promise<void> {
    for (const tree of this.#trees.values()) tree.rescan();
    await this.#reading.now();
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  #moved(uri: vscode.Uri, how: 'changed' | 'came' | 'went'): void {
    let counts = false;
    for (const tree of this.#trees.values()) counts = tree.moved(uri, how) || counts;
    if (counts) this.#calm.stir();
  }

  #typed({ uri }: vscode.TextDocument): void {
    if (this.trees.some(({ root }) => pathBelow(root, uri) !== null)) this.#reading.soon(AFTER_TYPING);
  }

  async #read(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const why: string[] = [];
    const wanted = new Map<ScannedTree, KataHome[]>();
    for (const folder of this.records.folders) {
      for (const home of folder.homes) {
        const tree = await this.#treeOf(folder, home);
        if (typeof tree === 'string') why.push(tree);
        else if (tree !== null) wanted.set(tree, [...(wanted.get(tree) ?? []), home]);
      }
    }
    for (const [key, tree] of this.#trees) if (!wanted.has(tree)) this.#trees.delete(key);
    await withProgressWhenLong('Kata: looking for corners…', async (signal) => {
      for (const [tree, homes] of wanted) {
        const failed = await this.#readOne(tree, homes, signal);
        if (failed !== null) why.push(failed);
      }
    });
    this.why = [...new Set([...why, ...this.trees.flatMap(({ known }) => known?.why ?? [])])];
    this.#changed.fire();
  }

  async #readOne(tree: ScannedTree, homes: readonly KataHome[], signal: AbortSignal): Promise<string | null> {
    try {
      await tree.read(homes, signal);
      return null;
    } catch (error) {
      if (signal.aborted) return 'The search for corners was called off. Refresh to search again.';
      this.log.error('Corners could not be looked for.', error);
      return error instanceof GitFailure
        ? sentences(error)
        : 'Corners could not be looked for; the output of Kata says why.';
    }
  }

  /** The tree that a home's code is in; a sentence where there is none, null where the home has no kata. */
  async #treeOf(folder: KataFolder, home: KataHome): Promise<ScannedTree | string | null> {
    const [kata] = home.katas;
    if (kata === undefined) return null;
    try {
      const repository = await this.histories.repository({ folder, kata });
      const isInside = pathBelow(vscode.Uri.file(repository.topLevel ?? ''), realUri(folder.root)) !== null;
      const own = isInside || realUri(folder.root).fsPath === repository.topLevel;
      const key = `${folder.root.toString()} ${own ? '' : repository.gitDir}`;
      const known = this.#trees.get(key);
      if (known !== undefined) return known;
      const tree = await newTree(repository, folder, own);
      this.#trees.set(key, tree);
      return tree;
    } catch (error) {
      if (error instanceof GitFailure) return sentences(error);
      throw error;
    }
  }

  #found(tree: ScannedTree, corner: Corner): FoundCorner {
    const home = tree.homeNamed(corner.home);
    const kata = tree.folder.katas.find(
      (one) => one.home.folder === home?.folder && one.slug === corner.kata,
    );
    const record = kata?.experiments.find(
      ({ id, handle }) => id === corner.experiment || handle === corner.experiment,
    );
    return {
      corner,
      tree,
      found: kata === undefined ? null : { folder: tree.folder, kata },
      record: record ?? null,
    };
  }
}

/** The folder is searched, or, where it only holds the repository, all of the repository. */
async function newTree(repository: Repository, folder: KataFolder, own: boolean): Promise<ScannedTree> {
  // Loaded with the first question: a start with a kata in the workspace does not pay for git.
  const { CornerIndex, prefixOf } = await import('../../git/corners/corner-index');
  const root = own ? folder.root : vscode.Uri.file(repository.topLevel ?? folder.root.fsPath);
  const homeFolder = (home: KataHome) =>
    own ? home.folder : pathInRepository(repository, folderOfHome(folder, home));
  const index = new CornerIndex(repository, root.fsPath);
  const prefix = prefixOf(repository.topLevel ?? root.fsPath, root.fsPath);
  return new ScannedTree(root, folder, index, homeFolder, repository, prefix);
}

function realUri(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.file(realpathSync(uri.fsPath));
}

import * as vscode from 'vscode';
import type { Corners } from '../../core/corners/corner';
import type { KataHome } from '../../core/load/loaded';
import type { CornerIndex } from '../../git/corners/corner-index';
import type { Repository } from '../../git/repository';
import { pathBelow, uriBelow } from '../paths';
import type { KataFolder } from '../records/kata-folder';
import { today } from '../today';

/** More folders or files than this that came at once are not looked at one by one: all is searched again. */
const MOST_LOOKED_AT = 200;

/** The code of one folder with its katas: where corners are in it, as it was last read. */
export class ScannedTree {
  /** What was last read; null before the first reading is over. */
  known: Corners | null = null;
  #homes: readonly KataHome[] = [];
  readonly #came = new Set<string>();

  /**
   * @param root what paths of corners begin at @param folder whose katas they are
   * @param homeFolder gives a home's folder as it is called from `root`
   */
  constructor(
    readonly root: vscode.Uri,
    readonly folder: KataFolder,
    private readonly index: CornerIndex,
    private readonly homeFolder: (home: KataHome) => string,
    readonly repository: Repository,
    /** Where `root` is within the repository: empty, or ended by `/`. */
    readonly prefix: string,
  ) {}

  /** A file was saved or changed; a folder or file came, or went with all that is below it. */
  moved(uri: vscode.Uri, how: 'changed' | 'came' | 'went'): boolean {
    const path = pathBelow(this.root, uri);
    if (path === null || isForeign(path)) return false;
    if (/(^|\/)\.gitignore$/.test(path)) this.index.rescan();
    else if (how === 'came') this.#came.add(path);
    else this.index.changed([path, ...(how === 'went' ? this.#knownBelow(path) : [])]);
    return true;
  }

  /** HEAD or a branch moved. */
  headMoved(): void {
    this.index.headMoved();
  }

  rescan(): void {
    this.#came.clear();
    this.index.rescan();
  }

  /** Reads what changed since the last time. @throws the signal's reason, GitFailure */
  async read(homes: readonly KataHome[], signal: AbortSignal): Promise<void> {
    await this.#lookAtWhatCame();
    this.#homes = homes;
    this.known = await this.index.read(this.homes, { today: today(), texts: this.#shownTexts(), signal });
  }

  /** The homes, called as from `root`. */
  get homes(): KataHome[] {
    return this.#homes.map((home) => ({ ...home, folder: this.homeFolder(home) }));
  }

  /** The home that a corner calls so. */
  homeNamed(name: string | null): KataHome | undefined {
    return name === null ? undefined : this.#homes.find((home) => this.homeFolder(home) === name);
  }

  nameOfHome(home: KataHome): string {
    return this.homeFolder(home);
  }

  /** How often all of it was searched. */
  get searches(): number {
    return this.index.searches;
  }

  uriOf(path: string): vscode.Uri {
    return uriBelow(this.root, path);
  }

  /** A new folder is named alone, whatever is in it: then all is searched again. */
  async #lookAtWhatCame(): Promise<void> {
    const came = [...this.#came];
    this.#came.clear();
    if (came.length > MOST_LOOKED_AT) return this.index.rescan();
    const isFolder = await Promise.all(came.map((path) => isDirectory(this.uriOf(path))));
    if (isFolder.includes(true)) this.index.rescan();
    else this.index.changed(came);
  }

  #knownBelow(folder: string): string[] {
    const places = (this.known?.corners ?? []).flatMap((corner) => corner.places);
    return [...places, ...(this.known?.skipped ?? [])].flatMap(({ path }) =>
      path.startsWith(`${folder}/`) ? [path] : [],
    );
  }

  /** Unsaved editors count as what they show. One that holds no marker is told of too: it may have lost one. */
  #shownTexts(): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const document of vscode.workspace.textDocuments) {
      const path = document.isDirty ? pathBelow(this.root, document.uri) : null;
      if (path !== null) texts.set(path, document.getText());
    }
    return texts;
  }
}

/** True for what git never counts as the tree's own. */
function isForeign(path: string): boolean {
  return path.split('/').some((part) => part === '.git' || part === 'node_modules');
}

async function isDirectory(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  } catch {
    // Gone again already.
    return false;
  }
}

import * as vscode from 'vscode';
import type { LoadedKata } from '../../core/load/loaded';
import { FOREIGN_FOLDERS } from '../../core/model/kata-path';
import { workingTreeFiles } from '../../files/working-tree';
import { Coalescer } from '../coalesce';
import type { Log } from '../log';
import { kataPathBelow, pathBelow, rootOfKata } from '../paths';
import { KataFolder } from './kata-folder';

/** After a keystroke: late enough to stay off the typing path, soon enough to look live. */
const AFTER_TYPING = 80;
/** After the disk moved: a checkout moves many files at once. */
const AFTER_DISK = 60;

export interface FoundKata {
  readonly folder: KataFolder;
  readonly kata: LoadedKata;
}

/** All katas of the workspace, read again whenever an open text or the disk moves. */
export class Records implements vscode.Disposable {
  readonly #folders = new Map<string, KataFolder>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** The records were read again; they may say the same. */
  readonly onDidChange = this.#changed.event;
  readonly #stale = new Set<KataFolder>();
  readonly #reading: Coalescer;
  readonly #disposables: vscode.Disposable[] = [];

  constructor(private readonly log: Log) {
    this.#reading = new Coalescer(
      () => this.#readStale(),
      (error) => log.error('Reading the kata files failed.', error),
    );
    const watcher = vscode.workspace.createFileSystemWatcher('**/.kata/**');
    const others = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    this.#disposables.push(
      watcher,
      others,
      others.onDidCreate((uri) => void this.#folderCame(uri)),
      others.onDidDelete((uri) => this.#folderWent(uri)),
      watcher.onDidCreate((uri) => this.#diskMoved(uri, 'came')),
      watcher.onDidChange((uri) => this.#diskMoved(uri, 'forget')),
      watcher.onDidDelete((uri) => this.#diskMoved(uri, 'went')),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#textMoved(document, AFTER_TYPING)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#diskMoved(document.uri, 'came')),
      vscode.workspace.onDidCloseTextDocument((document) => this.#textMoved(document, AFTER_DISK)),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#foldersWith(files)),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        this.#foldersWith(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
      ),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#foldersMoved()),
      // What a watcher missed (excluded folders, links, a slow network disk) is seen when the person comes back.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#look(false)),
      this.#changed,
      this.#reading,
    );
    this.#foldersMoved();
  }

  get folders(): readonly KataFolder[] {
    return [...this.#folders.values()];
  }

  get katas(): readonly FoundKata[] {
    return this.folders.flatMap((folder) => folder.katas.map((kata) => ({ folder, kata })));
  }

  /** The kata of a `kata.yaml`. One that no workspace folder holds is read from its own folder. */
  async find(uri: vscode.Uri): Promise<FoundKata | undefined> {
    const folder = this.#folderOf(uri) ?? this.#adopt(uri);
    if (folder === undefined) return undefined;
    if (!folder.read) await this.#readNow(folder);
    const kata = folder.kataOf(uri);
    return kata === undefined ? undefined : { folder, kata };
  }

  /** Resolves when what is due to be read was read. */
  async settled(): Promise<void> {
    await this.#reading.now();
  }

  /** Reads everything again, past all that is kept. */
  async readAll(): Promise<void> {
    this.#look(false);
    await this.#reading.now();
  }

  /** Reads what stands at and below a path of a folder again, the disk too: before and after a write. */
  async readFresh(folder: KataFolder, path: string): Promise<void> {
    folder.files.forget(path);
    await this.#readNow(folder);
  }

  dispose(): void {
    for (const one of [...this.#disposables, ...this.folders]) one.dispose();
  }

  async #readNow(folder: KataFolder): Promise<void> {
    this.#stale.add(folder);
    await this.#reading.now();
  }

  async #readStale(): Promise<void> {
    const stale = [...this.#stale];
    this.#stale.clear();
    for (const folder of stale) {
      try {
        await folder.load();
      } catch (error) {
        this.log.error(`The folder ${folder.name} can't be read.`, error);
        folder.read = true;
      }
    }
    this.#changed.fire();
  }

  #look(soon: boolean): void {
    for (const folder of this.#folders.values()) {
      folder.files.forgetAll();
      this.#stale.add(folder);
    }
    this.#reading.soon(soon ? 0 : AFTER_DISK);
  }

  #textMoved(document: vscode.TextDocument, delay: number): void {
    const folder = this.#folderOf(document.uri);
    const path = folder && kataPathBelow(folder.root, document.uri);
    if (folder === undefined || !path) return;
    // Clean means that it says what the disk says: a revert, or a file that VS Code read again.
    if (!document.isDirty) folder.files.forget(path);
    this.#stale.add(folder);
    this.#reading.soon(delay);
  }

  #diskMoved(uri: vscode.Uri, how: 'came' | 'went' | 'forget'): void {
    const folder = this.#folderOf(uri);
    const path = folder && kataPathBelow(folder.root, uri);
    if (folder === undefined || !path) return;
    folder.files[how](path);
    this.#stale.add(folder);
    this.#reading.soon(AFTER_DISK);
  }

  /** A folder came (VS Code names only the outermost): only one with a `.kata` in it is worth a reading. */
  async #folderCame(uri: vscode.Uri): Promise<void> {
    const folder = this.#folderOf(uri);
    const path = folder && pathBelow(folder.root, uri);
    if (folder === undefined || !path || path.split('/').some((part) => FOREIGN_FOLDERS.has(part))) return;
    try {
      const isHome = path.split('/').includes('.kata');
      if ((await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory) return;
      if (!isHome && (await workingTreeFiles(uri.fsPath).list()).length === 0) return;
    } catch {
      // Gone again already.
      return;
    }
    this.#foldersWith([uri]);
  }

  /** A folder or file went; of a folder VS Code names only the outermost. */
  #folderWent(uri: vscode.Uri): void {
    const folder = this.#folderOf(uri);
    const path = folder && pathBelow(folder.root, uri);
    if (folder?.katas.some((kata) => kata.folder === path || kata.folder.startsWith(`${path}/`))) {
      this.#foldersWith([uri]);
    }
  }

  /** Whole folders may have gone or come, with a `.kata` somewhere below them. */
  #foldersWith(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const folder = this.#folderOf(uri);
      if (folder === undefined) continue;
      folder.files.forgetAll();
      this.#stale.add(folder);
      this.#reading.soon(AFTER_DISK);
    }
  }

  #foldersMoved(): void {
    const roots = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
    const wanted = new Map(roots.filter(onDisk).map((root) => [root.toString(), root]));
    for (const [key, folder] of this.#folders) {
      if (wanted.has(key)) continue;
      folder.dispose();
      this.#folders.delete(key);
    }
    for (const [key, root] of wanted) {
      if (!this.#folders.has(key)) this.#folders.set(key, this.#newFolder(root));
    }
    this.#look(true);
  }

  /** The innermost folder that holds the file. */
  #folderOf(uri: vscode.Uri): KataFolder | undefined {
    return this.folders
      .filter((folder) => pathBelow(folder.root, uri) !== null)
      .sort((a, b) => b.root.path.length - a.root.path.length)[0];
  }

  #newFolder(root: vscode.Uri): KataFolder {
    const folder = new KataFolder(root, () => {
      this.#stale.add(folder);
      this.#reading.soon(AFTER_DISK);
    });
    return folder;
  }

  #adopt(uri: vscode.Uri): KataFolder | undefined {
    const root = onDisk(uri) ? rootOfKata(uri) : null;
    if (root === null) return undefined;
    const folder = this.#newFolder(root);
    this.#folders.set(root.toString(), folder);
    return folder;
  }
}

/** Files that this process can read by path. Git's and other virtual documents are shown as text only. */
export function onDisk(uri: vscode.Uri): boolean {
  return uri.scheme === 'file';
}
